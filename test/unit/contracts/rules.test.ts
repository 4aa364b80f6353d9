import { expect, test } from 'vitest'

import { rules } from '../../../src/contracts/rules/list.ts'
import { contractsAt, firstError, request } from './support.ts'

const contracts = await contractsAt('practical')
const literal = await contractsAt('literal')

const fn = (name: string): object => ({ type: 'function', function: { name } })
const schema = { type: 'object', properties: {}, required: ['x'], additionalProperties: false }
const calling = (...ids: string[]): object => ({
  role: 'assistant',
  tool_calls: ids.map((id) => ({ id, type: 'function', function: { name: 'f', arguments: '{}' } })),
})
const answering = (id: string): object => ({ role: 'tool', tool_call_id: id, content: 'x' })
const user = { role: 'user', content: 'a' }
const picture = (url: string): object => ({ type: 'image_url', image_url: { url } })
const unsupported = (name: string): string => `Unsupported parameter: '${name}' is not supported with this model.`
const misplaced =
  "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'."
const unanswered =
  "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. " +
  'The following tool_call_ids did not have response messages:'
const silent = "Invalid value for 'content': expected a string, got null."

/** Each breaks one rule and nothing else. */
const breaches: readonly [
  rule: string,
  members: Record<string, unknown>,
  message: string,
  param: string,
  code: string | null,
][] = [
  [
    'image-urls',
    {
      messages: [
        { role: 'user', content: [picture('https://x.example/a'), picture('data:application/pdf;base64,AA')] },
      ],
    },
    "Invalid image URL: 'messages[0].content[1].image_url.url'. Expected a base64-encoded data URL with an image MIME type " +
      "(e.g. 'data:image/png;base64,...'), but got unsupported MIME type 'application/pdf'.",
    'messages[0].content[1].image_url.url',
    'invalid_value',
  ],
  [
    'one-output-limit',
    { max_tokens: 5, max_completion_tokens: 5 },
    "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.",
    'max_tokens',
    'invalid_parameter_combination',
  ],
  [
    'tool-choice-needs-tools',
    { tool_choice: 'auto' },
    "Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are specified.",
    'tool_choice',
    null,
  ],
  [
    'tool-choice-needs-tools',
    { tool_choice: 'none', tools: null },
    "Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are specified.",
    'tool_choice',
    null,
  ],
  [
    'tool-choice-is-offered',
    { tools: [fn('f')], tool_choice: fn('g') },
    "Invalid value for 'tool_choice': no function named 'g' was specified in the 'tools' parameter.",
    'tool_choice',
    null,
  ],
  [
    'tool-choice-is-offered',
    { tools: [fn('f')], tool_choice: { type: 'custom', custom: { name: 'f' } } },
    "Invalid value for 'tool_choice': no custom tool named 'f' was specified in the 'tools' parameter.",
    'tool_choice',
    null,
  ],
  [
    'tool-choice-is-offered',
    { functions: [{ name: 'f' }], function_call: { name: 'g' } },
    "Invalid value for 'function_call': no function named 'g' was specified in the 'functions' parameter.",
    'function_call',
    null,
  ],
  [
    'parallel-tool-calls-needs-tools',
    { parallel_tool_calls: true },
    "Invalid value for 'parallel_tool_calls': 'parallel_tool_calls' is only allowed when 'tools' are specified.",
    'parallel_tool_calls',
    null,
  ],
  [
    'function-call-needs-functions',
    { function_call: 'auto' },
    "Invalid value for 'function_call': 'function_call' is only allowed when 'functions' are specified.",
    'function_call',
    null,
  ],
  [
    'strict-schemas',
    { tools: [{ type: 'function', function: { name: 'f', strict: true, parameters: schema } }] },
    "Invalid schema for function 'f': In context=(), 'required' is required to be supplied and to be an array including every key in properties. Extra required key 'x' supplied.",
    'tools[0].function.parameters',
    'invalid_function_parameters',
  ],
  [
    'strict-schemas',
    { tools: [{ type: 'function', function: { name: 'f', parameters: { type: 'object' } } }] },
    "Invalid schema for function 'f': In context=(), object schema missing properties.",
    'tools[0].function.parameters',
    'invalid_function_parameters',
  ],
  [
    'strict-schemas',
    { response_format: { type: 'json_schema', json_schema: { name: 'x', strict: true, schema: { type: 'object' } } } },
    "Invalid schema for response_format 'x': In context=(), 'additionalProperties' is required to be supplied and to be false.",
    'response_format',
    null,
  ],
  [
    'model-caps',
    { n: 129 },
    "Invalid 'n': integer above maximum value. Expected a value <= 128, but got 129 instead.",
    'n',
    'integer_above_max_value',
  ],
  [
    'model-caps',
    { n: 9, model: 'gpt-5.6-terra' },
    "Invalid 'n': integer above maximum value. Expected a value <= 8, but got 9 instead.",
    'n',
    'integer_above_max_value',
  ],
  [
    'model-caps',
    { logprobs: true, top_logprobs: 21 },
    "Invalid value for 'top_logprobs': must be less than or equal to 20.",
    'top_logprobs',
    null,
  ],
  [
    'model-caps',
    { model: 'gpt-5.6-terra', reasoning_effort: 'none', logprobs: true, top_logprobs: 6 },
    "Invalid value for 'top_logprobs': must be less than or equal to 5.",
    'top_logprobs',
    null,
  ],
  [
    'top-logprobs-need-logprobs',
    { top_logprobs: 1 },
    "The 'top_logprobs' parameter is only allowed when 'logprobs' is enabled.",
    'top_logprobs',
    null,
  ],
  [
    'top-logprobs-need-logprobs',
    { top_logprobs: 1, logprobs: false },
    "The 'top_logprobs' parameter is only allowed when 'logprobs' is enabled.",
    'top_logprobs',
    null,
  ],
  [
    'refused-parameters',
    { model: 'o3-mini', max_tokens: 5 },
    `${unsupported('max_tokens')} Use 'max_completion_tokens' instead.`,
    'max_tokens',
    'unsupported_parameter',
  ],
  [
    'refused-parameters',
    { model: 'gpt-5', logit_bias: { 1: 1 } },
    unsupported('logit_bias'),
    'logit_bias',
    'unsupported_parameter',
  ],
  ['refused-parameters', { model: 'gpt-5.6-terra', stop: ['x'] }, unsupported('stop'), 'stop', 'unsupported_parameter'],
  [
    'refused-parameters',
    { model: 'gpt-5.6-terra', prediction: { type: 'content', content: 'x' } },
    unsupported('prediction'),
    'prediction',
    'unsupported_parameter',
  ],
  [
    'output-limit',
    { max_tokens: 24_576 },
    'max_tokens is too large: 24576. This model supports at most 16384 completion tokens, whereas you provided 24576.',
    'max_tokens',
    null,
  ],
  [
    'output-limit',
    { max_completion_tokens: 5_000, model: 'gpt-3.5-turbo' },
    'max_completion_tokens is too large: 5000. This model supports at most 4096 completion tokens, whereas you provided 5000.',
    'max_completion_tokens',
    null,
  ],
  [
    'reasoning-effort',
    { model: 'gpt-5.6-terra', reasoning_effort: 'max' },
    "Unsupported value: 'reasoning_effort' does not support 'max' with this model. Supported values are: 'none', 'low', 'medium', 'high', and 'xhigh'.",
    'reasoning_effort',
    'unsupported_value',
  ],
  [
    'reasoning-effort',
    { model: 'o3-mini', reasoning_effort: { a: 'b' } },
    "Unsupported value: 'reasoning_effort' does not support {'a': 'b'} with this model. Supported values are: 'low', 'medium', and 'high'.",
    'reasoning_effort',
    'unsupported_value',
  ],
  [
    'stream-options-need-stream',
    { stream_options: { include_usage: true } },
    "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
    'stream_options',
    null,
  ],
  [
    'stream-options-need-stream',
    { stream_options: {}, stream: false },
    "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
    'stream_options',
    null,
  ],
  [
    'web-search-model',
    { web_search_options: {} },
    'Web search options not supported with this model.',
    'web_search_options',
    null,
  ],
  [
    'json-mode-word',
    { response_format: { type: 'json_object' } },
    "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
    'messages',
    null,
  ],
  [
    'sampling-values',
    { model: 'o3-mini', temperature: 0.5 },
    "Unsupported value: 'temperature' does not support 0.5 with this model. Only the default (1) value is supported.",
    'temperature',
    'unsupported_value',
  ],
  ['sampling-values', { model: 'gpt-5', top_p: 0.5 }, unsupported('top_p'), 'top_p', 'unsupported_parameter'],
  [
    'sampling-values',
    { model: 'gpt-5', presence_penalty: 1 },
    unsupported('presence_penalty'),
    'presence_penalty',
    'unsupported_parameter',
  ],
  ['sampling-values', { model: 'gpt-5', logprobs: true }, unsupported('logprobs'), 'logprobs', 'unsupported_parameter'],
  ['tool-messages', { messages: [user, answering('a')] }, misplaced, 'messages.[1].role', null],
  [
    'tool-messages',
    { messages: [user, calling('a'), answering('a'), user, answering('a')] },
    misplaced,
    'messages.[4].role',
    null,
  ],
  [
    'tool-messages',
    { messages: [user, calling('a'), answering('a'), answering('b')] },
    "Invalid parameter: 'tool_call_id' of 'b' not found in 'tool_calls' of previous message.",
    'messages.[3].tool_call_id',
    null,
  ],
  [
    'tool-messages',
    { messages: [user, calling('a', 'b'), answering('b'), user] },
    `${unanswered} a`,
    'messages.[3].role',
    null,
  ],
  ['tool-messages', { messages: [user, calling('a', 'b')] }, `${unanswered} a, b`, 'messages.[1].role', null],
  ['message-content', { messages: [{ role: 'user' }] }, silent, 'messages.[0].content', null],
  [
    'message-content',
    { messages: [user, { role: 'system', content: null, audio: { id: 'a' } }] },
    silent,
    'messages.[1].content',
    null,
  ],
  [
    'message-content',
    { messages: [user, { role: 'assistant', refusal: null, tool_calls: null }] },
    silent,
    'messages.[1].content',
    null,
  ],
]

test.each(breaches)('%s refuses %j', (rule, members, message, param, code) => {
  const violations = contracts.request(request(members))

  expect(violations.map((violation) => violation.rule)).toEqual([rule])
  expect(firstError(contracts, request(members))).toEqual([message, param, code])
})

test.each(breaches)('at the literal level there is no %s', (_, members) => {
  const found = literal.request(request(members)).filter(({ rule }) => !rule.startsWith('schema/'))

  expect(found).toEqual([])
})

test.each<[string, Record<string, unknown>]>([
  ['a chosen tool that is offered', { tools: [fn('f'), fn('g')], tool_choice: fn('g') }],
  ['a duplicate answer', { messages: [user, calling('a'), answering('a'), answering('a')] }],
  ['answers in another order', { messages: [user, calling('a', 'b'), answering('b'), answering('a'), user] }],
  ['an assistant that only refuses', { messages: [user, { role: 'assistant', refusal: 'No.' }, user] }],
  ['a function without a result', { messages: [{ role: 'function', name: 'f', content: null }] }],
  [
    'the word in any case and any part',
    {
      messages: [{ role: 'user', content: [{ type: 'text', text: 'As Json!' }] }],
      response_format: { type: 'json_object' },
    },
  ],
  [
    'the defaults of a reasoning model',
    { model: 'o3-mini', temperature: 1, top_p: 1, presence_penalty: 0, logprobs: false },
  ],
  [
    'penalties without reasoning',
    { model: 'gpt-5.6-terra', reasoning_effort: 'none', presence_penalty: 1, logprobs: true, top_logprobs: 5 },
  ],
  ['a large budget for an unknown model', { model: 'llama-4', max_tokens: 1_000_000, n: 2 }],
  ['a search model', { model: 'gpt-4o-search-preview', web_search_options: { search_context_size: 'low' } }],
  [
    'a loose schema',
    { response_format: { type: 'json_schema', json_schema: { name: 'x', schema: { type: 'array', default: [] } } } },
  ],
  ['parameters that say nothing', { tools: [{ type: 'function', function: { name: 'f', parameters: {} } }] }],
  [
    'unknown members of an assistant message',
    { messages: [{ role: 'assistant', content: 'x', parsed: null, annotations: [] }] },
  ],
])('%s is accepted', (_, members) => {
  expect(contracts.request(request(members))).toEqual([])
})

test('every rule has a name of its own and a request or an answer that breaks it here', () => {
  const names = rules.map(({ name }) => name)
  const broken = new Set(breaches.map(([rule]) => rule))

  expect(new Set(names).size).toBe(names.length)
  expect(rules.filter(({ side, name }) => side === 'request' && !broken.has(name))).toEqual([])
})

test('a rule can be switched off or down to a warning', async () => {
  const lenient = await contractsAt('practical', {
    'stream-options-need-stream': 'off',
    'top-logprobs-need-logprobs': 'warn',
    'schema/additionalProperties': 'off',
    'schema/minimum': 'warn',
  })

  const violations = lenient.request(request({ zzz: 1, stream_options: {}, top_logprobs: 1, n: 0 }))

  expect(violations.map(({ rule, severity }) => [rule, severity])).toEqual([
    ['schema/minimum', 'warn'],
    ['top-logprobs-need-logprobs', 'warn'],
  ])
})
