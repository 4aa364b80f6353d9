import { expect, test } from 'vitest'
import { createContracts } from '../../../src/contracts/contracts.ts'
import type { ErrorDetails } from '../../../src/core/dialect.ts'
import { invalidRequest } from '../../../src/core/api-error.ts'
import type { JsonObject } from '../../../src/core/json.ts'
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
  ['Messages[0].Role', 'Messages[0].Role'],
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

const hello = [{ role: 'user', content: 'Hello!' }]

test.each<[object, string, string | undefined, RegExp]>([
  [{ messages: hello }, 'NotEmpty', 'Model', /^'Model' must not be empty\.$/],
  [{ model: '', messages: hello }, 'NotEmpty', 'Model', /^'Model' must not be empty\.$/],
  [{ model: null, messages: hello }, 'NotEmpty', 'Model', /^'Model' must not be empty\.$/],
  [{ model: 5, messages: hello }, 'RequestBindingException', 'Model', /^'Model' is not in the correct format\.$/],
  [{ model: 'm', messages: [] }, 'NotEmpty', 'Messages', /^'Messages' must not be empty\.$/],
  [{ model: 'm', messages: [{}] }, 'NotEmpty', 'Messages[0].Role', /^'Role' must not be empty\.$/],
  [{ model: 'm', messages: [5] }, 'RequestBindingException', 'Messages[0]', /^Invalid type for 'messages\[0\]'/],
  [
    { model: 'm', messages: [{ role: 'assistant', tool_calls: [{ id: 'a', type: 'function' }] }] },
    'NotEmpty',
    'Messages[0].ToolCalls[0].Function',
    /^'Function' must not be empty\.$/,
  ],
  [{ model: 'm', messages: hello, top_p: 2 }, 'InclusiveBetween', 'TopP', /^Invalid 'top_p': .* <= 1, but got 2/],
  [
    { model: 'm', messages: hello, stop: ['', '', '', '', ''] },
    'MaximumLength',
    'Stop',
    /^Invalid 'stop': array too long/,
  ],
  [
    { model: 'm', messages: hello, response_format: { response_format: 5 } },
    'RequestBindingException',
    'ResponseFormat.Type',
    /^Invalid type for 'response_format.response_format'/,
  ],
  [
    { model: 'm', messages: hello, metadata: { a_b: 1 } },
    'RequestBindingException',
    'Metadata',
    /^Invalid type for 'metadata.a_b'/,
  ],
  [[], 'RequestBindingException', undefined, /^Invalid/],
])('%j is refused with %s at %s', async (body, errorCode, fieldName, message) => {
  const { request } = await createContracts().of(servicestack, 'chat-completions', 'practical')
  const [first] = request(body)

  const refused = servicestack.refuse(servicestack.word!(first!, Array.isArray(body) ? {} : (body as JsonObject)))

  const said = { errorCode, message: expect.stringMatching(message) }
  expect(refused.value).toEqual({
    responseStatus: { ...said, errors: fieldName === undefined ? undefined : [{ ...said, fieldName }] },
  })
})

test('by the letter a value that is not on the list is told with the list', async () => {
  const { request } = await createContracts().of(servicestack, 'chat-completions', 'literal')
  const body = { model: 'm', messages: [{ role: 'critic' }] }

  expect(servicestack.word!(request(body)[0]!, body)).toMatchObject({
    code: 'Enum',
    param: 'Messages[0].Role',
    message: "Invalid value: 'critic'. Supported values are: 'system', 'user', 'assistant', and 'tool'.",
  })
})

test('a rule between fields is a predicate, and the client is told not to try again', async () => {
  const { request } = await createContracts().of(servicestack, 'chat-completions', 'literal')
  const body = { model: 'm', messages: [], top_logprobs: 1 }

  expect(servicestack.word!(request(body)[0]!, body)).toMatchObject({
    status: 400,
    code: 'Predicate',
    param: 'TopLogprobs',
    headers: { 'x-should-retry': 'false' },
  })
})

test.each([1, null])('the name that a client gave to %j is no field', async (value) => {
  const { request } = await createContracts().of(servicestack, 'chat-completions', 'practical')
  const body = { model: 'm', messages: hello, metadata: { ['k'.repeat(100_000)]: value } }

  expect(servicestack.word!(request(body)[0]!, body)).toMatchObject({
    param: 'Metadata',
    message: expect.stringMatching(/^.{1,100}$/),
  })
})
