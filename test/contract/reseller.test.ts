import { expect, test } from 'vitest'

import { createCompiler } from '../../src/contracts/compiler.ts'
import { createContracts } from '../../src/contracts/contracts.ts'
import type { JsonObject } from '../../src/core/json.ts'
import { createCuecard } from '../../src/cuecard.ts'
import { reseller } from '../../src/dialects/reseller.ts'
import {
  fixture,
  levels,
  membersIn,
  messages,
  post,
  sentIn,
  structured,
  undescribed,
  weather,
} from './described-dialect.ts'

const contracts = createContracts()
const practical = await contracts.of(reseller, 'chat-completions', 'practical')
const literal = await contracts.of(reseller, 'chat-completions', 'literal')
const printed = fixture('reseller/structured-output.request.json')

/** What the document's table requires, where its example omits it. */
const demanded = { tools: ['get_weather'], tool_choice: {} }
const body = { model: 'gpt-4o', messages, ...demanded }

test('the printed request is accepted, though it lacks what the table requires', () => {
  expect(practical.request(printed)).toEqual([])
  expect(literal.request(printed).map(({ error }) => error.message)).toEqual([
    "Missing required parameter: 'tools'.",
    "Missing required parameter: 'tool_choice'.",
  ])
  expect(literal.request({ ...printed, ...demanded })).toEqual([])
})

test('the printed response is one that the service may send', () => {
  expect(literal.response(fixture('reseller/structured-output.response.json'))).toEqual([])
  expect(practical.response(fixture('reseller/structured-output.response.json'))).toEqual([])
})

test('the printed request gets an answer that fits its schema, without a model', async () => {
  const { whole } = await sentIn(reseller, 'practical', printed)

  const [choice] = whole['choices'] as readonly { readonly message: { readonly content: string } }[]
  expect(JSON.parse(choice?.message.content ?? '')).toEqual({
    steps: expect.any(Array),
    final_answer: expect.any(String),
  })
  expect(Object.keys(whole)).toEqual(['id', 'object', 'created', 'choices', 'usage'])
})

test.each<[string, JsonObject]>([
  ['fractions', { temperature: 0.7, top_p: 0.9 }],
  ['several stops', { stop: ['a', 'b', 'c', 'd', 'e'] }],
  ['a map of biases', { logit_bias: { '50256': -100 } }],
  ['tools as OpenAI has them', { tools: [weather, { type: 'custom', custom: { name: 'paint' } }] }],
  ['names and tools in one list', { tools: ['look', weather] }],
  ['a choice by a word', { tool_choice: 'required' }],
  ['parts', { messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }] }],
  ['a call without words', { messages: [...messages, { role: 'assistant', content: null, tool_calls: [] }] }],
])('%s are the service’s practice, not its page’s', (_, more) => {
  expect(practical.request({ ...body, ...more })).toEqual([])
  expect(literal.request({ ...body, ...more })).not.toEqual([])
})

test.each<[JsonObject, string]>([
  [{ temperature: 'hot' }, "Invalid type for 'temperature': expected a decimal, but got a string instead."],
  [{ seen: 1.5 }, "Invalid type for 'seen': expected an integer, but got a decimal number instead."],
  [{ tools: [{ type: 'function' }] }, "Missing required parameter: 'tools[0].function'."],
  [{ tools: [{ type: 'function', function: {} }] }, "Missing required parameter: 'tools[0].function.name'."],
  [{ tools: [{ type: 'web' }] }, "Invalid value: 'web'. Supported values are: 'function' and 'custom'."],
  [{ tool_choice: 'always' }, "Invalid value: 'always'. Supported values are: 'none', 'auto', and 'required'."],
  [{ messages: [{ content: [{ type: 'text' }] }] }, "Missing required parameter: 'messages[0].content[0].text'."],
  [
    { logit_bias: { '1': 0.5 } },
    "Invalid type for 'logit_bias.1': expected an integer, but got a decimal number instead.",
  ],
])('%j is refused', (more, message) => {
  expect(practical.request({ ...body, ...more })[0]?.error.message).toBe(message)
})

const asked: readonly (readonly [string, JsonObject])[] = [
  ['text', {}],
  ['two choices', { n: 2 }],
  ['calls', { tool_choice: { type: 'function', function: { name: 'get_weather' } } }],
  ['structured output', { tools: [], response_format: structured }],
  ['a length', { tools: [], max_tokens: 3 }],
  ['logprobs, usage and a seed', { seen: 5, logprobs: true, top_logprobs: 3, stream_options: { include_usage: true } }],
]

test.each(asked.flatMap(([what, more]) => levels.map((level) => [what, level, more] as const)))(
  'what is sent for %s keeps the %s contract, with no member that is not documented',
  async (_, level, more) => {
    const { whole, chunks, violations } = await sentIn(reseller, level, { ...body, ...more })

    expect(violations).toEqual([])
    for (const undocumented of ['model', 'logprobs', 'system_fingerprint', 'service_tier', 'annotations', 'refusal'])
      expect(membersIn([whole, ...chunks])).not.toContain(undocumented)
  },
)

test('`seen` seeds the answer as `seed` does, and `seed` wins', async () => {
  const textFor = async (more: JsonObject): Promise<unknown> =>
    (await sentIn(reseller, 'practical', { model: 'gpt-4o', messages, ...more })).whole['choices']

  expect(await textFor({ seen: 7 })).toEqual(await textFor({ seed: 7 }))
  expect(await textFor({ seen: 8, seed: 7 })).toEqual(await textFor({ seed: 7 }))
})

test('a tool may be a bare name', async () => {
  const { whole } = await sentIn(reseller, 'practical', { ...body, tools: ['look'], tool_choice: 'required' })

  expect(whole).toMatchObject({
    choices: [
      { message: { content: null, tool_calls: [{ function: { name: 'look' } }] }, finish_reason: 'tool_calls' },
    ],
  })
})

test('needs no key, unless keys are configured', async () => {
  const keyless = { authorization: '' }
  const statusWith = async (auth: 'dialect' | { keys: string[] }, headers: object): Promise<number> =>
    (await post(createCuecard({ dialect: 'reseller', auth }), body, headers)).status

  expect(await statusWith('dialect', keyless)).toBe(200)
  expect(await statusWith({ keys: ['sk-1'] }, keyless)).toBe(401)
  expect(await statusWith({ keys: ['sk-1'] }, { authorization: 'Bearer sk-1' })).toBe(200)
})

test('the required headers are required by the letter only', async () => {
  const bare = { accept: '' }

  expect((await post(createCuecard({ dialect: 'reseller' }), body, bare)).status).toBe(200)
  const refused = await post(createCuecard({ dialect: 'reseller', strictness: 'literal' }), body, bare)

  expect(refused.status).toBe(400)
  expect(await refused.json()).toEqual({
    error: {
      message: "Missing required header: 'Accept'.",
      type: 'invalid_request_error',
      param: 'Accept',
      code: 'missing_required_header',
    },
  })
})

test('the schemas are JSON Schemas, and every member is described with its source', async () => {
  for (const schema of Object.values(await reseller.schemas['chat-completions']!())) {
    expect(createCompiler().compile(schema)).toHaveProperty('check')
    expect(undescribed(schema, '000')).toEqual([])
  }
})
