import { expect, test } from 'vitest'

import { createCompiler } from '../../src/contracts/compiler.ts'
import { createContracts } from '../../src/contracts/contracts.ts'
import type { JsonObject } from '../../src/core/json.ts'
import { createCuecard } from '../../src/cuecard.ts'
import { gateway } from '../../src/dialects/gateway.ts'
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
const practical = await contracts.of(gateway, 'chat-completions', 'practical')
const literal = await contracts.of(gateway, 'chat-completions', 'literal')
const body = { model: 'llama-3.3-70b', messages }

test('an exchange with every row of the document is accepted at both levels', () => {
  for (const contract of [practical, literal]) {
    expect(contract.request(fixture('gateway/all-rows.request.json'))).toEqual([])
    expect(contract.response(fixture('gateway/all-rows.response.json'))).toEqual([])
  }
})

test.each(['unauthorized', 'rate-limited'])('an error %s is as the document has it', (name) => {
  const error = fixture(`gateway/${name}.response.json`)

  expect([...practical.error(error), ...literal.error(error)]).toEqual([])
  expect(practical.error({ error: { ...(error['error'] as JsonObject), param: null } })).not.toEqual([])
})

const withParameters = (parameters: JsonObject): JsonObject => ({
  tools: [{ type: 'function', function: { name: 'look', parameters } }],
})
const calling = { role: 'assistant', content: null, refusal: null, tool_calls: [] }

test.each<[string, JsonObject]>([
  ['a fraction of a presence penalty', { presence_penalty: 0.5 }],
  ['a low effort', { reasoning_effort: 'low' }],
  ['no effort', { reasoning_effort: 'none' }],
  ['one stop as it is', { stop: 'END' }],
  ['a call repeated as a client got it', { messages: [...messages, calling] }],
  ['a list of types', withParameters({ type: ['string', 'null'] })],
  ['a map', withParameters({ type: 'object', additionalProperties: { type: 'string' } })],
  ['a boolean schema', withParameters({ type: 'object', properties: { any: true } })],
])('%s is what clients send, not what the page says', (_, more) => {
  expect(practical.request({ ...body, ...more })).toEqual([])
  expect(literal.request({ ...body, ...more })).not.toEqual([])
})

test('keywords that the page does not name are accepted in schemas', () => {
  const more = withParameters({ anyOf: [{ $ref: '#/$defs/a' }], $defs: { a: { type: 'string', format: 'date' } } })

  expect(practical.request({ ...body, ...more })).toEqual([])
})

test('`strict` may stand beside the function or in it', () => {
  const [tool] = [{ type: 'function', function: { name: 'look', strict: true }, strict: true }]

  expect(practical.request({ ...body, tools: [tool] })).toEqual([])
  expect(practical.request({ ...body, tools: [{ ...tool, strict: 1 }] })[0]?.path).toEqual(['tools', 0, 'strict'])
})

test.each<[JsonObject, string]>([
  [{ messages: [{ content: 'Hi' }] }, 'messages[0].role'],
  [{ messages: [{ role: 'function', content: 'Hi' }] }, 'messages[0].role'],
  [{ messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }] }, 'messages[0].content'],
  [{ messages: [{ role: 'assistant', tool_calls: [{ id: 'a' }] }] }, 'messages[0].tool_calls[0].type'],
  [{ tools: [{ type: 'custom', custom: { name: 'paint' } }] }, 'tools[0].function'],
  [withParameters({ properties: { a: { type: 'text' } } }), 'tools[0].function.parameters.properties.a.type'],
  [withParameters({ items: { required: [1] } }), 'tools[0].function.parameters.items.required[0]'],
  [{ response_format: { type: 'xml' } }, 'response_format.type'],
  [{ response_format: { type: 'json_schema', json_schema: { name: 'a' } } }, 'response_format.json_schema.schema'],
  [{ reasoning_effort: 'xhigh' }, 'reasoning_effort'],
  [{ logit_bias: null }, 'logit_bias'],
  [{ stream_options: { include_usage: 'yes' } }, 'stream_options.include_usage'],
])('%j is refused at %s', (more, param) => {
  expect(practical.request({ ...body, ...more })[0]?.error.param).toBe(param)
})

const asked: readonly (readonly [string, JsonObject])[] = [
  ['text', {}],
  ['two choices', { n: 2 }],
  ['calls', { tools: [weather], tool_choice: 'required' }],
  [
    'a call in a form it does not know',
    { functions: [weather['function'] ?? {}], function_call: { name: 'get_weather' } },
  ],
  ['structured output', { response_format: structured }],
  ['a length', { max_completion_tokens: 3 }],
  ['logprobs and usage', { logprobs: true, top_logprobs: 3, stream_options: { include_usage: true } }],
]

test.each(asked.flatMap(([what, more]) => levels.map((level) => [what, level, more] as const)))(
  'what is sent for %s keeps the %s contract, with no member that is not documented',
  async (_, level, more) => {
    const { whole, chunks, violations } = await sentIn(gateway, level, { ...body, ...more })

    expect(violations).toEqual([])
    for (const undocumented of ['logprobs', 'system_fingerprint', 'service_tier', 'annotations', 'refusal'])
      expect(membersIn([whole, ...chunks])).not.toContain(undocumented)
  },
)

test('`tool_choice` has an effect in practice, and none by the letter', async () => {
  const more = { tools: [weather], tool_choice: 'none' }
  const chosen = { ...more, tool_choice: { type: 'function', function: { name: 'get_weather' } } }

  const [none, named] = await Promise.all([
    sentIn(gateway, 'practical', { ...body, ...more }),
    sentIn(gateway, 'practical', { ...body, ...chosen }),
  ])
  const [first, second] = await Promise.all([
    sentIn(gateway, 'literal', { ...body, ...more }),
    sentIn(gateway, 'literal', { ...body, ...chosen }),
  ])

  expect(none.whole).toMatchObject({ choices: [{ finish_reason: 'stop' }] })
  expect(named.whole).toMatchObject({ choices: [{ finish_reason: 'tool_calls', message: { content: null } }] })
  expect(first.whole['choices']).toEqual(second.whole['choices'])
})

test('needs a key, and says so in three members', async () => {
  const refused = await post(createCuecard({ dialect: 'gateway' }), body, { authorization: '' })

  expect(refused.status).toBe(401)
  expect(await refused.json()).toEqual({
    error: {
      message: expect.stringMatching(/API key/),
      type: 'invalid_request_error',
      code: 'invalid_request_error',
    },
  })
})

test('a scenario may be for this dialect only, and its errors are worded here', async () => {
  const limited = { when: { user: { contains: 'too much' } }, error: 'rate_limited', retry_after: '10ms' } as const
  const scenarios = [
    { cuecard: 1, dialect: 'gateway', cues: [limited, { reply: { content: 'From the gateway.' } }] },
  ] as const
  const much = { ...body, messages: [{ role: 'user', content: 'This is too much.' }] }

  const [refused, here, elsewhere] = await Promise.all([
    post(createCuecard({ dialect: 'gateway', scenarios }), much),
    post(createCuecard({ dialect: 'gateway', scenarios }), body),
    post(createCuecard({ dialect: 'reseller', scenarios }), body),
  ])

  expect(refused.status).toBe(429)
  expect(await refused.json()).toEqual({
    error: { message: expect.stringMatching(/^Rate limit reached/), type: 'requests', code: 'rate_limit_exceeded' },
  })
  expect(await here.text()).toContain('From the gateway.')
  expect(await elsewhere.text()).not.toContain('From the gateway.')
})

test('the schemas are JSON Schemas, and every member is described with its source', async () => {
  for (const schema of Object.values(await gateway.schemas['chat-completions']!())) {
    expect(createCompiler().compile(schema)).toHaveProperty('check')
    expect(undescribed(schema, '004')).toEqual([])
  }
})
