import { expect, test } from 'vitest'

import type { AnswerFacts, ErrorDetails } from '../../../src/core/dialect.ts'
import { createContracts } from '../../../src/contracts/contracts.ts'
import { dialectNamed, dialects } from '../../../src/dialects/dialects.ts'
import { openai } from '../../../src/dialects/openai.ts'

const details: ErrorDetails = {
  method: 'POST',
  path: '/v1/chat/completions',
  model: 'gpt-4o',
  organization: 'user-cuecard',
  requestId: 'req_0123456789abcdef0123456789abcdef',
  key: 'sk-not-a*****-key',
  body_limit: 26_214_400,
  body_bytes: 26_214_850,
}
const error = (name: string, more: Record<string, string | number> = {}) =>
  openai.errors[name]!({ ...details, ...more })

const answer: AnswerFacts = {
  status: 200,
  kind: 'json',
  requestId: 'req_0123456789abcdef0123456789abcdef',
  organization: 'user-cuecard',
  processing_ms: 12,
  limits: {
    requests: { limit: 500, remaining: 499, reset_ms: 120 },
    tokens: { limit: 200_000, remaining: 199_989, reset_ms: 3 },
  },
}

test('a dialect is found by its name', () => {
  expect(dialectNamed('openai')).toBe(openai)
  expect(dialectNamed('constructor')).toBeUndefined()
  expect(dialects).toContain(openai)
})

test('a success carries ids, version and limits', () => {
  expect(openai.headers(answer)).toEqual({
    'access-control-expose-headers': 'X-Request-ID',
    'openai-organization': 'user-cuecard',
    'openai-processing-ms': '12',
    'openai-project': 'proj_CuecardCuecardCuecard123',
    'openai-version': '2020-10-01',
    'strict-transport-security': 'max-age=31536000; includeSubDomains; preload',
    'x-content-type-options': 'nosniff',
    'x-request-id': 'req_0123456789abcdef0123456789abcdef',
    'x-ratelimit-limit-requests': '500',
    'x-ratelimit-remaining-requests': '499',
    'x-ratelimit-reset-requests': '120ms',
    'x-ratelimit-limit-tokens': '200000',
    'x-ratelimit-remaining-tokens': '199989',
    'x-ratelimit-reset-tokens': '3ms',
  })
})

test.each([401, 404])('a %d carries no limits', (status) => {
  const names = Object.keys(openai.headers({ ...answer, status, kind: 'error' }))

  expect(names.filter((name) => name.startsWith('x-ratelimit'))).toEqual([])
})

test('an error is an envelope of four members, two spaces deep, without a newline', () => {
  const { value, layout, contentType } = openai.refuse(error('invalid_api_key'))

  expect(JSON.stringify(value)).toBe(
    '{"error":{"message":"Incorrect API key provided: sk-not-a*****-key. You can find your API key at https://platform.openai.com/account/api-keys.",' +
      '"type":"invalid_request_error","param":null,"code":"invalid_api_key"}}',
  )
  expect(layout).toEqual({ indent: 2, newline: false })
  expect(contentType).toBe('application/json')
})

test('an unknown model is refused by the edge, in its own layout', () => {
  const { layout, contentType } = openai.refuse(error('model_not_found'))

  expect(layout).toEqual({ indent: 4, newline: true })
  expect(contentType).toBe('application/json; charset=utf-8')
})

test.each<[string, number, string, string | null, string | null, RegExp]>([
  ['missing_key', 401, 'invalid_request_error', null, null, /^You didn't provide an API key\./],
  [
    'empty_key',
    401,
    'invalid_request_error',
    null,
    'invalid_api_key',
    /^Incorrect API key provided: ''\. You can find/,
  ],
  [
    'unauthorized',
    401,
    'invalid_request_error',
    null,
    'invalid_api_key',
    /^Incorrect API key provided: sk-not-a\*{5}-key\./,
  ],
  ['insufficient_permissions', 401, 'invalid_request_error', null, null, /^You have insufficient permissions/],
  ['permission_denied', 403, 'invalid_request_error', null, null, /^You have insufficient permissions/],
  [
    'unsupported_country',
    403,
    'request_forbidden',
    null,
    'unsupported_country_region_territory',
    /^Country, region, or territory not supported$/,
  ],
  [
    'model_not_found',
    404,
    'invalid_request_error',
    null,
    'model_not_found',
    /^The model `gpt-4o` does not exist or you do not have access to it\.$/,
  ],
  [
    'model_deprecated',
    404,
    'invalid_request_error',
    null,
    'model_not_found',
    /^The model `gpt-4o` has been deprecated, learn more here/,
  ],
  ['unknown_url', 404, 'invalid_request_error', null, null, /^Invalid URL \(POST \/v1\/chat\/completions\)$/],
  [
    'method_not_allowed',
    405,
    'invalid_request_error',
    null,
    null,
    /^Not allowed to POST on \/v1\/chat\/completions\. \(HINT: Perhaps/,
  ],
  ['invalid_json', 400, 'invalid_request_error', null, null, /^We could not parse the JSON body of your request\./],
  ['invalid_prompt', 400, 'invalid_request_error', null, 'invalid_prompt', /^Invalid prompt: your prompt was flagged/],
  [
    'context_length_exceeded',
    400,
    'invalid_request_error',
    'messages',
    'context_length_exceeded',
    /^This model's maximum context length is 128000 tokens\./,
  ],
  [
    'body_too_large',
    413,
    'server_error',
    null,
    null,
    /^Maximum content size limit \(26214400\) exceeded \(26214850 bytes read\)$/,
  ],
  ['insufficient_quota', 429, 'insufficient_quota', null, 'insufficient_quota', /^You exceeded your current quota/],
  [
    'credit_balance_exhausted',
    429,
    'insufficient_quota',
    null,
    'credit_balance_exhausted',
    /^You have no credits remaining\./,
  ],
  [
    'server_error',
    500,
    'server_error',
    null,
    null,
    /^The server had an error .*include the request ID req_0123456789abcdef0123456789abcdef in your message\.\)$/,
  ],
  ['overloaded', 503, 'server_error', null, null, /^That model is currently overloaded .*request ID req_/],
  ['no_matching_cue', 404, 'invalid_request_error', null, 'no_matching_cue', /^No cue matches this request\.$/],
])('%s is a %d', (name, status, type, param, code, message) => {
  expect(error(name)).toEqual(
    expect.objectContaining({ status, type, param, code, message: expect.stringMatching(message) }),
  )
})

test('every error fits the error contract', async () => {
  const contracts = await createContracts().of(openai, 'chat-completions', 'practical')

  for (const name of Object.keys(openai.errors)) expect(contracts.error(openai.refuse(error(name)).value)).toEqual([])
})

test('names of Object.prototype are no errors', () => {
  expect(openai.errors['constructor']).toBeUndefined()
  expect(openai.errors['toString']).toBeUndefined()
})

test('a 401 says how to authenticate', () => {
  expect(error('missing_key').headers).toEqual({ 'www-authenticate': 'Bearer realm="OpenAI API"' })
})

test('a miss is not retried and says why', () => {
  const miss = error('no_matching_cue', { explanation: 'The nearest is "greets".' })

  expect(miss.message).toBe('No cue matches this request. The nearest is "greets".')
  expect(miss.headers).toEqual({ 'x-should-retry': 'false' })
})

test('a neighbour that is not served says what to do instead', () => {
  const refused = error('unserved', { path: '/v1/responses', hint: openai.unserved['/responses'] ?? '' })

  expect(refused.status).toBe(404)
  expect(refused.message).toMatch(
    /^Invalid URL \(POST \/v1\/responses\)\. .*openai\.chat\('…'\).*useResponsesApi: false.*client\.chat\.completions\.create/,
  )
})

test.each<[number | undefined, string, Record<string, string>]>([
  [
    undefined,
    'requests per min (RPM): Limit 60, Used 60, Requested 1. Please try again in 1s.',
    { 'retry-after': '1', 'retry-after-ms': '1000', limit: '60', reset: '1m0s' },
  ],
  [
    10,
    'requests per min (RPM): Limit 6000, Used 6000, Requested 1. Please try again in 10ms.',
    { 'retry-after': '1', 'retry-after-ms': '10', limit: '6000', reset: '1m0s' },
  ],
  [
    20_000,
    'requests per min (RPM): Limit 3, Used 3, Requested 1. Please try again in 20s.',
    { 'retry-after': '20', 'retry-after-ms': '20000', limit: '3', reset: '1m0s' },
  ],
  [
    60_000,
    'requests per min (RPM): Limit 1, Used 1, Requested 1. Please try again in 1m0s.',
    { 'retry-after': '60', 'retry-after-ms': '60000', limit: '1', reset: '1m0s' },
  ],
  [
    432_000,
    'requests per day (RPD): Limit 200, Used 200, Requested 1. Please try again in 7m12s.',
    { 'retry-after': '432', 'retry-after-ms': '432000', limit: '200', reset: '24h0m0s' },
  ],
  [
    -5,
    'requests per min (RPM): Limit 60, Used 60, Requested 1. Please try again in 1s.',
    { 'retry-after': '1', 'retry-after-ms': '1000', limit: '60', reset: '1m0s' },
  ],
])('a 429 after which to wait %s ms is consistent', (retry_after, words, headers) => {
  const refused = error('rate_limited', retry_after === undefined ? {} : { retry_after })

  expect(refused).toEqual({
    status: 429,
    message: `Rate limit reached for gpt-4o in organization user-cuecard on ${words} Visit https://platform.openai.com/account/rate-limits to learn more.`,
    type: 'requests',
    param: null,
    code: 'rate_limit_exceeded',
    headers: {
      'retry-after': headers['retry-after'],
      'retry-after-ms': headers['retry-after-ms'],
      'x-ratelimit-limit-requests': headers['limit'],
      'x-ratelimit-remaining-requests': '0',
      'x-ratelimit-reset-requests': headers['reset'],
    },
  })
})

test('a 429 about tokens is consistent', () => {
  const refused = error('rate_limited_tokens', { limit: 200_000, requested: 180_002, retry_after: 45_175 })

  expect(refused.message).toBe(
    'Rate limit reached for gpt-4o in organization user-cuecard on tokens per min (TPM): Limit 200000, Used 170582, Requested 180002. ' +
      'Please try again in 45.175s. Visit https://platform.openai.com/account/rate-limits to learn more.',
  )
  expect(refused.headers).toEqual({
    'retry-after': '46',
    'retry-after-ms': '45175',
    'x-ratelimit-limit-tokens': '200000',
    'x-ratelimit-remaining-tokens': '29418',
    'x-ratelimit-reset-tokens': '51.174s',
  })
})

test('a request larger than the limit is not worth a retry', () => {
  const refused = error('request_too_large')

  expect(refused.message).toMatch(
    /^Request too large for gpt-4o .* Limit 30000, Requested 129625\. The input or output tokens must be reduced/,
  )
  expect(refused.headers?.['x-should-retry']).toBe('false')
})

test('quota is not about time', () => {
  expect(error('insufficient_quota').headers).toBeUndefined()
})

test('completions and streams pass as they are made', () => {
  const value = { id: 'chatcmpl-1', moderation: null }
  const stream = { envelope: value, events: [], lead: 0, obfuscate: true }

  const terms = { strictness: 'practical', rules: {}, request: {}, processing_ms: 1 } as const
  expect(openai.narrow('chat-completions', value, terms)).toBe(value)
  expect(openai.narrowStream('chat-completions', stream, terms)).toBe(stream)
})
