import { request } from 'node:http'
import { text as readText } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { listen, type ListenOptions, type Listener } from '../../src/adapters/node.ts'
import { createCuecard, type Cuecard } from '../../src/cuecard.ts'

const open = async (options: ListenOptions = {}, cuecard: Cuecard = createCuecard()): Promise<Listener> => {
  const listener = await listen(cuecard, { port: 0, ...options })
  onTestFinished(() => listener.close())
  return listener
}

interface Asked {
  readonly method?: string
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** `fetch` would not send a `Host` of ours. */
const ask = ({ port }: Listener, { method = 'GET', path = '/_cuecard/calls', headers = {}, body = '' }: Asked) =>
  new Promise<{ status: number | undefined; headers: object; text: string }>((resolve, reject) => {
    const asked = request({ port, host: '127.0.0.1', method, path, headers }, (response) => {
      const { statusCode: status, headers } = response
      void readText(response).then((text) => resolve({ status, headers, text }))
    })
    asked.on('error', reject).end(body)
  })

const codeOf = ({ status, text }: { readonly status: number | undefined; readonly text: string }): string =>
  `${status} ${(JSON.parse(text) as { error?: { code: string } }).error?.code ?? 'ok'}`

test.each([
  ['localhost', '200 ok'],
  ['LOCALHOST:1234', '200 ok'],
  ['127.0.0.1:4010', '200 ok'],
  ['127.8.8.8', '200 ok'],
  ['[::1]:4010', '200 ok'],
  ['evil.example', '403 foreign_host'],
  ['localhost.evil.example', '403 foreign_host'],
  ['127.0.0.1.evil.example', '403 foreign_host'],
  ['evil.example:4010', '403 foreign_host'],
  ['192.168.0.1:4010', '403 foreign_host'],
  ['localhost:4010@evil.example', '403 foreign_host'],
])('asked for as "%s" it answers %s', async (host, answer) => {
  const listener = await open()

  expect(codeOf(await ask(listener, { headers: { host } }))).toBe(answer)
  expect(codeOf(await ask(listener, { path: '/', headers: { host } }))).toBe(answer)
})

test.each([
  [{ origin: 'http://localhost:4010' }, '200 ok'],
  [{ origin: 'http://localhost:4010', 'sec-fetch-site': 'same-origin' }, '200 ok'],
  [{ 'sec-fetch-site': 'none' }, '200 ok'],
  [{ origin: 'https://evil.example' }, '403 foreign_origin'],
  [{ origin: 'http://localhost:3000' }, '403 foreign_origin'],
  [{ origin: 'https://localhost:4010' }, '403 foreign_origin'],
  [{ origin: 'null' }, '403 foreign_origin'],
  [{ 'sec-fetch-site': 'cross-site' }, '403 foreign_origin'],
  [{ 'sec-fetch-site': 'same-site' }, '403 foreign_origin'],
])('a page that sends %j gets %s and no CORS headers', async (headers, answer) => {
  const listener = await open()

  const answered = await ask(listener, { headers: { host: 'localhost:4010', ...headers } })

  expect(codeOf(answered)).toBe(answer)
  expect(Object.keys(answered.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
})

test('a link on another page may lead to the page at /, and not to the journal', async () => {
  const listener = await open()
  const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }

  const [page, journal] = [await ask(listener, { path: '/', headers }), await ask(listener, { headers })]

  expect([page.status, journal.status]).toEqual([200, 403])
})

test.each([{}, { control: { token: 'secret' } }])('a preflight is refused with %j', async (options) => {
  const listener = await open(options)

  const answered = await ask(listener, {
    method: 'OPTIONS',
    headers: { origin: 'http://evil.example', 'access-control-request-method': 'POST' },
  })

  expect(answered.status).toBe(403)
  expect(answered.headers).not.toHaveProperty('access-control-allow-origin')
})

test.each([
  [undefined, '401 unauthorized'],
  ['Bearer other', '401 unauthorized'],
  ['Bearer secret2', '401 unauthorized'],
  ['Bearer', '401 unauthorized'],
  ['Basic secret', '401 unauthorized'],
  ['Bearer secret', '200 ok'],
  ['bearer secret', '200 ok'],
])('where a token is asked for, "%s" from anywhere gets %s', async (authorization, answer) => {
  const listener = await open({ control: { token: 'secret' } })
  const headers = { host: 'ci.example:4010', ...(authorization !== undefined && { authorization }) }

  const answered = await ask(listener, { headers })

  expect(codeOf(answered)).toBe(answer)
})

test('without the token nothing that has been called, added or named is told', async () => {
  const listener = await open({ control: { token: 'secret' } }, createCuecard({ scenarios: [named] }))

  const answers = await Promise.all(
    ['application/json', 'text/html'].map((accept) => ask(listener, { path: '/', headers: { accept } })),
  )

  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  expect(answers.map(({ text }) => text).join('\n')).not.toMatch(/hidden|secret|EventSource/)
})

const named = { cuecard: 1, name: 'hidden', cues: [{ name: 'hidden cue', reply: { content: 'x' } }] } as const

test.each(['', 'two words', 'schlüssel'])('%j is no token', async (token) => {
  await expect(listen(createCuecard(), { port: 0, control: { token } })).rejects.toMatchObject({ code: 'bad_options' })
})

test.each([
  ['GET', '/_cuecard/reset', '405 method_not_allowed'],
  ['DELETE', '/_cuecard/calls', '405 method_not_allowed'],
  ['GET', '/_cuecard', '404 not_found'],
  ['GET', '/_cuecard/', '404 not_found'],
  ['GET', '/_cuecard/constructor', '404 not_found'],
  ['POST', '/_cuecard/reset?scop=a', '400 bad_parameter'],
  ['POST', '/_cuecard/reset?scope=a&scope=b', '400 bad_parameter'],
  ['GET', '/_cuecard/calls?after=-1', '400 bad_parameter'],
])('%s %s is %s', async (method, path, answer) => {
  const listener = await open()

  expect(codeOf(await ask(listener, { method, path }))).toBe(answer)
})

test.each([
  ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'a=b', '415 bad_content_type'],
  ['plain text', { 'content-type': 'text/plain' }, 'generate: {}', '415 bad_content_type'],
  ['nothing', {}, '', '415 bad_content_type'],
  ['gzip', { 'content-type': 'application/json', 'content-encoding': 'gzip' }, 'x', '415 bad_content_encoding'],
  ['a text that is too long', { 'content-type': 'application/json' }, ' '.repeat(200), '413 body_too_large'],
  ['no JSON', { 'content-type': 'application/json' }, '{"generate": ', '400 bad_scenario'],
  ['nothing in YAML', { 'content-type': 'application/yaml' }, '', '400 bad_scenario'],
  ['a bomb', { 'content-type': 'text/yaml' }, 'a: &a [1, 1]\nb: &b [*a, *a]\nc: [*b, *b]', '400 bad_scenario'],
  ['a prototype', { 'content-type': 'application/json' }, '{"__proto__": {"reply": {}}}', '400 bad_scenario'],
])('%s is no cue', async (_name, headers, body, answer) => {
  const cuecard = createCuecard({ bodyLimit: 100 })
  const listener = await open({}, cuecard)

  const answered = await ask(listener, { method: 'POST', path: '/_cuecard/cues', headers, body })

  expect(codeOf(answered)).toBe(answer)
  expect(cuecard.added).toEqual([])
})

test('paths of the service that look alike are its own', async () => {
  const listener = await open()
  const headers = { authorization: 'Bearer sk-test' }

  const answers = [
    await ask(listener, { path: '/_cuecards', headers }),
    await ask(listener, { path: '/', method: 'POST', headers }),
    await ask(listener, { path: '/v1/_cuecard/calls', headers }),
  ]

  expect(answers.map(({ status, text }) => [status, /"type": "invalid_request_error"/.test(text)])).toEqual(
    answers.map(() => [404, true]),
  )
})
