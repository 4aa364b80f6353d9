import https from 'node:https'
import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import { expect, onTestFinished, test } from 'vitest'
import { handlers, type HandlersOptions } from '../../src/adapters/msw.ts'
import { listen } from '../../src/adapters/node.ts'
import type { Cuecard, Scope } from '../../src/cuecard.ts'
import { fakeCuecard, replyWith, wordEvents } from '../support/fake-cuecard.ts'

const ok = replyWith({ kind: 'json', value: { ok: true }, layout: { indent: 0, newline: false } })

const start = (view: Cuecard | Scope, options?: HandlersOptions): void => {
  const others = http.all('*', () => HttpResponse.text('another handler', { status: 299 }))
  const server = setupServer(...handlers(view, options), others)
  server.listen()
  onTestFinished(() => server.close())
}

test.each([
  ['https://api.openai.com/v1/chat/completions?a=b', true],
  ['https://api.openai.com/v1', true],
  ['https://api.openai.com/v1/', true],
  ['https://api.openai.com/v10/chat/completions', false],
  ['https://api.openai.com/v2/chat/completions', false],
  ['https://apixopenai.com/v1/chat/completions', false],
  ['http://api.openai.com/v1/chat/completions', false],
  ['https://api.openai.com:8443/v1/chat/completions', false],
])('by default %s is answered: %s', async (url, answered) => {
  start(fakeCuecard(() => ok).cuecard)

  expect((await fetch(url)).status).toBe(answered ? 200 : 299)
})

test.each<[HandlersOptions['baseUrls'], [url: string, dialect: string][]]>([
  [undefined, [['https://api.openai.com/v1/x', 'openai']]],
  ['http://localhost:8080/api/v1/', [['http://localhost:8080/api/v1/x', 'openai']]],
  [
    ['https://a.example', 'https://b.example/v1'],
    [
      ['https://a.example/x', 'openai'],
      ['https://b.example/v1/x', 'openai'],
    ],
  ],
  [
    { gateway: 'https://gw.example/v1', openai: ['https://a.example'] },
    [
      ['https://gw.example/v1/x', 'gateway'],
      ['https://a.example/x', 'openai'],
    ],
  ],
])('base URLs %j belong to their dialects', async (baseUrls, calls) => {
  const { cuecard, received } = fakeCuecard(() => ok)
  start(cuecard, baseUrls === undefined ? {} : { baseUrls })

  for (const [url] of calls) await fetch(url)

  expect(received.map(({ path, dialect }) => ({ path, dialect }))).toEqual(
    calls.map(([, dialect]) => ({ path: '/x', dialect })),
  )
})

test('a relative base URL outside of a page is an error', () => {
  expect(() => handlers(fakeCuecard(() => ok).cuecard, { baseUrls: '/api/v1' })).toThrow(
    /base URL '\/api\/v1'.*write it whole/,
  )
})

test('calls through a scope’s handlers belong to the scope', async () => {
  const { cuecard, received } = fakeCuecard(() => ok)
  const scope: Scope = { ...cuecard, name: 'test 17', cuecard }
  start(scope)

  await fetch('https://api.openai.com/v1/models')

  expect(received[0]?.scope).toBe('test 17')
})

test('what no endpoint serves falls through to other handlers', async () => {
  start(fakeCuecard(() => ({ passthrough: true, unserved: true })).cuecard)

  expect(await (await fetch('https://api.openai.com/v1/other')).text()).toBe('another handler')
})

test('what a cue passes through goes to the real service, past other handlers', async () => {
  const service = await listen(fakeCuecard(() => ({ ...ok, status: 201 })).cuecard, { port: 0 })
  onTestFinished(() => service.close())
  const { cuecard, outcomes } = fakeCuecard(() => ({ passthrough: true }))
  start(cuecard, { baseUrls: service.baseUrl })

  const response = await fetch(`${service.baseUrl}/models`)

  expect(response.status).toBe(201)
  expect(outcomes).toEqual([{ end: 'complete', bytes: 0 }])
})

test('clients on node:https see that a stream is cut', async () => {
  const { cuecard } = fakeCuecard(() => replyWith(wordEvents(['a', 'b']), { cut: { how: 'reset', after: 1 } }))
  start(cuecard)

  const seen = await new Promise<{ readonly text: string; readonly end: string }>((resolve) => {
    const asked = https.request('https://api.openai.com/v1/chat/completions', { method: 'POST' }, (response) => {
      let text = ''
      response.on('data', (part: Buffer) => (text += part.toString()))
      response.on('end', () => resolve({ text, end: 'complete' }))
      response.on('error', () => resolve({ text, end: 'broken' }))
    })
    asked.on('error', () => undefined)
    asked.end('{}')
  })

  expect(seen.end).toBe('broken')
  expect(seen.text).toContain('"content":"a"')
})
