import { invalidRequest, type ApiError } from '../core/api-error.ts'
import type { ErrorCatalogue, ErrorDetails } from '../core/dialect.ts'
import { openaiErrors } from './openai-errors.ts'

/*
 * The errors that a scenario can name, with the codes of the framework behind document 003 (dialects 4.3).
 */

const refusal = (status: number, code: string, message: string, more: Partial<ApiError> = {}): ApiError => ({
  status,
  message,
  type: 'invalid_request_error',
  param: null,
  code,
  ...more,
})

const unauthorized = (): ApiError =>
  refusal(401, 'Unauthorized', 'Unauthorized', { headers: { 'www-authenticate': 'Bearer' } })
const forbidden = (): ApiError => refusal(403, 'Forbidden', 'Forbidden')

/** The wait of the other dialect's 429, without its limits. */
const tooMany =
  (name: string, message: string) =>
  (details: ErrorDetails): ApiError => {
    const headers = openaiErrors[name]?.(details).headers ?? {}
    const kept = Object.entries(headers).filter(
      ([header]) => header.startsWith('retry-') || header === 'x-should-retry',
    )
    return refusal(429, 'TooManyRequests', message, { headers: Object.fromEntries(kept) })
  }

const own: ErrorCatalogue = {
  unauthorized,
  invalid_api_key: unauthorized,
  empty_key: unauthorized,
  missing_key: unauthorized,
  not_a_member: unauthorized,
  invalid_organization: unauthorized,
  mismatched_organization: unauthorized,
  insufficient_permissions: unauthorized,
  permission_denied: forbidden,
  unsupported_country: forbidden,
  model_not_allowed: ({ model }) =>
    refusal(403, 'Forbidden', `Not allowed to use the model ${model}.`, { param: 'Model' }),
  unverified_organization: forbidden,
  model_not_found: ({ model }) => refusal(404, 'NotFound', `There is no model ${model}.`, { param: 'Model' }),
  model_deprecated: ({ model }) =>
    refusal(404, 'NotFound', `The model ${model} is no longer there.`, { param: 'Model' }),
  unknown_url: ({ method, path }) => refusal(404, 'NotFound', `Handler for ${method} ${path} not found.`),
  unserved: ({ method, path, hint = '' }) =>
    refusal(404, 'NotFound', `Handler for ${method} ${path} not found. ${hint}`),
  method_not_allowed: ({ method, path }) => refusal(405, 'MethodNotAllowed', `${method} is not allowed on ${path}.`),
  invalid_json: () =>
    invalidRequest('Unable to bind the request: its body is no JSON object.', null, 'RequestBindingException'),
  invalid_prompt: () => invalidRequest('The prompt is against the rules of use.', null, 'InvalidPrompt'),
  body_too_large: ({ body_limit }) =>
    refusal(413, 'RequestEntityTooLarge', `The body has more than ${body_limit} bytes.`),
  rate_limited: tooMany('rate_limited', 'Too many requests: try again later.'),
  rate_limited_tokens: tooMany('rate_limited_tokens', 'Too many tokens: try again later.'),
  request_too_large: tooMany('request_too_large', 'The request needs more tokens than a minute gives.'),
  insufficient_quota: tooMany('insufficient_quota', 'The quota is used up.'),
  credit_balance_exhausted: tooMany('credit_balance_exhausted', 'No credits are left.'),
  server_error: () => refusal(500, 'InternalServerError', 'The server failed to answer.'),
  overloaded: () => refusal(503, 'ServiceUnavailable', 'The model is overloaded.'),
  no_matching_cue: (details) => ({ ...said('no_matching_cue', details), code: 'NoMatchingCue' }),
  bad_control: (details) => ({ ...said('bad_control', details), code: 'BadControlHeader' }),
  finding: (details) => ({ ...said('finding', details), code: 'Finding' }),
}

const said = (name: string, details: ErrorDetails): ApiError =>
  openaiErrors[name]?.(details) ?? refusal(500, 'InternalServerError', 'The server failed to answer.')

/** Every error that scenarios can name in the first dialect, in this one's words. Without a prototype, like that one. */
export const servicestackErrors: ErrorCatalogue = Object.freeze(
  Object.assign<ErrorCatalogue, ErrorCatalogue, ErrorCatalogue>(Object.create(null), openaiErrors, own),
)
