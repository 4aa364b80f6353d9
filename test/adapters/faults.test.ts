import { expect, test } from 'vitest'
import { createRandom } from '../../src/core/random.ts'
import type { SentReply } from '../../src/core/reply.ts'
import { applyFaults, faults } from '../../src/wire/faults/list.ts'
import { renderBody } from '../../src/wire/send.ts'
import { doors, openDoor } from '../support/doors.ts'
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

const table = doors.flatMap((door) =>
  faults.flatMap(({ name }) => [
    [door, name, 'stream', stream] as const,
    [door, name, 'completion', completion] as const,
  ]),
)

test.each(table)('%s carries the fault %s of a %s as it was made', async (door, name, _kind, healthy) => {
  const reply = faulty(healthy, name)
  const { cuecard } = fakeCuecard(() => reply)
  const { baseURL, fetch } = await openDoor(door, cuecard)
  const client = new AbortController()

  const response = await fetch(`${baseURL}/chat/completions`, { method: 'POST', body: '{}', signal: client.signal })
  if (reply.cut?.how === 'hang') setTimeout(() => client.abort(), 50)
  const { text, error } = await readToTheEnd(response)

  const whole = textOf(reply)
  expect(response.status).toBe(reply.status)
  expect(response.headers.get('content-type')).toBe(reply.headers['content-type'])
  if (reply.cut === undefined) expect([text, error]).toEqual([whole, undefined])
  else {
    expect(text).not.toBe('')
    expect(text.length).toBeLessThan(whole.length)
    expect(whole.startsWith(text)).toBe(true)
    expect(error).toMatchObject({ name: reply.cut.how === 'hang' ? 'AbortError' : 'TypeError' })
  }
})
