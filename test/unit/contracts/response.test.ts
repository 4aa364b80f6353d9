import { expect, test } from 'vitest'

import { choice, contractsAt, response } from './support.ts'

const contracts = await contractsAt('practical')
const tool_calls = [{ id: 'call_1', type: 'function', function: { name: 'f', arguments: '{}' } }]
const spoken = (members: object, finish_reason = 'stop'): object =>
  response({
    choices: [choice({ message: { role: 'assistant', content: null, refusal: null, ...members }, finish_reason })],
  })

test.each<[string, unknown]>([
  ['text', response()],
  [
    'no logprobs member',
    response({ choices: [choice({ logprobs: undefined })].map((item) => JSON.parse(JSON.stringify(item))) }),
  ],
  ['no usage', JSON.parse(JSON.stringify(response({ usage: undefined })))],
  ['a null fingerprint', response({ system_fingerprint: null })],
  ['several choices', response({ choices: [choice(), choice({ index: 1 }), choice({ index: 2 })] })],
  ['tool calls', spoken({ tool_calls }, 'tool_calls')],
  [
    'a custom tool call',
    spoken({ tool_calls: [{ id: 'c', type: 'custom', custom: { name: 'f', input: '' } }] }, 'tool_calls'),
  ],
  ['tool calls that were cut off', spoken({ tool_calls }, 'length')],
  ['a function call', spoken({ function_call: { name: 'f', arguments: '' } }, 'function_call')],
  ['a refusal', spoken({ refusal: "I'm sorry." })],
  ['sound', spoken({ audio: { id: 'audio_1', expires_at: 1, data: '', transcript: '' } })],
  ['a filtered answer', spoken({}, 'content_filter')],
  ['empty text', spoken({ content: '' }, 'length')],
])('an answer with %s holds', (_, body) => {
  expect(contracts.response(body)).toEqual([])
})

test.each<[string, unknown, string, string]>([
  [
    'counts that do not add up',
    response({ usage: { prompt_tokens: 8, completion_tokens: 2, total_tokens: 11 } }),
    'usage-sums',
    'usage.total_tokens',
  ],
  [
    'more cached than asked',
    response({
      usage: { prompt_tokens: 1, completion_tokens: 0, total_tokens: 1, prompt_tokens_details: { cached_tokens: 2 } },
    }),
    'usage-sums',
    'usage.prompt_tokens_details.cached_tokens',
  ],
  [
    'more reasoning than answer',
    response({
      usage: {
        prompt_tokens: 1,
        completion_tokens: 1,
        total_tokens: 2,
        completion_tokens_details: { reasoning_tokens: 2 },
      },
    }),
    'usage-sums',
    'usage.completion_tokens_details.reasoning_tokens',
  ],
  ['calls that end with stop', spoken({ tool_calls }), 'finish-reason', 'choices[0].finish_reason'],
  [
    'text that ends with calls',
    response({ choices: [choice({ finish_reason: 'tool_calls' })] }),
    'finish-reason',
    'choices[0].finish_reason',
  ],
  ['nothing said', spoken({}), 'message-speaks', 'choices[0].message'],
  ['a choice out of place', response({ choices: [choice({ index: 1 })] }), 'choice-indexes', 'choices[0].index'],
  [
    'an empty list of calls',
    spoken({ content: 'x', tool_calls: [] }),
    'schema/minItems',
    'choices[0].message.tool_calls',
  ],
  ['a member of its own', response({ x: 1 }), 'schema/additionalProperties', 'x'],
  [
    'a member of its own in a message',
    spoken({ content: 'x', reasoning_content: 'y' }),
    'schema/additionalProperties',
    'choices[0].message.reasoning_content',
  ],
  [
    'no refusal member',
    response({ choices: [choice({ message: { role: 'assistant', content: 'x' } })] }),
    'schema/required',
    'choices[0].message.refusal',
  ],
  [
    'an unknown finish reason',
    response({ choices: [choice({ finish_reason: 'eos' })] }),
    'schema/enum',
    'choices[0].finish_reason',
  ],
  ['no choices', response({ choices: [] }), 'schema/minItems', 'choices'],
])('an answer with %s is a finding', (_, body, rule, param) => {
  const violations = contracts.response(body)

  expect(violations.map((violation) => [violation.rule, violation.error.param])).toContainEqual([rule, param])
})

const chunk = (members: object): object => ({
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  created: 1,
  model: 'gpt-4o-2024-08-06',
  service_tier: 'default',
  system_fingerprint: 'fp_1',
  choices: [],
  ...members,
})
const delta = (value: object, finish_reason: string | null = null): object =>
  chunk({ choices: [{ index: 0, delta: value, logprobs: null, finish_reason }], usage: null, obfuscation: 'aB3' })
const counts = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 }

test.each<[string, unknown]>([
  ['the role', delta({ role: 'assistant', content: '', refusal: null })],
  ['text', delta({ content: 'Hi' })],
  ['the end', delta({}, 'stop')],
  [
    'the head of a call',
    delta({ tool_calls: [{ index: 0, id: 'call_1', type: 'function', function: { name: 'f', arguments: '' } }] }),
  ],
  ['a fragment of a call', delta({ tool_calls: [{ index: 0, function: { arguments: '{' } }] })],
  ['a fragment of a custom call', delta({ tool_calls: [{ index: 1, custom: { input: 'l' } }] })],
  ['sound', delta({ audio: { data: 'AA==' } })],
  ['usage', chunk({ usage: counts })],
  [
    'moderation',
    chunk({
      usage: null,
      moderation: {
        input: { type: 'error', code: 'x', message: 'y' },
        output: { type: 'moderation_results', model: 'm', results: [] },
      },
    }),
  ],
])('a chunk with %s holds', (_, body) => {
  expect(contracts.chunk(body)).toEqual([])
})

test.each<[string, unknown, string]>([
  [
    'a call without index',
    delta({ tool_calls: [{ function: { arguments: '{' } }] }),
    'choices[0].delta.tool_calls[0].index',
  ],
  ['no finish reason member', chunk({ choices: [{ index: 0, delta: {} }] }), 'choices[0].finish_reason'],
  [
    'a message instead of a delta',
    chunk({ choices: [{ index: 0, message: {}, finish_reason: null }] }),
    'choices[0].delta',
  ],
  ['the wrong object', chunk({ object: 'chat.completion' }), 'object'],
  ['half a usage', chunk({ usage: { prompt_tokens: 1 } }), 'usage.completion_tokens'],
])('a chunk with %s is a finding', (_, body, param) => {
  expect(contracts.chunk(body).map(({ error }) => error.param)).toContain(param)
})

test('an error needs all four members', () => {
  const error = { message: 'x', type: 'invalid_request_error', param: null, code: null }

  expect(contracts.error({ error })).toEqual([])
  expect(contracts.error({ error: { message: 'x' } }).map((violation) => violation.error.param)).toEqual([
    'error.type',
    'error.param',
    'error.code',
  ])
})
