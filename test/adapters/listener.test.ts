import { request, Agent } from 'node:http'
import { connect } from 'node:net'
import { text as readText } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { listen, type Listener } from '../../src/adapters/node.ts'
import type { Cuecard } from '../../src/cuecard.ts'
import {
  fakeCuecard,
  readToTheEnd,
  replyWith,
  wordEvents,
  type FakeCuecard,
  type FakeOptions,
} from '../support/fake-cuecard.ts'

const ok = replyWith({ kind: 'json', value: { ok: true }, layout: { indent: 0, newline: false } })

const open = async (cuecard: Cuecard, host = '127.0.0.1'): Promise<Listener> => {
  const listener = await listen(cuecard, { port: 0, host })
  onTestFinished(() => listener.close())
  return listener
}

const openFake = async (
  reply: Parameters<typeof fakeCuecard>[0],
  options?: FakeOptions,
): Promise<FakeCuecard & { readonly listener: Listener }> => {
  const fake = fakeCuecard(reply, options)
  return { ...fake, listener: await open(fake.cuecard) }
}

/** What the server answers to these bytes until it closes the connection. */
const talk = ({ port }: Listener, ...lines: readonly string[]): Promise<string> => {
  const socket = connect(port, '127.0.0.1')
  socket.write(lines.join('\r\n'))
  return readText(socket)
}

test('it says where it listens', async () => {
  const { listener } = await openFake(() => ok)

  expect(listener.url).toBe(`http://127.0.0.1:${listener.port}`)
  expect(listener.baseUrl).toBe(`${listener.url}/v1`)
})

test.each([
  ['0.0.0.0', '127.0.0.1'],
  ['::1', '[::1]'],
])('on %s its address is one that clients can call', async (host, name) => {
  const listener = await open(fakeCuecard(() => ok).cuecard, host)

  expect(listener.url).toBe(`http://${name}:${listener.port}`)
  expect((await fetch(listener.baseUrl)).status).toBe(200)
})

test('a port in use is an error that says what to do', async () => {
  const { listener, cuecard } = await openFake(() => ok)

  await expect(listen(cuecard, { port: listener.port })).rejects.toMatchObject({
    code: 'port_in_use',
    message: expect.stringMatching(/in use.*--port/),
  })
})

test('calls share a connection', async () => {
  const { listener } = await openFake(() => ok)
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  onTestFinished(() => agent.destroy())
  const ports: (number | undefined)[] = []

  for (let call = 0; call < 3; call++) {
    await new Promise<void>((resolve) => {
      const asked = request(listener.baseUrl, { agent, method: 'POST' }, (response) => {
        ports.push(asked.socket?.localPort)
        response.resume().on('end', resolve)
      })
      asked.end('{}')
    })
  }

  expect(new Set(ports).size).toBe(1)
})

test('pipelined requests are answered in their order', async () => {
  const { listener } = await openFake(async ({ path }) => {
    if (path === '/slow') await new Promise((resolve) => setImmediate(resolve))
    return replyWith({ kind: 'json', value: path, layout: { indent: 0, newline: false } })
  })

  const answers = await talk(
    listener,
    'GET /slow HTTP/1.1',
    'host: x',
    '',
    'GET /fast HTTP/1.1',
    'host: x',
    'connection: close',
    '',
    '',
  )

  expect(answers.match(/"\/\w+"/g)).toEqual(['"/slow"', '"/fast"'])
})

test('a pipelined answer that breaks off does so in its turn, behind the answer before it', async () => {
  const { listener } = await openFake(async ({ path }) => {
    if (path === '/broken') return replyWith(wordEvents(['one', 'two', 'three']), { cut: { how: 'close', after: 1 } })
    await new Promise((resolve) => setTimeout(resolve, 30))
    return replyWith({ kind: 'json', value: path, layout: { indent: 0, newline: false } })
  })

  const answers = await talk(listener, 'GET /slow HTTP/1.1', 'host: x', '', 'GET /broken HTTP/1.1', 'host: x', '', '')

  expect(answers.indexOf('"/slow"')).toBeLessThan(answers.indexOf('"one"'))
  expect(answers).toContain('"one"')
  expect(answers).not.toContain('"two"')
  expect(answers.endsWith('0\r\n\r\n')).toBe(false)
})

test.each([
  ['no HTTP at all', ['hello', '', ''], '400 Bad Request'],
  ['a length that is no number', ['POST / HTTP/1.1', 'host: x', 'content-length: ten', '', ''], '400 Bad Request'],
  [
    'headers without end',
    ['GET / HTTP/1.1', 'host: x', `x: ${'y'.repeat(70_000)}`, '', ''],
    '431 Request Header Fields Too Large',
  ],
])('%s is refused and the connection closed', async (_name, lines, status) => {
  const { listener, received } = await openFake(() => ok)

  expect(await talk(listener, ...lines)).toMatch(`HTTP/1.1 ${status}\r\nconnection: close`)
  expect(received).toEqual([])
  expect((await fetch(listener.baseUrl)).status).toBe(200)
})

test('cookies that a client sends as if to set them arrive as one text', async () => {
  const { listener, received } = await openFake(() => ok)

  await talk(listener, 'GET /v1 HTTP/1.1', 'host: x', 'connection: close', 'set-cookie: a=1', 'set-cookie: b=2', '', '')

  expect(received[0]?.headers['set-cookie']).toBe('a=1; b=2')
})

test.each(['plain', 'naïve'])('a header has the same bytes in front of any body: %s', async (word) => {
  const json = { kind: 'json', value: word, layout: { indent: 0, newline: false } } as const
  const { listener } = await openFake(() => ({ ...replyWith(json), headers: { 'x-a': 'café' } }))

  const response = await fetch(listener.baseUrl)

  expect(response.headers.get('x-a')).toBe('café')
  expect(await response.json()).toBe(word)
})

test('hundreds of headers arrive', async () => {
  const { listener, received } = await openFake(() => ok)
  const many = Array.from({ length: 500 }, (_, index) => `x-${index}: ${index}`)

  await talk(listener, 'GET /v1 HTTP/1.1', 'host: x', 'connection: close', '__proto__: x', ...many, '', '')

  expect(received[0]?.headers['x-499']).toBe('499')
})

test('a whole address as the target is its path and query', async () => {
  const { listener, received } = await openFake(() => ok)

  await talk(listener, 'GET http://api.example/v1/models?a=b?c HTTP/1.1', 'host: x', 'connection: close', '', '')

  expect(received).toMatchObject([{ path: '/v1/models', query: 'a=b?c' }])
})

test('a client that waits for 100 Continue gets it', async () => {
  const { listener } = await openFake(({ body }) => replyWith({ kind: 'bytes', parts: [body] }))
  const asked = request(listener.baseUrl, { method: 'POST', headers: { expect: '100-continue', 'content-length': 2 } })
  asked.flushHeaders()
  asked.on('continue', () => asked.end('hi'))

  const answer = await new Promise<string>((resolve) => asked.on('response', (response) => resolve(readText(response))))

  expect(answer).toBe('hi')
})

test('an upload that breaks off reaches nobody', async () => {
  const { listener, received } = await openFake(() => ok)
  const socket = connect(listener.port, '127.0.0.1')
  await new Promise((resolve) => socket.write('POST /v1 HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{', resolve))
  socket.resetAndDestroy()

  await fetch(listener.baseUrl)

  expect(received.map(({ method }) => method)).toEqual(['GET'])
})

test('a client that sends more than the limit sees why, and the connection closes', async () => {
  const refused = { ...ok, status: 413 }
  const { listener } = await openFake(() => refused, { bodyLimit: 1_000 })
  const size = 5_000_000

  const answer = await talk(listener, 'POST /v1 HTTP/1.1', 'host: x', `content-length: ${size}`, '', 'x'.repeat(size))

  expect(answer).toMatch(/^HTTP\/1\.1 413 .*connection: close.*\{"ok":true\}$/is)
})

test('a client that reads slowly is not sent more than it takes', async () => {
  const word = 'x'.repeat(100_000)
  const words = wordEvents(
    Array.from({ length: 300 }, () => word),
    {
      pace: { time_to_first_token: 0, inter_token_latency: 0.01, jitter: 0, seed: 0 },
    },
  )
  let made = 0
  const events = { length: words.events.length, at: (index: number) => (made++, words.events.at(index)) }
  const { listener, settled } = await openFake(() => replyWith({ ...words, events }))
  const socket = connect(listener.port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  socket.pause()

  socket.write('POST /v1 HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}')
  await expect.poll(() => made).toBeGreaterThan(0)
  const early = made
  socket.resume()

  expect(early).toBeLessThan(301)
  expect(await settled(1)).toMatchObject([{ end: 'complete', bytes: expect.any(Number) }])
})

test('closing lets calls under way end', async () => {
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const { listener, received } = await openFake(async () => (await held, ok))
  const asked = fetch(listener.baseUrl)
  await expect.poll(() => received.length).toBe(1)

  const closed = listener.close()
  release()

  expect(await (await asked).json()).toEqual({ ok: true })
  await closed
  await expect(fetch(listener.baseUrl)).rejects.toThrow(TypeError)
})

test('closing breaks streams that hang', async () => {
  const { listener, settled } = await openFake(() =>
    replyWith(wordEvents(['a', 'b']), { cut: { how: 'hang', after: 1 } }),
  )
  const response = await fetch(listener.baseUrl, { method: 'POST', body: '{}' })
  const reader = response.body?.getReader()
  await reader?.read()
  // The listener learns that a connection hangs when its last bytes are on their way.
  await new Promise((resolve) => setImmediate(resolve))

  await Promise.all([listener.close(), listener.close()])

  await expect(reader?.read()).rejects.toThrow(TypeError)
  expect(await settled(1)).toMatchObject([{ end: 'cut' }])
})

test('a reset is one, not an orderly end', async () => {
  const { listener } = await openFake(() => replyWith(wordEvents(['a', 'b']), { cut: { how: 'reset', after: 1 } }))

  const { error } = await readToTheEnd(await fetch(listener.baseUrl, { method: 'POST', body: '{}' }))

  expect(error).toMatchObject({ cause: { code: 'ECONNRESET' } })
})

test('a connection that is closed early ends orderly, but without the last chunk', async () => {
  const { listener } = await openFake(() => replyWith(wordEvents(['a', 'b']), { cut: { how: 'close', after: 1 } }))

  const answer = await talk(listener, 'POST /v1 HTTP/1.1', 'host: x', 'content-length: 2', '', '{}')

  expect(answer).toMatch(/"content":"a".*\n\n\r\n$/s)
})
