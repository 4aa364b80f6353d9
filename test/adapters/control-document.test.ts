import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeControl } from '../../src/adapters/control/document.ts'
import { operations } from '../../src/adapters/control/list.ts'
import { listen, type Listener } from '../../src/adapters/node.ts'
import { createCuecard } from '../../src/cuecard.ts'

const file = new URL('../../schemas/cuecard/control.openapi.json', import.meta.url)
const scenarioSchema = JSON.parse(readFileSync(new URL('scenario.json', file), 'utf8')) as object

interface Response {
  readonly $ref?: string
  readonly content?: Readonly<Record<string, object>>
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { responses: Record<string, Response> }>>>>
  readonly components: { readonly responses: Readonly<Record<string, Response>> }
}
const document = describeControl(operations) as unknown as Document // as the document itself promises

const ajv = new Ajv2020({ strict: false, formats: { regex: true } })
ajv.addSchema({ ...document, $id: 'cuecard:/control.openapi.json' })
ajv.addSchema({ ...scenarioSchema, $id: 'cuecard:/scenario.json' })

/** Where in the document the schema stands that an answer has to keep. */
const schemaOf = (path: string, method: string, status: number, type: string): string | undefined => {
  const response = document.paths[path]?.[method.toLowerCase()]?.responses[status]
  const shared = response?.$ref?.split('/').at(-1)
  const { content } = (shared === undefined ? response : document.components.responses[shared]) ?? {}
  if (content?.[type] === undefined) return undefined
  const place = shared === undefined ? ['paths', path, method.toLowerCase(), 'responses', status] : []
  const tokens = [...(shared === undefined ? place : ['components', 'responses', shared]), 'content', type, 'schema']
  return `cuecard:/control.openapi.json#/${tokens.map((token) => encodeURIComponent(String(token).replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`
}

interface Play {
  readonly method: string
  readonly path: string
  readonly query?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly status: number
}

const yaml = { 'content-type': 'application/yaml' }
const json = { 'content-type': 'application/json; charset=utf-8' }
const cue = '{ "name": "one", "when": { "user": "one" }, "reply": { "content": "1" } }'
const post = { method: 'POST', headers: json } as const

/** In this order: later ones find what earlier ones left behind. */
const plays: readonly Play[] = [
  { method: 'GET', path: '/', status: 200 },
  { method: 'GET', path: '/', headers: { accept: 'text/html' }, status: 200 },
  { method: 'GET', path: '/', query: 'a=1', status: 400 },
  { method: 'GET', path: '/', headers: { origin: 'http://evil.example' }, status: 403 },
  { ...post, path: '/_cuecard/scenarios', body: `{ "cuecard": 1, "cues": [${cue}, ${cue}] }`, status: 201 },
  {
    ...post,
    path: '/_cuecard/scenarios',
    headers: yaml,
    query: 'file=a/more.yaml',
    body: `cuecard: 1\ncues: [${cue}]`,
    status: 201,
  },
  { ...post, path: '/_cuecard/scenarios', headers: yaml, body: 'cuecard: 1\ncues: [{ repply: 1 }]', status: 400 },
  { ...post, path: '/_cuecard/scenarios', headers: { 'content-type': 'text/plain' }, body: '', status: 415 },
  { ...post, path: '/_cuecard/scenarios', headers: yaml, body: '#'.repeat(3_000), status: 413 },
  { method: 'GET', path: '/_cuecard/scenarios', status: 200 },
  { method: 'GET', path: '/_cuecard/scenarios', query: 'scope=a', status: 200 },
  { method: 'GET', path: '/_cuecard/scenarios', query: 'scop=a', status: 400 },
  { ...post, path: '/_cuecard/cues', body: cue, status: 201 },
  {
    ...post,
    path: '/_cuecard/cues',
    query: 'scope=a',
    headers: yaml,
    body: `- ${cue}\n- error: overloaded`,
    status: 201,
  },
  { ...post, path: '/_cuecard/cues', body: `[\n${cue},\n{ "name": "two" }]`, status: 400 },
  { ...post, path: '/_cuecard/cues', query: 'scope=', body: cue, status: 400 },
  { method: 'GET', path: '/_cuecard/calls', status: 200 },
  { method: 'GET', path: '/_cuecard/calls', query: 'scope=a&after=0&limit=1', status: 200 },
  { method: 'GET', path: '/_cuecard/calls', query: 'limit=0', status: 400 },
  { method: 'GET', path: '/_cuecard/calls', headers: { accept: 'text/event-stream' }, status: 200 },
  { method: 'GET', path: '/_cuecard/calls/stream', query: 'after=0', status: 200 },
  { method: 'GET', path: '/_cuecard/calls/stream', query: 'limit=1', status: 400 },
  { method: 'GET', path: '/_cuecard/violations', status: 200 },
  { method: 'GET', path: '/_cuecard/violations', query: 'scope=b', status: 200 },
  { method: 'GET', path: '/_cuecard/findings', status: 200 },
  { method: 'GET', path: '/_cuecard/unplayed', status: 200 },
  { method: 'GET', path: '/_cuecard/unplayed', query: 'scope=a', status: 200 },
  { method: 'GET', path: '/_cuecard/health', status: 200 },
  { method: 'GET', path: '/_cuecard/control.openapi.json', status: 200 },
  { method: 'GET', path: '/_cuecard/scenario.json', status: 200 },
  { method: 'POST', path: '/_cuecard/reset', query: 'scope=a', status: 200 },
  { method: 'POST', path: '/_cuecard/reset', status: 200 },
  { method: 'POST', path: '/_cuecard/reset', headers: { 'sec-fetch-site': 'cross-site' }, status: 403 },
]

let listener: Listener

const call = (key: string, body: object): Promise<globalThis.Response> =>
  fetch(`${listener.baseUrl}/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, ...json },
    body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Hi' }], ...body }),
  })

beforeAll(async () => {
  const scenario = {
    cuecard: 1,
    cues: [{ when: { user: 'Hi' }, reply: { content: 'x', finish_reason: 'tool_calls' } }],
  }
  listener = await listen(createCuecard({ scenarios: [scenario as never], bodyLimit: 2_000 }), { port: 0 })
  for (const body of [{}, { temperature: 3 }, { stream: true }]) await (await call('sk-test-a', body)).text()
})
afterAll(() => listener.close())

/** What is answered; of a stream, the first part. */
const play = async ({ method, path, query, headers, body }: Play) => {
  const left = new AbortController()
  const url = `${listener.url}${path}${query === undefined ? '' : `?${query}`}`
  const init = { method, headers: { ...headers }, signal: left.signal, ...(body !== undefined && { body }) }
  const response = await fetch(url, init)
  const type = response.headers.get('content-type')?.split(';')[0] ?? ''
  if (type !== 'text/event-stream') return { status: response.status, type, text: await response.text() }
  const part = await response.body?.pipeThrough(new TextDecoderStream()).getReader().read()
  left.abort()
  return { status: response.status, type, text: part?.value ?? '' }
}

test('the document is the file that comes with the package', async () => {
  await expect(`${JSON.stringify(document, null, 2)}\n`).toMatchFileSnapshot(file.pathname)
})

test.each(plays)('$method $path ?$query answers $status as the document says', async (asked) => {
  const { status, type, text } = await play(asked)
  const schema = schemaOf(asked.path, asked.method, status, type)

  expect({ status, isDocumented: schema !== undefined }).toEqual({ status: asked.status, isDocumented: true })
  ajv.validate(schema ?? '', type === 'application/json' ? JSON.parse(text) : text)
  expect(ajv.errors).toBeNull()
})

test.each([
  ['scenarios', { cuecard: 1, cues: [{ generate: {} }] }, true],
  ['scenarios', { cuecard: 1, cues: [{ repply: {} }] }, false],
  ['cues', { generate: {} }, true],
  ['cues', [{ generate: {} }, { error: 'a' }], true],
  ['cues', { repply: {} }, false],
])('the body that is documented for %s is a scenario or cue as files write them: %j', (name, body, holds) => {
  const place = `paths/~1_cuecard~1${name}/post/requestBody/content/application~1yaml/schema`

  expect(ajv.validate(`cuecard:/control.openapi.json#/${place}`, body)).toBe(holds)
})

test('every operation of the document is played', () => {
  const known = operations.map(({ method, path }) => `${method} ${path}`)
  const played = plays.map(({ method, path }) => `${method} ${path}`)

  expect(new Set(played)).toEqual(new Set(known))
  expect(Object.values(document.paths).flatMap((item) => Object.keys(item))).toHaveLength(known.length)
})

test('every status of the document but that of tokens is played for some operation', () => {
  const documented = new Set(
    Object.values(document.paths).flatMap((item) =>
      Object.values(item).flatMap(({ responses }) => Object.keys(responses)),
    ),
  )
  documented.delete('401')

  expect(new Set(plays.map(({ status }) => String(status)))).toEqual(documented)
})
