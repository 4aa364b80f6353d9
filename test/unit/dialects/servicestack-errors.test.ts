import { expect, test } from 'vitest'
import { createContracts } from '../../../src/contracts/contracts.ts'
import type { ErrorDetails } from '../../../src/core/dialect.ts'
import { invalidRequest } from '../../../src/core/api-error.ts'
import { openaiErrors } from '../../../src/dialects/openai-errors.ts'
import { servicestack } from '../../../src/dialects/servicestack.ts'

const details: ErrorDetails = {
  method: 'POST',
  path: '/v1/chat/completions',
  model: 'gpt-4o',
  organization: 'org-cuecard',
  requestId: 'req_1',
  key: 'sk-*****',
  body_limit: 100,
  body_bytes: 200,
  retry_after: 1_500,
}

const status = (name: string): unknown => servicestack.refuse(servicestack.errors[name]!(details)).value

test('a missing key is the framework’s 401', () => {
  expect(status('missing_key')).toEqual({ responseStatus: { errorCode: 'Unauthorized', message: 'Unauthorized' } })
})

test.each([
  ['unauthorized', 401, 'Unauthorized'],
  ['permission_denied', 403, 'Forbidden'],
  ['model_not_found', 404, 'NotFound'],
  ['unknown_url', 404, 'NotFound'],
  ['method_not_allowed', 405, 'MethodNotAllowed'],
  ['invalid_json', 400, 'RequestBindingException'],
  ['context_length_exceeded', 400, 'ContextLengthExceeded'],
  ['body_too_large', 413, 'RequestEntityTooLarge'],
  ['rate_limited', 429, 'TooManyRequests'],
  ['rate_limited_tokens', 429, 'TooManyRequests'],
  ['insufficient_quota', 429, 'TooManyRequests'],
  ['server_error', 500, 'InternalServerError'],
  ['overloaded', 503, 'ServiceUnavailable'],
  ['no_matching_cue', 404, 'NoMatchingCue'],
  ['finding', 500, 'Finding'],
])('%s is a %d with the code %s', (name, code, errorCode) => {
  expect(servicestack.errors[name]!(details).status).toBe(code)
  expect(status(name)).toMatchObject({ responseStatus: { errorCode } })
})

test('every error fits the error contract and speaks of nobody else', async () => {
  const contracts = await createContracts().of(servicestack, 'chat-completions', 'practical')

  for (const name of Object.keys(openaiErrors)) {
    expect(contracts.error(status(name))).toEqual([])
    expect(JSON.stringify(status(name))).not.toMatch(/openai/i)
  }
})

test('a 429 says when to come again and nothing of limits', () => {
  expect(servicestack.errors['rate_limited']!(details).headers).toEqual({
    'retry-after': '2',
    'retry-after-ms': '1500',
  })
})

test('names of Object.prototype are no errors', () => {
  expect(servicestack.errors['constructor']).toBeUndefined()
})

test.each([
  ['messages[0].tool_calls', 'Messages[0].ToolCalls'],
  ['messages.[0].content', 'Messages[0].Content'],
  ['max_completion_tokens', 'MaxCompletionTokens'],
  ['Metadata[a_b]', 'Metadata[a_b]'],
])('the param %s is the field %s', (param, fieldName) => {
  const { value } = servicestack.refuse(invalidRequest('No.', param, 'invalid_value'))

  expect(value).toEqual({
    responseStatus: {
      errorCode: 'InvalidValue',
      message: 'No.',
      errors: [{ errorCode: 'InvalidValue', fieldName, message: 'No.' }],
    },
  })
})

test.each([
  [{ status: 418, code: null }, 'BadRequest'],
  [{ status: 418, code: '' }, 'BadRequest'],
  [{ status: 429, code: 'rate_limit_exceeded' }, 'TooManyRequests'],
  [{ status: 429, code: 'Throttled' }, 'Throttled'],
  [{ status: 502, code: null }, 'BadGateway'],
])('an author’s own error %j has the code %s', (own, errorCode) => {
  expect(servicestack.refuse({ ...invalidRequest('No.'), ...own }).value).toMatchObject({
    responseStatus: { errorCode },
  })
})
