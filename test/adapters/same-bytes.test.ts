import { expect, test } from 'vitest'
import type { SentReply } from '../../src/core/reply.ts'
import { doors, openDoor, type Door } from '../support/doors.ts'
import { fakeCuecard, replyWith, wordEvents } from '../support/fake-cuecard.ts'

const replies: readonly (readonly [name: string, reply: SentReply])[] = [
  ['a completion', replyWith({ kind: 'json', value: { text: 'Grüße 🎉' }, layout: { indent: 2, newline: true } })],
  [
    'an error',
    replyWith({ kind: 'json', value: { error: {} }, layout: { indent: 2, newline: false } }, { status: 429 }),
  ],
  ['a stream', replyWith(wordEvents(['Hello', ' wörld'], { obfuscation: 7 }))],
  ['bytes in parts', replyWith({ kind: 'bytes', parts: [Uint8Array.of(0xc3), Uint8Array.of(0xa4, 0xff)] })],
  ['no content', replyWith({ kind: 'none' }, { status: 204, headers: { vary: 'origin' } })],
  ['an empty body', replyWith({ kind: 'none' }, { status: 404, headers: {} })],
]

const hopByHop = ['connection', 'date', 'keep-alive', 'transfer-encoding']

const exchange = async (door: Door, reply: SentReply) => {
  const { cuecard, settled } = fakeCuecard(() => reply)
  const { baseURL, fetch } = await openDoor(door, cuecard)
  const response = await fetch(`${baseURL}/chat/completions`, { method: 'POST', body: '{}' })
  const body = [...new Uint8Array(await response.arrayBuffer())]
  const headers = [...response.headers].filter(([name]) => !hopByHop.includes(name))
  return { status: response.status, headers, body, outcomes: await settled(1) }
}

test.each(replies)('%s is the same through every door', async (_name, reply) => {
  const listener = await exchange('listener', reply)
  const fetch = await exchange('fetch', reply)
  const msw = await exchange('msw', reply)

  expect(listener.status).toBe(reply.status)
  expect(fetch).toEqual(listener)
  expect(msw).toEqual(listener)
})

test.each(doors)('%s sends the headers of a HEAD and no body', async (door) => {
  const { cuecard } = fakeCuecard(() =>
    replyWith({ kind: 'json', value: { a: 1 }, layout: { indent: 0, newline: false } }),
  )
  const { baseURL, fetch } = await openDoor(door, cuecard)

  const response = await fetch(`${baseURL}/models`, { method: 'HEAD' })

  expect(response.headers.get('content-length')).toBe('7')
  expect(await response.text()).toBe('')
})

test.each(doors)('%s hands the request on as it was sent', async (door) => {
  const { cuecard, received } = fakeCuecard(() => replyWith({ kind: 'none' }, { status: 204 }))
  const { baseURL, fetch } = await openDoor(door, cuecard)

  await fetch(`${baseURL}/models/a%20b?limit=2&after=x`, {
    method: 'POST',
    headers: { 'X-Thing': 'one', authorization: 'Bearer k' },
    body: 'grüße',
  })

  const [incoming] = received
  expect(incoming).toMatchObject({ method: 'POST', query: 'limit=2&after=x' })
  expect(incoming?.path).toBe(door === 'msw' ? '/models/a%20b' : '/v1/models/a%20b')
  expect(incoming?.headers).toMatchObject({ 'x-thing': 'one', authorization: 'Bearer k' })
  expect(new TextDecoder().decode(incoming?.body)).toBe('grüße')
})

test.each(doors)('%s hands on one byte more than the limit of a body that is too long', async (door) => {
  const refused = replyWith(
    { kind: 'json', value: { error: 'too large' }, layout: { indent: 0, newline: false } },
    { status: 413 },
  )
  const { cuecard, received } = fakeCuecard(() => refused, { bodyLimit: 1_000 })
  const { baseURL, fetch } = await openDoor(door, cuecard)

  const response = await fetch(`${baseURL}/chat/completions`, { method: 'POST', body: 'x'.repeat(3_000_000) })

  expect(response.status).toBe(413)
  expect(await response.json()).toEqual({ error: 'too large' })
  expect(received[0]?.body.length).toBe(1_001)
})

test.each(doors)('%s unpacks a compressed body, and no further than the limit', async (door) => {
  const { cuecard, received } = fakeCuecard(() => replyWith({ kind: 'none' }, { status: 204 }), { bodyLimit: 1_000 })
  const { baseURL, fetch } = await openDoor(door, cuecard)
  const send = (body: Uint8Array<ArrayBuffer>) =>
    fetch(`${baseURL}/x`, { method: 'POST', body, headers: { 'content-encoding': 'gzip' } })

  await send(await gzipped('hello'))
  await send(await gzipped('a'.repeat(100_000)))

  expect(received.map(({ body }) => body.length)).toEqual([5, 1_001])
})

test.each(doors)('%s refuses bodies that it cannot unpack', async (door) => {
  const { cuecard, received } = fakeCuecard(() => replyWith({ kind: 'none' }, { status: 204 }))
  const { baseURL, fetch } = await openDoor(door, cuecard)
  const send = (encoding: string) =>
    fetch(`${baseURL}/x`, { method: 'POST', body: '{}', headers: { 'content-encoding': encoding } })

  const [unknown, broken] = [await send('lzma'), await send('gzip')]

  expect([unknown.status, broken.status]).toEqual([415, 400])
  expect(await unknown.json()).toMatchObject({ error: { type: 'invalid_request_error' } })
  expect(received).toEqual([])
})

test.each(doors)('%s answers 500 with the reason when nothing behind it can answer', async (door) => {
  const { cuecard } = fakeCuecard(() => {
    throw new Error('out of words')
  })
  const { baseURL, fetch } = await openDoor(door, cuecard)

  const response = await fetch(`${baseURL}/chat/completions`, { method: 'POST', body: '{}' })

  expect(response.status).toBe(500)
  expect(response.headers.get('x-should-retry')).toBe('false')
  expect(await response.json()).toMatchObject({ error: { message: 'cuecard could not answer: out of words' } })
})

test.each(doors)('%s answers 500 when a header cannot be sent', async (door) => {
  const bad = replyWith({ kind: 'none' }, { status: 200, headers: { 'x-bad': 'a\r\nb: c' } })
  const { cuecard, settled } = fakeCuecard(() => bad)
  const { baseURL, fetch } = await openDoor(door, cuecard)

  const response = await fetch(`${baseURL}/chat/completions`, { method: 'POST', body: '{}' })

  expect(response.status).toBe(500)
  expect(await settled(1)).toEqual([{ end: 'failed', bytes: 0 }])
})

const gzipped = async (text: string): Promise<Uint8Array<ArrayBuffer>> => {
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))
  return new Uint8Array(await new Response(packed).arrayBuffer())
}
