import { expect, test } from 'vitest'
import type { NarrowTerms } from '../../../src/core/dialect.ts'
import type { JsonObject } from '../../../src/core/json.ts'
import { narrowCompletion, narrowStream } from '../../../src/dialects/servicestack-narrow.ts'

const terms = (members: Partial<NarrowTerms> = {}): NarrowTerms => ({
  strictness: 'practical',
  rules: {},
  request: {},
  processing_ms: 1,
  ...members,
})
const add = { name: 'add', arguments: '{"a":1}' }
const call = { id: 'call_1', type: 'function', function: add }
const completion = (message: JsonObject): JsonObject => ({
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1_750_000_000,
  model: 'gpt-4o',
  choices: [
    { index: 0, message: { role: 'assistant', refusal: null, ...message }, logprobs: null, finish_reason: 'stop' },
  ],
  usage: {
    prompt_tokens: 8,
    completion_tokens: 2,
    total_tokens: 10,
    prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0, text_tokens: 8 },
  },
  service_tier: 'default',
  system_fingerprint: null,
})
/** As it goes over the wire. */
const sent = (value: unknown) => JSON.parse(JSON.stringify(value))
const messageOf = (message: JsonObject, more: Partial<NarrowTerms> = {}) =>
  sent(narrowCompletion(completion(message), terms(more))).choices[0].message

test('a completion keeps what is documented and not null, in the order of the document', () => {
  const value = narrowCompletion(completion({ content: 'Hello!', annotations: [] }), terms())

  expect(JSON.stringify(value)).toBe(
    '{"id":"chatcmpl-1","choices":[{"finish_reason":"stop","index":0,"message":{"content":"Hello!","role":"assistant","annotations":[]}}],' +
      '"created":1750000000,"model":"gpt-4o","object":"chat.completion","service_tier":"default",' +
      '"usage":{"completion_tokens":2,"prompt_tokens":8,"total_tokens":10,' +
      '"prompt_tokens_details":{"accepted_prediction_tokens":0,"audio_tokens":0,"cached_tokens":0}},"provider":"cuecard"}',
  )
})

test('an answer that only calls tools has an empty content, and each call is a text that holds name and arguments', () => {
  const message = messageOf({ content: null, tool_calls: [call] })

  expect(message).toEqual({
    content: '',
    role: 'assistant',
    tool_calls: [{ id: 'call_1', type: 'function', function: '{"name":"add","arguments":"{\\"a\\":1}"}' }],
  })
  expect(JSON.parse(message.tool_calls[0].function)).toEqual(add)
})

test.each<[Partial<NarrowTerms>, 'string' | 'object']>([
  [{}, 'string'],
  [{ rules: { 'servicestack-function-text': 'warn' } }, 'string'],
  [{ rules: { 'servicestack-function-text': 'off' } }, 'object'],
  [{ rules: { 'servicestack-function-text': 'off' }, strictness: 'literal' }, 'string'],
])('with %j the function of a call is a %s', (more, type) => {
  const message = messageOf({ content: null, tool_calls: [call] }, more)

  expect(typeof message.tool_calls[0].function).toBe(type)
})

test('a tool that takes text is a function whose argument it is', () => {
  const custom = { id: 'call_1', type: 'custom', custom: { name: 'sql', input: 'SELECT 1' } }

  const message = messageOf({ content: null, tool_calls: [custom] })

  expect(message.tool_calls).toEqual([
    { id: 'call_1', type: 'function', function: '{"name":"sql","arguments":"SELECT 1"}' },
  ])
})

test('members that are not documented are dropped, refusals are kept', () => {
  expect(messageOf({ content: null, refusal: 'No.', function_call: add })).toEqual({
    content: '',
    refusal: 'No.',
    role: 'assistant',
  })
})

test.each<[string, JsonObject, JsonObject | undefined, unknown]>([
  ['the metadata of the request come back', { a: 'b' }, undefined, { a: 'b' }],
  ['the metadata of a cue win', { a: 'b' }, { c: 'd' }, { c: 'd' }],
])('%s', (_, metadata, own, expected) => {
  const value = narrowCompletion({ ...completion({ content: '' }), metadata: own }, terms({ request: { metadata } }))

  expect(value['metadata']).toEqual(expected)
})

test.each([
  ['Why?', 'The user says: Why?'],
  [[{ type: 'text', text: 'Why' }, {}, { type: 'text', text: 'not?' }], 'The user says: Why  not?'],
  ['x'.repeat(1_000), `The user says: ${'x'.repeat(200)}`],
])('a request that turns thinking on hears what was thought of %j', (content, reasoning) => {
  const request = { enable_thinking: true, messages: [{ role: 'user', content }] }

  expect(messageOf({ content: 'Because.' }, { request })).toMatchObject({ reasoning })
  expect(messageOf({ content: 'Because.' }, { request: { ...request, enable_thinking: false } })).not.toHaveProperty(
    'reasoning',
  )
})

const chunk = (delta: JsonObject, finish_reason: string | null = null): JsonObject => ({
  choices: [{ index: 0, delta, logprobs: null, finish_reason }],
})

test('events are narrowed when they are asked for; calls in them stay objects at both levels', () => {
  const head = { index: 0, id: 'call_1', type: 'function', function: { name: 'add', arguments: '' } }
  const stream = {
    envelope: { id: 'chatcmpl-1', object: 'chat.completion.chunk', model: 'gpt-4o', system_fingerprint: null },
    events: [
      chunk({ role: 'assistant', content: null, refusal: null, tool_calls: [head] }),
      chunk({ tool_calls: [{ index: 0, function: { arguments: '{' } }] }),
      ': a comment\n\n',
      chunk({ content: 'a' }),
      chunk({}, 'stop'),
      { choices: [], usage: { prompt_tokens: 1, prompt_tokens_details: { text_tokens: 1 } } },
    ],
    lead: 1,
    obfuscate: true,
  }

  const { envelope, events, ...rest } = narrowStream(stream, terms({ strictness: 'literal' }))

  expect(sent(envelope)).toEqual({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    model: 'gpt-4o',
    provider: 'cuecard',
  })
  expect(rest).toEqual({ lead: 1, obfuscate: false })
  expect(sent(Array.from({ length: events.length + 1 }, (_, index) => events.at(index) ?? 'none'))).toEqual([
    { choices: [{ index: 0, delta: { role: 'assistant', tool_calls: [head] } }] },
    { choices: [{ index: 0, delta: { tool_calls: [{ index: 0, function: { arguments: '{' } }] } }] },
    ': a comment\n\n',
    { choices: [{ index: 0, delta: { content: 'a' } }] },
    { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] },
    { choices: [], usage: { prompt_tokens: 1, prompt_tokens_details: { accepted_prediction_tokens: 0 } } },
    'none',
  ])
})
