import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { createParser, type EventSourceMessage } from 'eventsource-parser'
import { expect, onTestFinished, test } from 'vitest'
import { showCall } from '../../src/adapters/control/call.ts'
import { follow } from '../../src/adapters/control/follow.ts'
import { listen, type Listener } from '../../src/adapters/node.ts'
import { createCuecard, type Cuecard } from '../../src/cuecard.ts'

const open = async (): Promise<{ readonly cuecard: Cuecard; readonly listener: Listener }> => {
  const cuecard = createCuecard()
  const listener = await listen(cuecard, { port: 0 })
  onTestFinished(() => listener.close())
  return { cuecard, listener }
}

const call = async ({ baseUrl }: Listener, key = 'sk-test', content = 'Hi'): Promise<void> => {
  const body = JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content }] })
  const response = await fetch(`${baseUrl}/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
    body,
  })
  await response.text()
}

/** Reads events of the stream at a path: the next of them, one by one. */
const followed = async ({ url }: Listener, path = '/_cuecard/calls/stream', headers: Record<string, string> = {}) => {
  const left = new AbortController()
  const response = await fetch(url + path, { headers, signal: left.signal })
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  const events: EventSourceMessage[] = []
  const parser = createParser({ onEvent: (event) => void events.push(event) })
  const next = async (): Promise<{ readonly id: string | undefined; readonly scope: string }> => {
    while (events.length === 0) {
      const { value, done } = await reader.read()
      if (done) throw new Error('the stream has ended')
      parser.feed(value)
    }
    const { id, data } = events.shift()!
    return { id, scope: (JSON.parse(data) as { scope: string }).scope }
  }
  return { response, next, leave: () => left.abort(), ended: async () => (await reader.read()).done }
}

test('calls are told as they end', async () => {
  const { listener } = await open()
  await call(listener, 'sk-test-before')
  const { response, next } = await followed(listener)

  await call(listener, 'sk-test-a')
  await call(listener, 'sk-test-b')

  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  expect([await next(), await next()]).toEqual([
    { id: '2', scope: 'a' },
    { id: '3', scope: 'b' },
  ])
})

test('the same stream is had by asking for events', async () => {
  const { listener } = await open()
  const { next } = await followed(listener, '/_cuecard/calls?scope=b', { accept: 'text/event-stream' })

  for (const key of ['sk-test-a', 'sk-test-b']) await call(listener, key)

  expect(await next()).toEqual({ id: '2', scope: 'b' })
})

test.each([
  ['/_cuecard/calls/stream', { 'last-event-id': '1' }],
  ['/_cuecard/calls/stream?after=1', {}],
  ['/_cuecard/calls/stream?after=0', { 'last-event-id': '1' }],
])('a client that comes back to %s with %j misses nothing', async (path, headers) => {
  const { listener } = await open()
  for (const key of ['sk-test-a', 'sk-test-b', 'sk-test-c']) await call(listener, key)

  const { next } = await followed(listener, path, headers)
  await call(listener, 'sk-test-d')

  expect([await next(), await next(), await next()].map(({ scope }) => scope)).toEqual(['b', 'c', 'd'])
})

/** A server of nothing but the stream; resolves with its port and, once asked, with what it writes to. */
const serveStream = async (cuecard: Cuecard, beat?: number) => {
  const server = createServer((_request, response) => {
    follow(cuecard, { scope: undefined, after: undefined, show: showCall }, response, beat)
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  const asked = once(server, 'request').then(([, response]) => response as ServerResponse) // what it is called with
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, asked } // on TCP
}

test('a client that does not read costs no memory, and gets everything once it reads', async () => {
  const cuecard = createCuecard()
  const { port, asked } = await serveStream(cuecard)
  const socket = connect(port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  socket.write('GET / HTTP/1.1\r\nhost: localhost\r\n\r\n')
  const response = await asked
  const body = JSON.stringify({ text: 'x'.repeat(100_000) })
  const count = 400

  for (let index = 0; index < count; index++)
    await (await cuecard.fetch('/v1/nowhere', { method: 'POST', body })).text()
  const waiting = response.writableLength
  const ids: number[] = []
  for await (const line of createInterface({ input: socket })) {
    const id = /^id: (?<id>\d+)$/.exec(line)?.groups?.['id']
    if (id !== undefined && ids.push(Number(id)) === count) break
  }

  // Of 40 MB the socket takes a few; what waits is at most the event that was too much.
  expect(waiting).toBeLessThan(200_000)
  expect(ids).toEqual(Array.from({ length: count }, (_, index) => index + 1))
})

test('closing the listener ends the stream as it should end', async () => {
  const { listener } = await open()
  const { response, ended } = await followed(listener)
  await ended()

  await listener.close()

  expect(response.status).toBe(200)
  expect(await ended()).toBe(true)
})

test('who has left is forgotten', async () => {
  const { listener, cuecard } = await open()
  let listening = 0
  const { onCall } = cuecard
  Object.assign(cuecard, {
    onCall: (told: Parameters<Cuecard['onCall']>[0]) => {
      const stop = onCall(told)
      listening++
      return () => {
        listening--
        stop()
      }
    },
  })
  const { leave } = await followed(listener)
  expect(listening).toBe(1)

  leave()

  await expect.poll(() => listening).toBe(0)
})

test('a silent stream says now and then that it is alive', async () => {
  const { port } = await serveStream(createCuecard(), 5)
  const left = new AbortController()
  const { body } = await fetch(`http://127.0.0.1:${port}`, { signal: left.signal })

  let text = ''
  for await (const part of body!.pipeThrough(new TextDecoderStream())) if ((text += part).includes('still')) break
  left.abort()

  expect(text).toBe('retry: 1000\n\n: still here\n\n')
})

test('a HEAD of the stream has an end', async () => {
  const { listener } = await open()

  const response = await fetch(`${listener.url}/_cuecard/calls/stream`, { method: 'HEAD' })

  expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
    200,
    'text/event-stream; charset=utf-8',
    '',
  ])
})
