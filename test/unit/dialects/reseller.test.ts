import { expect, test } from 'vitest'

import type { JsonObject } from '../../../src/core/json.ts'
import { reseller } from '../../../src/dialects/reseller.ts'

const widened = (body: JsonObject, strictness: 'practical' | 'literal' = 'practical'): JsonObject | undefined =>
  reseller.widen?.('chat-completions', body, strictness)

test.each<[string, JsonObject, JsonObject]>([
  ['`seen` is the seed', { model: 'm', seen: 7 }, { model: 'm', seed: 7 }],
  ['`seed` wins over it', { seen: 7, seed: 8 }, { seed: 8 }],
  ['a bare name is a function', { tools: ['look'] }, { tools: [{ type: 'function', function: { name: 'look' } }] }],
  [
    'names and tools may be mixed',
    { tools: ['look', { type: 'function', function: { name: 'wait' } }] },
    {
      tools: [
        { type: 'function', function: { name: 'look' } },
        { type: 'function', function: { name: 'wait' } },
      ],
    },
  ],
  ['what the answer has no place for is left out', { n: 2, logprobs: true, top_logprobs: 3 }, { n: 2 }],
])('%s', (_, body, expected) => {
  expect(widened(body)).toEqual(expected)
})

test('a request in OpenAI’s words is passed as it is', () => {
  const body = { model: 'gpt-4o', messages: [], stream_options: { include_usage: true } }

  expect(widened(body)).toBe(body)
})

test('by the letter of its document other members have no effect', () => {
  expect(widened({ model: 'm', max_completion_tokens: 5, stream_options: {} }, 'literal')).toEqual({ model: 'm' })
})

test('an error is OpenAI’s envelope, in one line', () => {
  const error = { status: 400, message: 'No.', type: 'invalid_request_error', param: 'model', code: null }

  expect(reseller.refuse(error)).toEqual({
    value: { error: { message: 'No.', type: 'invalid_request_error', param: 'model', code: null } },
    layout: { indent: 0, newline: false },
    contentType: 'application/json',
  })
})

test('an answer carries the id of its request and no other header', () => {
  const answer = { status: 200, kind: 'json', requestId: 'req_1', organization: 'o', processing_ms: 3 } as const

  expect(reseller.headers({ ...answer, limits: undefined })).toEqual({ 'x-request-id': 'req_1' })
})
