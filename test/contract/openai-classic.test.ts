import { expect, test } from 'vitest'

import { createCompiler } from '../../src/contracts/compiler.ts'
import { createContracts } from '../../src/contracts/contracts.ts'
import type { JsonObject } from '../../src/core/json.ts'
import { createCuecard } from '../../src/cuecard.ts'
import { openaiClassic } from '../../src/dialects/openai-classic.ts'
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
const practical = await contracts.of(openaiClassic, 'chat-completions', 'practical')
const literal = await contracts.of(openaiClassic, 'chat-completions', 'literal')
const printed = fixture('openai-classic/hello.request.json')
const body = { model: 'gpt-3.5-turbo', messages }

test('the printed exchange is accepted at both levels', () => {
  for (const contract of [practical, literal]) {
    expect(contract.request(printed)).toEqual([])
    expect(contract.response(fixture('openai-classic/hello.response.json'))).toEqual([])
  }
})

test.each(levels)('the printed curl call, which sends no key, is answered at the %s level', async (strictness) => {
  const cuecard = createCuecard({ dialect: 'openai-classic', strictness })

  expect((await post(cuecard, printed, { authorization: '' })).status).toBe(200)
})

test('with keys configured it is refused, in OpenAI’s words', async () => {
  const cuecard = createCuecard({ dialect: 'openai-classic', auth: { keys: ['sk-1'] } })

  const refused = await post(cuecard, printed, { authorization: '' })

  expect(refused.status).toBe(401)
  expect(await refused.json()).toMatchObject({ error: { message: /^You didn't provide an API key/, param: null } })
})

const roles = (role: string): JsonObject => ({ messages: [{ role, content: 'Hi' }] })
const call = { name: 'look', arguments: '{}' }

test.each<[string, JsonObject]>([
  ['fractions', { temperature: 0.7, top_p: 0.9 }],
  ['four stops', { stop: ['a', 'b', 'c', 'd'] }],
  ['a map of biases', { logit_bias: { '50256': -100 } }],
  ['a tool’s results', roles('tool')],
  ['a developer’s words', roles('developer')],
  ['calls without words', { messages: [{ role: 'assistant', content: null, function_call: call }] }],
])('%s are the service’s practice, not its page’s', (_, more) => {
  expect(practical.request({ ...body, ...more })).toEqual([])
  expect(literal.request({ ...body, ...more })).not.toEqual([])
})

test.each<[string, JsonObject, string]>([
  ['no role', { messages: [{ content: 'Hi' }] }, "Missing required parameter: 'messages[0].role'."],
  ['no content', { messages: [{ role: 'user' }] }, "Missing required parameter: 'messages[0].content'."],
  [
    'an assistant that says and calls nothing',
    { messages: [{ role: 'assistant', tool_calls: [] }] },
    "Missing required parameter: 'messages[0].content'.",
  ],
])('%s is refused in practice, though the table marks it optional', (_, more, message) => {
  expect(practical.request({ ...body, ...more }).map(({ error }) => error.message)).toEqual([message])
  expect(literal.request({ ...body, ...more })).toEqual([])
})

test.each<[string, JsonObject]>([
  ['function_call', { function_call: call }],
  ['tool_calls', { tool_calls: [{ id: 'call_1', type: 'function', function: call }] }],
])('an assistant message with %s needs no content', (_, more) => {
  expect(practical.request({ ...body, messages: [...messages, { role: 'assistant', ...more }] })).toEqual([])
})

test('a fifth stop and an unknown role are refused', () => {
  const violations = practical.request({ ...body, ...roles('narrator'), stop: ['a', 'b', 'c', 'd', 'e'] })

  expect(violations.map(({ rule, path }) => [rule, path])).toEqual([
    ['schema/enum', ['messages', 0, 'role']],
    ['schema/maxItems', ['stop']],
  ])
})

const asked: readonly (readonly [string, JsonObject])[] = [
  ['text', {}],
  ['two choices', { n: 2 }],
  ['calls', { tools: [weather], tool_choice: 'required' }],
  ['a call in the older form', { functions: [weather['function'] ?? {}], function_call: { name: 'get_weather' } }],
  ['structured output', { response_format: structured }],
  ['a length', { max_tokens: 3 }],
  ['logprobs and usage', { logprobs: true, top_logprobs: 3, stream_options: { include_usage: true } }],
]

test.each(asked.flatMap(([what, more]) => levels.map((level) => [what, level, more] as const)))(
  'what is sent for %s keeps the %s contract, with no member that is not documented',
  async (_, level, more) => {
    const { whole, chunks, violations } = await sentIn(openaiClassic, level, { ...body, ...more })

    expect(violations).toEqual([])
    for (const undocumented of ['model', 'logprobs', 'system_fingerprint', 'service_tier', 'annotations', 'refusal'])
      expect(membersIn([whole, ...chunks])).not.toContain(undocumented)
  },
)

test('a call in the older form is answered in it', async () => {
  const more = { functions: [weather['function'] ?? {}], function_call: { name: 'get_weather' } }

  const { whole } = await sentIn(openaiClassic, 'practical', { ...body, ...more })

  expect(whole).toMatchObject({ choices: [{ message: { function_call: { name: 'get_weather' } } }] })
})

test('the schemas are JSON Schemas, and every member is described with its source', async () => {
  for (const schema of Object.values(await openaiClassic.schemas['chat-completions']!())) {
    expect(createCompiler().compile(schema)).toHaveProperty('check')
    expect(undescribed(schema, '001')).toEqual([])
  }
})
