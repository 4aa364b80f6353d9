import { expect, test } from 'vitest'

import type { ErrorDetails, NarrowTerms } from '../../../src/core/dialect.ts'
import type { JsonObject } from '../../../src/core/json.ts'
import { createContracts } from '../../../src/contracts/contracts.ts'
import { gateway } from '../../../src/dialects/gateway.ts'

const termsAt = (strictness: 'practical' | 'literal'): NarrowTerms => ({
  strictness,
  rules: {},
  request: {},
  processing_ms: 1250,
})

const calls = [{ id: 'call_1', type: 'function', function: { name: 'look', arguments: '{}' } }]
const completion: JsonObject = {
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1,
  model: 'llama',
  choices: [
    {
      index: 0,
      message: { role: 'assistant', content: null, tool_calls: calls, refusal: null, annotations: [] },
      logprobs: null,
      finish_reason: 'tool_calls',
    },
  ],
  usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3, prompt_tokens_details: { cached_tokens: 0 } },
  service_tier: 'default',
  system_fingerprint: 'fp_1',
}

test('a completion has the members of the document, in its order, and the seconds it took', () => {
  expect(JSON.stringify(gateway.narrow('chat-completions', completion, termsAt('practical')))).toBe(
    '{"id":"chatcmpl-1","created":1,"model":"llama","object":"chat.completion",' +
      '"usage":{"completion_tokens":2,"prompt_tokens":1,"total_tokens":3,"total_time":1.25},' +
      '"choices":[{"finish_reason":"tool_calls","index":0,"message":{"role":"assistant","content":null,' +
      '"tool_calls":[{"id":"call_1","type":"function","function":{"name":"look","arguments":"{}"}}]}}]}',
  )
})

test('by the letter of the document, content that is none is absent', () => {
  expect(gateway.narrow('chat-completions', completion, termsAt('literal'))).toMatchObject({
    choices: [{ message: { role: 'assistant', tool_calls: calls } }],
  })
  expect(JSON.stringify(gateway.narrow('chat-completions', completion, termsAt('literal')))).not.toContain('content')
})

test('the usage of a stream says the seconds too, and null is null', () => {
  const events = [
    { choices: [{ index: 0, delta: { content: 'Hi' }, logprobs: null, finish_reason: null }], usage: null },
    { choices: [], usage: completion['usage'] },
  ]
  const stream = { envelope: { id: '1', service_tier: 'default' }, events, lead: 0, obfuscate: true }

  const narrow = gateway.narrowStream('chat-completions', stream, termsAt('practical'))

  expect(narrow.envelope).toEqual({ id: '1' })
  expect(narrow.events.at(0)).toEqual({
    usage: null,
    choices: [{ finish_reason: null, index: 0, delta: { content: 'Hi' } }],
  })
  expect(narrow.events.at(1)).toEqual({
    usage: { completion_tokens: 2, prompt_tokens: 1, total_tokens: 3, total_time: 1.25 },
    choices: [],
  })
  expect(narrow.events.at(2)).toBeUndefined()
})

test('every error is three strings', async () => {
  const contracts = await createContracts().of(gateway, 'chat-completions', 'practical')
  const details: ErrorDetails = {
    method: 'POST',
    path: '/v1/chat/completions',
    model: 'llama',
    organization: 'org',
    requestId: 'req_1',
    key: '',
    body_limit: 1,
    body_bytes: 2,
  }

  for (const word of Object.values(gateway.errors))
    expect(contracts.error(gateway.refuse(word(details)).value)).toEqual([])
})

test('a code that is null becomes the type', () => {
  const error = { status: 401, message: 'No key.', type: 'invalid_request_error', param: 'x', code: null }

  expect(gateway.refuse(error).value).toEqual({
    error: { message: 'No key.', type: 'invalid_request_error', code: 'invalid_request_error' },
  })
})

test('what the answer has no place for is accepted and has no effect', () => {
  const body = { model: 'm', max_tokens: 5, tool_choice: 'none', logprobs: true, top_logprobs: 2, functions: [] }

  expect(gateway.widen?.('chat-completions', body, 'practical')).toEqual({
    model: 'm',
    max_tokens: 5,
    tool_choice: 'none',
  })
  expect(gateway.widen?.('chat-completions', body, 'literal')).toEqual({ model: 'm' })
})
