import { expect, test } from 'vitest'
import type { Cut, Pace } from '../../src/core/reply.ts'
import { doors, openDoor, type Door } from '../support/doors.ts'
import { eventsIn, fakeCuecard, readToTheEnd, replyWith, wordEvents } from '../support/fake-cuecard.ts'

const words = ['one', ' two', ' three', ' four']
const paced: Pace = { time_to_first_token: 1, inter_token_latency: 1, jitter: 0, seed: 0 }

const table = doors.flatMap((door) =>
  (['close', 'reset'] as const).flatMap((how) =>
    (['instant', paced] as const).map((pace) => [door, how, pace === 'instant' ? 'instant' : 'paced', pace] as const),
  ),
)

const ask = async (door: Door, cuecard: Parameters<typeof openDoor>[1], signal?: AbortSignal) => {
  const { baseURL, fetch } = await openDoor(door, cuecard)
  return fetch(`${baseURL}/chat/completions`, { method: 'POST', body: '{}', ...(signal && { signal }) })
}

test.each(table)(
  '%s: a stream that ends in a %s (%s) errors behind the events that were sent',
  async (door, how, _, pace) => {
    const { cuecard, settled } = fakeCuecard(() => replyWith(wordEvents(words, { pace }), { cut: { how, after: 2 } }))

    const { text, error } = await readToTheEnd(await ask(door, cuecard))

    expect(error).toBeInstanceOf(TypeError)
    expect(eventsIn(text)).toBe(3)
    expect(await settled(1)).toEqual([{ end: 'cut', bytes: text.length }])
  },
)

test.each(doors)('%s: a completion is broken off in the middle', async (door) => {
  const body = { kind: 'json', value: { text: 'abcdefgh' }, layout: { indent: 0, newline: false } } as const
  const { cuecard } = fakeCuecard(() => replyWith(body, { cut: { how: 'reset', after: 10 } }))

  const { text, error } = await readToTheEnd(await ask(door, cuecard))

  expect(text).toBe('{"text":"a')
  expect(error).toBeInstanceOf(TypeError)
})

test.each(doors)('%s: a stream that hangs stays open until the client goes away', async (door) => {
  const cut: Cut = { how: 'hang', after: 1 }
  const { cuecard, outcomes, settled } = fakeCuecard(() => replyWith(wordEvents(words), { cut }))
  const client = new AbortController()
  const response = await ask(door, cuecard, client.signal)
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()

  const first = await reader?.read()
  const next = reader?.read()
  expect(outcomes).toEqual([])
  client.abort()

  await expect(next).rejects.toMatchObject({ name: 'AbortError' })
  expect(eventsIn(first?.value ?? '')).toBe(2)
  expect(await settled(1)).toMatchObject([{ end: 'cut' }])
})

test.each(doors)('%s: a client that goes away stops the stream', async (door) => {
  const slow: Pace = { time_to_first_token: 0, inter_token_latency: 3_600_000, jitter: 0, seed: 0 }
  const { cuecard, settled } = fakeCuecard(() => replyWith(wordEvents(words, { pace: slow })))
  const client = new AbortController()
  const response = await ask(door, cuecard, client.signal)
  const reader = response.body?.getReader()
  await reader?.read()

  client.abort()

  await expect(reader?.read()).rejects.toMatchObject({ name: 'AbortError' })
  expect(await settled(1)).toMatchObject([{ end: 'aborted' }])
})

test.each(doors)('%s: cancelling the body stops the stream', async (door) => {
  const slow: Pace = { time_to_first_token: 0, inter_token_latency: 3_600_000, jitter: 0, seed: 0 }
  const { cuecard, settled } = fakeCuecard(() => replyWith(wordEvents(words, { pace: slow })))
  const response = await ask(door, cuecard)
  const reader = response.body?.getReader()
  await reader?.read()

  await reader?.cancel()

  expect(await settled(1)).toMatchObject([{ end: 'aborted' }])
})

test.each(doors)('%s: a client that goes away during the delay gets its own reason', async (door) => {
  const { cuecard, settled, received } = fakeCuecard(() => replyWith(wordEvents(words), { delay: 3_600_000 }))
  const client = new AbortController()
  const asked = ask(door, cuecard, client.signal)
  await expect.poll(() => received.length).toBe(1)

  client.abort(new Error('enough'))

  await expect(asked).rejects.toThrow('enough')
  expect(await settled(1)).toEqual([{ end: 'aborted', bytes: 0 }])
})

test.each(doors)('%s: a paced stream ends complete', async (door) => {
  const { cuecard, settled } = fakeCuecard(() => replyWith(wordEvents(words, { pace: paced })))

  const { text, error } = await readToTheEnd(await ask(door, cuecard))

  expect(error).toBeUndefined()
  expect(text).toMatch(/data: \[DONE\]\n\n$/)
  expect(await settled(1)).toEqual([{ end: 'complete', bytes: text.length }])
})
