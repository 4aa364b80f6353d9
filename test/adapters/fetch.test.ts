import { expect, onTestFinished, test } from 'vitest'
import { listen } from '../../src/adapters/node.ts'
import type { EventBody } from '../../src/core/reply.ts'
import { fakeClock } from '../support/fake-clock.ts'
import { eventsIn, fakeCuecard, readToTheEnd, replyWith, wordEvents } from '../support/fake-cuecard.ts'

const ok = replyWith({ kind: 'json', value: { ok: true }, layout: { indent: 0, newline: false } })
const decode = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes)

const form = new FormData()
form.set('field', 'value')

test.each<
  [
    name: string,
    input: Parameters<typeof fetch>[0],
    init: RequestInit | undefined,
    method: string,
    path: string,
    body: string | RegExp,
  ]
>([
  ['a string', 'https://x.example/v1/a?b=1', { method: 'POST', body: 'text' }, 'POST', '/v1/a', 'text'],
  ['a URL', new URL('https://x.example/v1/a'), { method: 'POST', body: 'text' }, 'POST', '/v1/a', 'text'],
  ['a relative address', '/v1/a', undefined, 'GET', '/v1/a', ''],
  [
    'a Request',
    new Request('https://x.example/v1/a', { method: 'PUT', body: 'text' }),
    undefined,
    'PUT',
    '/v1/a',
    'text',
  ],
  [
    'a Request with settings over it',
    new Request('https://x.example/v1/a'),
    { method: 'POST', body: 'text' },
    'POST',
    '/v1/a',
    'text',
  ],
  ['bytes', 'https://x.example/v1/a', { method: 'POST', body: new Uint8Array([104, 105]) }, 'POST', '/v1/a', 'hi'],
  ['a blob', 'https://x.example/v1/a', { method: 'POST', body: new Blob(['hi']) }, 'POST', '/v1/a', 'hi'],
  ['a stream', 'https://x.example/v1/a', { method: 'POST', body: new Blob(['hi']).stream() }, 'POST', '/v1/a', 'hi'],
  ['a form', 'https://x.example/v1/a', { method: 'POST', body: form }, 'POST', '/v1/a', /name="field"\r\n\r\nvalue/],
  ['a lower-case method', 'https://x.example/v1/a', { method: 'post', body: 'text' }, 'POST', '/v1/a', 'text'],
])('a request made of %s arrives', async (_name, input, init, method, path, body) => {
  const { cuecard, received } = fakeCuecard(() => ok)

  const response = await cuecard.fetch(input, init)

  expect(await response.json()).toEqual({ ok: true })
  expect(received[0]).toMatchObject({ method, path })
  expect(decode(received[0]?.body)).toMatch(body)
})

test('headers may be given in every form, and strings say that they are text', async () => {
  const { cuecard, received } = fakeCuecard(() => ok)
  const post = { method: 'POST', body: '{}' }

  await cuecard.fetch('/', { ...post, headers: { 'X-A': '1' } })
  await cuecard.fetch('/', {
    ...post,
    headers: [
      ['X-A', '1'],
      ['x-a', '2'],
    ],
  })
  await cuecard.fetch('/', { ...post, headers: new Headers({ 'content-type': 'application/json' }) })

  expect(received.map(({ headers }) => headers)).toEqual([
    { 'x-a': '1', 'content-type': 'text/plain;charset=UTF-8' },
    { 'x-a': '1, 2', 'content-type': 'text/plain;charset=UTF-8' },
    { 'content-type': 'application/json' },
  ])
})

test('a GET with a body is refused, as everywhere', async () => {
  const { cuecard } = fakeCuecard(() => ok)

  await expect(cuecard.fetch('/', { body: 'text' })).rejects.toThrow(TypeError)
})

test('a client that has gone before it asks is not heard', async () => {
  const { cuecard, received } = fakeCuecard(() => ok)

  await expect(cuecard.fetch('/', { signal: AbortSignal.abort('gone') })).rejects.toBe('gone')
  expect(received).toEqual([])
})

test('a client that goes away while the answer is made gets its reason at once', async () => {
  const never = new Promise<never>(() => undefined)
  const { cuecard } = fakeCuecard(() => never)
  const client = new AbortController()

  const asked = cuecard.fetch('/', { method: 'POST', body: '{}', signal: client.signal })
  client.abort()

  await expect(asked).rejects.toMatchObject({ name: 'AbortError' })
})

test('a call that ended before its client went away is settled once', async () => {
  const { cuecard, outcomes } = fakeCuecard(() =>
    replyWith(wordEvents(['a'], { pace: { time_to_first_token: 1, inter_token_latency: 0, jitter: 0, seed: 0 } })),
  )
  const client = new AbortController()
  const response = await cuecard.fetch('/', { method: 'POST', body: '{}', signal: client.signal })

  await readToTheEnd(response)
  client.abort()

  expect(outcomes).toMatchObject([{ end: 'complete' }])
})

test('nothing is prepared for a client that does not read', async () => {
  const clock = fakeClock()
  const made: number[] = []
  const words = wordEvents(
    Array.from({ length: 100 }, () => ' word'),
    {
      pace: { time_to_first_token: 0, inter_token_latency: 10, jitter: 0, seed: 0 },
    },
  )
  const events: EventBody['events'] = { length: 101, at: (index) => (made.push(index), words.events.at(index)) }
  const { cuecard, settled } = fakeCuecard(() => replyWith({ ...words, events }), { clock })

  const response = await cuecard.fetch('/', { method: 'POST', body: '{}' })
  await clock.advance(60_000)
  expect(made.length).toBeLessThan(4)
  const { text } = await readToTheEnd(response)

  expect(eventsIn(text)).toBe(102)
  expect(await settled(1)).toMatchObject([{ end: 'complete' }])
})

test('the status comes after the delay', async () => {
  const clock = fakeClock()
  const { cuecard } = fakeCuecard(() => ({ ...ok, delay: 500 }), { clock })
  let answered = false

  const asked = cuecard.fetch('/').then(() => (answered = true))
  await clock.advance(499)
  expect(answered).toBe(false)
  await clock.advance(1)

  expect(await asked).toBe(true)
})

test('an event that cannot be made breaks the stream and settles it as failed', async () => {
  const words = wordEvents(['a', 'b'], { pace: { time_to_first_token: 0, inter_token_latency: 1, jitter: 0, seed: 0 } })
  const at = (index: number) => {
    if (index === 2) throw new Error('lost')
    return words.events.at(index)
  }
  const { cuecard, settled } = fakeCuecard(() => replyWith({ ...words, events: { length: 3, at } }))

  const { error } = await readToTheEnd(await cuecard.fetch('/', { method: 'POST', body: '{}' }))

  expect(error).toMatchObject({ message: 'terminated', cause: { message: 'lost' } })
  expect(await settled(1)).toMatchObject([{ end: 'failed' }])
})

test('what a cue passes through goes to the real service', async () => {
  const service = fakeCuecard(() => ({ ...ok, status: 201 }))
  const listener = await listen(service.cuecard, { port: 0 })
  onTestFinished(() => listener.close())
  const { cuecard, outcomes } = fakeCuecard(() => ({ passthrough: true }))

  const response = await cuecard.fetch(`${listener.baseUrl}/x?y=z`, {
    method: 'POST',
    body: 'hi',
    headers: { 'x-a': '1' },
  })

  expect(response.status).toBe(201)
  expect(service.received).toMatchObject([{ method: 'POST', path: '/v1/x', query: 'y=z', headers: { 'x-a': '1' } }])
  expect(decode(service.received[0]?.body)).toBe('hi')
  expect(outcomes).toEqual([{ end: 'complete', bytes: 0, status: 201 }])
})
