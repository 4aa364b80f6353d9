import { invalidRequest, type ApiError } from '../core/api-error.ts'
import type { ErrorCatalogue, ErrorDetails } from '../core/dialect.ts'
import { isJsonObject, type JsonObject } from '../core/json.ts'
import type { Path, Violation } from '../core/violation.ts'
import { openaiErrors } from './openai-errors.ts'

/*
 * How the framework behind document 003 words a refusal (dialects 4.3): a `responseStatus` with a code in Pascal case, a message and, for
 * a member that is at fault, its C# name. Of nested members the whole path is named (`Messages[0].Role`), as the framework's validators do.
 */

/** The body of an error. */
export const refuseAsServicestack = (error: ApiError): JsonObject => {
  const { message, param } = error
  const errorCode = errorCodeOf(error)
  const errors = param === null ? undefined : [{ errorCode, fieldName: fieldNameOf(param), message }]
  return { responseStatus: { errorCode, message, errors } }
}

/** Errors of a status of their own, whatever they are about. */
const codesByStatus: ReadonlyMap<number, string> = new Map([
  [401, 'Unauthorized'],
  [403, 'Forbidden'],
  [404, 'NotFound'],
  [405, 'MethodNotAllowed'],
  [406, 'NotAcceptable'],
  [408, 'RequestTimeout'],
  [409, 'Conflict'],
  [413, 'RequestEntityTooLarge'],
  [429, 'TooManyRequests'],
  [500, 'InternalServerError'],
  [502, 'BadGateway'],
  [503, 'ServiceUnavailable'],
  [504, 'GatewayTimeout'],
])

const errorCodeOf = ({ status, code }: ApiError): string => {
  if (code !== null && /^[A-Z]/.test(code)) return code
  const byStatus = codesByStatus.get(status)
  if (byStatus !== undefined) return byStatus
  return code === null || code === '' ? 'BadRequest' : pascalOf(code)
}

/** A member in either notation of the other dialects by its C# name; one that is named so already stays. */
const fieldNameOf = (param: string): string =>
  /^[A-Z]/.test(param) ? param : param.replaceAll('.[', '[').replaceAll(/[A-Za-z_]\w*/g, pascalOf)

const pascalOf = (name: string): string =>
  name
    .split('_')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('')

/** The framework's validators by the keyword of the schema that stands for them. */
const codesByKeyword: ReadonlyMap<string, string> = new Map([
  ['required', 'NotEmpty'],
  ['minLength', 'NotEmpty'],
  ['minItems', 'NotEmpty'],
  ['minimum', 'InclusiveBetween'],
  ['maximum', 'InclusiveBetween'],
  ['exclusiveMinimum', 'ExclusiveBetween'],
  ['exclusiveMaximum', 'ExclusiveBetween'],
  ['maxLength', 'MaximumLength'],
  ['maxItems', 'MaximumLength'],
  ['maxProperties', 'MaximumLength'],
  ['pattern', 'RegularExpression'],
  ['enum', 'Enum'],
  ['const', 'Enum'],
  ['type', 'RequestBindingException'],
  ['additionalProperties', 'RequestBindingException'],
])

const schemaRule = 'schema/'

/** A broken contract in the framework's terms; rules between fields are its predicates. */
export const wordAsServicestack = ({ rule, path, error }: Violation, body: JsonObject): ApiError => {
  const param = path.length === 0 ? null : fieldNameAt(path)
  if (!rule.startsWith(schemaRule)) return { ...error, param, code: 'Predicate' }
  const code = isNull(path, body) ? 'NotEmpty' : codesByKeyword.get(rule.slice(schemaRule.length))
  return { ...error, message: messageOf(error, code, path), param, code: code ?? 'Predicate' }
}

const messageOf = (error: ApiError, code: string | undefined, path: Path): string => {
  const name = lastName(path)
  if (code === 'NotEmpty') return `'${name}' must not be empty.`
  // The service of another dialect cannot tell such a body from one that is no JSON.
  return error.param === null && path.length > 0 ? `'${name}' is not in the correct format.` : error.message
}

const isNull = (path: Path, body: JsonObject): boolean => {
  let value: unknown = body
  for (const part of path) {
    if (Array.isArray(value)) value = value[Number(part)]
    else value = isJsonObject(value) && Object.hasOwn(value, part) ? value[part] : undefined
  }
  return value === null
}

/** Members whose own members the client names. */
const maps: ReadonlySet<string> = new Set(['metadata', 'logit_bias'])

const longestKey = 64

const fieldNameAt = (path: Path): string =>
  path.reduce<string>((text, part, index) => {
    if (typeof part === 'number') return `${text}[${part}]`
    if (index === 1 && maps.has(String(path[0]))) return `${text}[${part.slice(0, longestKey)}]`
    return text === '' ? csharpName(part, index) : `${text}.${csharpName(part, index)}`
  }, '')

/** The sample's second `response_format` is the table's `Type`. */
const csharpName = (name: string, depth: number): string =>
  name === 'response_format' && depth > 0 ? 'Type' : pascalOf(name)

const lastName = (path: Path): string => {
  const index = path.findLastIndex((part) => typeof part === 'string')
  return index === -1 ? 'Request' : csharpName(String(path[index]).slice(0, longestKey), index)
}

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
  body_too_large: ({ body_limit, body_bytes }) =>
    refusal(413, 'RequestEntityTooLarge', `The body has ${body_bytes} bytes; at most ${body_limit} are read.`),
  rate_limited: tooMany('rate_limited', 'Too many requests: try again later.'),
  rate_limited_tokens: tooMany('rate_limited_tokens', 'Too many tokens: try again later.'),
  request_too_large: tooMany('request_too_large', 'The request needs more tokens than a minute gives.'),
  insufficient_quota: tooMany('insufficient_quota', 'The quota is used up.'),
  credit_balance_exhausted: tooMany('credit_balance_exhausted', 'No credits are left.'),
  server_error: () => refusal(500, 'InternalServerError', 'The server failed to answer.'),
  overloaded: () => refusal(503, 'ServiceUnavailable', 'The model is overloaded.'),
  no_matching_cue: (details) => ({ ...said('no_matching_cue', details), code: 'NoMatchingCue' }),
  finding: (details) => ({ ...said('finding', details), code: 'Finding' }),
}

const said = (name: string, details: ErrorDetails): ApiError =>
  openaiErrors[name]?.(details) ?? refusal(500, 'InternalServerError', 'The server failed to answer.')

/** Every error that scenarios can name in the first dialect, in this one's words. Without a prototype, like that one. */
export const servicestackErrors: ErrorCatalogue = Object.freeze(
  Object.assign<ErrorCatalogue, ErrorCatalogue, ErrorCatalogue>(Object.create(null), openaiErrors, own),
)
