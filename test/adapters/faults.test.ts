import { expect, test } from 'vitest'
import { createRandom } from '../../src/core/random.ts'
import type { SentReply } from '../../src/core/reply.ts'
import { applyFaults, faults } from '../../src/wire/faults/list.ts'
import { renderBody } from '../../src/wire/send.ts'
import { doors, openDoor, type Door } from '../support/doors.ts'
import { fakeCuecard, readToTheEnd, replyWith, wordEvents } from '../support/fake-cuecard.ts'

const stream = replyWith(wordEvents(['one', ' twö', ' three', ' four'], { obfuscation: 3 }))
const choices = [{ index: 0, message: { role: 'assistant', content: 'Grüße' }, finish_reason: 'stop' }]
const completion = replyWith({ kind: 'json', value: { choices }, layout: { indent: 2, newline: true } })

/** Settings that keep the test quick. */
const settings = { slow_headers: { delay: '1ms' }, huge: { size: 200_000 } }

const faulty = (reply: SentReply, name: string): SentReply =>
  applyFaults(
    reply,
    [{ name, settings: name in settings ? settings[name as keyof typeof settings] : {} }],
    createRandom(1),
  )

const textOf = (reply: SentReply): string => {
  const body = renderBody(reply)
  return typeof body === 'string' ? body : new TextDecoder().decode(body)
}

const cuts = ['close', 'reset', 'hang']
const table = (names: readonly string[]) =>
  doors.flatMap((door) =>
    names.flatMap((name) => [[door, name, 'stream', stream] as const, [door, name, 'completion', completion] as const]),
  )

const carry = async (door: Door, reply: SentReply) => {
  const { cuecard } = fakeCuecard(() => reply)
  const { baseURL, fetch } = await openDoor(door, cuecard)
  const client = new AbortController()
  const response = await fetch(`${baseURL}/chat/completions`, { method: 'POST', body: '{}', signal: client.signal })
  if (reply.cut?.how === 'hang') setTimeout(() => client.abort(), 50)
  return { ...(await readToTheEnd(response)), status: response.status, type: response.headers.get('content-type') }
}

test.each(table(faults.map(({ name }) => name).filter((name) => !cuts.includes(name))))(
  '%s carries the fault %s of a %s as it was made',
  async (door, name, _kind, healthy) => {
    const reply = faulty(healthy, name)

    const carried = await carry(door, reply)

    expect(carried).toEqual({
      text: textOf(reply),
      error: undefined,
      status: reply.status,
      type: reply.headers['content-type'],
    })
  },
)

test.each(table(cuts))('%s carries the fault %s of a %s as a body that breaks', async (door, name, _kind, healthy) => {
  const whole = textOf(healthy)

  const { text, error, status } = await carry(door, faulty(healthy, name))

  expect(status).toBe(200)
  expect(text).not.toBe('')
  expect(text).not.toBe(whole)
  expect(whole.startsWith(text)).toBe(true)
  expect(error).toMatchObject({ name: name === 'hang' ? 'AbortError' : 'TypeError' })
})
