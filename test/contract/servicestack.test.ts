import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createCompiler } from '../../src/contracts/compiler.ts'
import { createContracts } from '../../src/contracts/contracts.ts'
import type { Strictness } from '../../src/core/contract.ts'
import { isJsonObject, type Json, type JsonObject } from '../../src/core/json.ts'
import { createCuecard } from '../../src/cuecard.ts'
import { servicestack } from '../../src/dialects/servicestack.ts'

const read = (file: string): Json =>
  JSON.parse(readFileSync(new URL(`../../fixtures/servicestack/${file}`, import.meta.url), 'utf8'))

const contracts = createContracts()
const levels = {
  practical: await contracts.of(servicestack, 'chat-completions', 'practical'),
  literal: await contracts.of(servicestack, 'chat-completions', 'literal'),
}

const request = (members: JsonObject = {}): JsonObject => ({
  model: 'gpt-4o',
  messages: [{ role: 'user', content: [{ type: 'text', text: 'Hello!' }] }],
  ...members,
})
const message = (members: JsonObject): JsonObject => request({ messages: [{ role: 'user', ...members }] })
const rulesOf = (level: Strictness, body: Json): readonly string[] =>
  levels[level].request(body).map(({ rule }) => rule)

test('the printed request and response keep the practical level', () => {
  expect(levels.practical.request(read('all-fields.request.json'))).toEqual([])
  expect(levels.practical.response(read('all-fields.response.json'))).toEqual([])
})

test('by the letter the printed request breaks the rows it stands beside', () => {
  const paths = levels.literal.request(read('all-fields.request.json')).map(({ path }) => path.join('.'))

  expect(paths.toSorted()).toEqual([
    'audio.format',
    'audio.voice',
    'max_completion_tokens',
    'messages.0.content.0.type',
    'messages.0.role',
    'messages.0.tool_calls.0.type',
    'reasoning_effort',
    'top_logprobs',
    'verbosity',
  ])
})

test.each<[string, JsonObject]>([
  ['a plain text', message({ content: 'Hello!' })],
  ['an empty part', message({ content: [{}] })],
  ['a developer', message({ role: 'developer' })],
  [
    'a call as an object',
    message({ tool_calls: [{ id: 'a', type: 'function', function: { name: 'b', arguments: '' } }] }),
  ],
  ['no content', message({ content: null })],
  ['no stop', request({ stop: null })],
  ['a bound of 0', request({ max_completion_tokens: 0 })],
  ['a negative penalty', request({ frequency_penalty: -2, presence_penalty: -0.5 })],
  ['another effort', request({ reasoning_effort: 'xhigh' })],
  ['a schema as format', request({ response_format: { response_format: 'json_schema' } })],
  ['another voice', request({ audio: { format: 'wav', voice: 'cedar' } })],
  ['alternatives without logprobs', request({ top_logprobs: 2 })],
  ['sound without its settings', request({ modalities: ['text', 'audio'] })],
])('%s is accepted at practical and refused by the letter', (_, body) => {
  expect(rulesOf('practical', body)).toEqual([])
  expect(rulesOf('literal', body)).not.toEqual([])
})

test.each<[string, JsonObject]>([
  ['a member that the page does not know', request({ tool_choice: 'required', max_tokens: 5, anything: {} })],
  ['numbers that are not set', request({ temperature: null, n: null, stream: null, seed: null })],
  ['a call as a text', message({ tool_calls: [{ id: 'a', type: 'function', function: 'b' }] })],
  ['alternatives with logprobs', request({ logprobs: true, top_logprobs: 20 })],
  ['sound with its settings', request({ modalities: ['audio'], audio: { format: 'mp3', voice: 'sage' } })],
  ['no answer', request({ n: 0 })],
  ['a tool without a body', request({ tools: [{ type: 'function' }] })],
  ['16 pairs', request({ metadata: Object.fromEntries(Array.from({ length: 16 }, (_, key) => [key, ''])) })],
])('%s is accepted at both levels', (_, body) => {
  expect(rulesOf('practical', body)).toEqual([])
  expect(rulesOf('literal', body)).toEqual([])
})

test.each<[string, JsonObject, string]>([
  ['no model', { messages: [{ role: 'user' }] }, 'schema/required'],
  ['no messages', { model: 'gpt-4o' }, 'schema/required'],
  ['no role', request({ messages: [{ content: [] }] }), 'schema/required'],
  ['a temperature over 2', request({ temperature: 2.1 }), 'schema/maximum'],
  ['a temperature as text', request({ temperature: '1' }), 'schema/type'],
  ['a penalty over 2', request({ presence_penalty: 2.5 }), 'schema/maximum'],
  ['a share over 1', request({ top_p: 1.1 }), 'schema/maximum'],
  ['21 alternatives', request({ logprobs: true, top_logprobs: 21 }), 'schema/maximum'],
  ['five stops', request({ stop: ['a', 'b', 'c', 'd', 'e'] }), 'schema/maxItems'],
  ['a stop as text', request({ stop: 'a' }), 'schema/type'],
  ['129 tools', request({ tools: Array.from({ length: 129 }, () => ({ type: 'function' })) }), 'schema/maxItems'],
  [
    '17 pairs',
    request({ metadata: Object.fromEntries(Array.from({ length: 17 }, (_, key) => [key, ''])) }),
    'schema/maxProperties',
  ],
  ['a number as metadata', request({ metadata: { a: 1 } }), 'schema/type'],
  ['half a bias', request({ logit_bias: { '5': 0.5 } }), 'schema/type'],
  ['a voice alone', request({ audio: { voice: 'alloy' } }), 'schema/required'],
  ['a call without an id', message({ tool_calls: [{ type: 'function', function: 'a' }] }), 'schema/required'],
  ['half an answer', request({ n: 1.5 }), 'schema/type'],
])('%s is refused at both levels', (_, body, rule) => {
  expect(rulesOf('practical', body)).toEqual([rule])
  expect(rulesOf('literal', body)).toContain(rule)
})

test('ids of biased tokens are whole numbers by the letter', () => {
  expect(rulesOf('literal', request({ logit_bias: { '50256': -100 } }))).toEqual([])
  expect(rulesOf('literal', request({ logit_bias: { hello: 1 } }))).toEqual(['schema/additionalProperties'])
})

test('the function of a call is a text, unless its rule is off', async () => {
  const call = { id: 'call_1', type: 'function', function: { name: 'add', arguments: '{}' } }
  const answer = {
    ...answered,
    choices: [{ finish_reason: 'tool_calls', message: { content: '', role: 'assistant', tool_calls: [call] } }],
  }
  const off = await createContracts({ rules: { 'servicestack-function-text': 'off' } }).of(
    servicestack,
    'chat-completions',
    'practical',
  )

  expect(levels.practical.response(answer).map(({ rule }) => rule)).toContain('servicestack-function-text')
  expect(levels.literal.response(answer).map(({ rule }) => rule)).toContain('schema/type')
  expect(off.response(answer)).toEqual([])
})

const answered = {
  id: 'chatcmpl-1',
  model: 'gpt-4o',
  object: 'chat.completion',
  usage: { completion_tokens: 1, prompt_tokens: 1, total_tokens: 2 },
}

test('the schemas are JSON Schemas, and everything they name is described with its row', async () => {
  const schemas = await servicestack.schemas['chat-completions']!()

  for (const [part, schema] of Object.entries(schemas)) {
    expect(createCompiler().compile(schema)).toHaveProperty('check')
    expect(undescribed(schema, part)).toEqual([])
  }
})

const undescribed = (value: Json | undefined, place: string): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap((item: Json, index) => undescribed(item, `${place}/${index}`))
  if (!isJsonObject(value)) return []
  const { properties } = value
  const own = isJsonObject(properties)
    ? Object.entries(properties).filter(
        ([, schema]) => isJsonObject(schema) && !/\bdocument 003, /i.test(String(schema['description'])),
      )
    : []
  return [
    ...own.map(([name]) => `${place}/${name}`),
    ...Object.entries(value).flatMap(([name, member]) => undescribed(member, `${place}/${name}`)),
  ]
}

const weather = {
  type: 'function',
  function: {
    name: 'get_weather',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
}

const requests: readonly (readonly [string, JsonObject])[] = [
  ['text', {}],
  ['two answers', { n: 2 }],
  [
    'tools',
    {
      tools: [weather],
      messages: [{ role: 'user', content: [{ type: 'text', text: 'What is the weather in Paris?' }] }],
    },
  ],
  ['JSON', { response_format: { response_format: 'json_object' } }],
  ['a bound', { max_completion_tokens: 3 }],
  ['logprobs', { logprobs: true, top_logprobs: 2 }],
  ['thinking', { enable_thinking: true, metadata: { a: 'b' } }],
  ['a reasoning model', { model: 'o3-mini' }],
  ['sound', { model: 'gpt-4o-audio-preview', modalities: ['text', 'audio'], audio: { format: 'wav', voice: 'ash' } }],
]
const settings = (['practical', 'literal'] as const).flatMap((strictness) =>
  requests.flatMap(([name, members]) => [false, true].map((stream) => ({ name, strictness, stream, members }))),
)

test.each(settings)(
  'what is sent for $name keeps both levels ($strictness, stream $stream)',
  async ({ strictness, stream, members }) => {
    const cuecard = createCuecard({ dialect: 'servicestack', strictness, onFinding: 'fail' })

    const response = await post(cuecard.fetch, request({ ...members, stream }))

    expect(response.status).toBe(200)
    const values = valuesOf(await response.text(), stream)
    expect(values.length).toBeGreaterThan(0)
    for (const value of values)
      for (const level of Object.values(levels)) expect(level[stream ? 'chunk' : 'response'](value)).toEqual([])
  },
)

const post = (fetch: typeof globalThis.fetch, body: JsonObject): Promise<Response> =>
  fetch('https://ai.example/v1/chat/completions', { method: 'POST', body: JSON.stringify(body) })

const valuesOf = (text: string, stream: boolean): readonly Json[] => {
  if (!stream) return [JSON.parse(text)]
  expect(text).toMatch(/data: \[DONE\]\n\n$/)
  return text
    .split('\n\n')
    .slice(0, -2)
    .map((event) => JSON.parse(event.slice('data: '.length)))
}

test.each([
  [{}, 200],
  [{ auth: { keys: ['sk-mine'] } }, 401],
] as const)('with %j a call without a key gets %d', async (options, status) => {
  const cuecard = createCuecard({ dialect: 'servicestack', ...options })

  const response = await post(cuecard.fetch, request())

  expect(response.status).toBe(status)
})
