import { invalidRequest, type ApiError } from '../core/api-error.ts'
import type { ErrorCatalogue, ErrorDetails } from '../core/dialect.ts'
import { rateLimited, rateLimitedTokens, requestTooLarge } from './openai-limits.ts'

/*
 * Everything the service refuses with that a scenario can name (wire-format 2.2 to 2.4).
 */

const keysPage = 'https://platform.openai.com/account/api-keys'
const helpCenter = 'help.openai.com'

const unauthorized = (message: string, code: string | null): ApiError => ({
  ...invalidRequest(message, null, code, 401),
  headers: { 'www-authenticate': 'Bearer realm="OpenAI API"' },
})

const wrongKey = (key: string): ApiError =>
  unauthorized(`Incorrect API key provided: ${key}. You can find your API key at ${keysPage}.`, 'invalid_api_key')

const missingKey = (): ApiError =>
  unauthorized(
    "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth " +
      "(i.e. Authorization: Bearer YOUR_KEY), or as the password field (with blank username) if you're accessing the API from your " +
      `browser and are prompted for a username and password. You can obtain an API key from ${keysPage}.`,
    null,
  )

const insufficientPermissions = (status: number): ApiError =>
  invalidRequest(
    'You have insufficient permissions for this operation. Missing scopes: model.request. Check that you have the correct role in ' +
      "your organization (Reader, Writer, Owner) and project (Member, Owner), and if you're using a restricted API key, that it has " +
      'the necessary scopes.',
    null,
    null,
    status,
  )

const quota = (message: string, code: string): ApiError => ({
  status: 429,
  message,
  type: 'insufficient_quota',
  param: null,
  code,
})

const serverError = (status: number, opening: string, { requestId }: ErrorDetails): ApiError => ({
  status,
  message:
    `${opening} You can retry your request, or contact us through our help center at ${helpCenter} if the error persists. ` +
    `(Please include the request ID ${requestId} in your message.)`,
  type: 'server_error',
  param: null,
  code: null,
})

const noMatchingCue = ({ explanation }: ErrorDetails): ApiError => ({
  ...invalidRequest(
    explanation === undefined ? 'No cue matches this request.' : `No cue matches this request. ${explanation}`,
    null,
    'no_matching_cue',
    404,
  ),
  headers: { 'x-should-retry': 'false' },
})

const invalidUrl = ({ method, path }: ErrorDetails, hint = ''): ApiError =>
  invalidRequest(`Invalid URL (${method} ${path})${hint}`, null, null, 404)

const unknownModel = ({ model }: ErrorDetails): ApiError => ({
  ...invalidRequest(
    `The model \`${model}\` does not exist or you do not have access to it.`,
    null,
    'model_not_found',
    404,
  ),
  headers: { vary: 'Origin' },
})

/** What the tokens of a call are spent on, as the service lists it. */
interface Spending {
  readonly messages: number
  readonly functions: number
  readonly completion: number
}

/** Without a budget for the completion the messages alone are too long, or longer than a limit of their own (wire-format 2.3; R). */
const contextLengthExceeded = (details: ErrorDetails): ApiError => {
  const { limit = 128_000, tokens = 160_008, input_limit } = details
  const spending = {
    messages: 0,
    functions: Number(details.functions ?? 0),
    completion: Number(details.completion ?? 0),
  }
  const messages = Number(tokens) - spending.functions
  return invalidRequest(
    input_limit === undefined
      ? `This model's maximum context length is ${limit} tokens. However, ${excessOf({ ...spending, messages })}`
      : `Input tokens exceed the configured limit of ${input_limit} tokens. Your messages resulted in ${tokens} tokens. ` +
          'Please reduce the length of the messages.',
    'messages',
    'context_length_exceeded',
  )
}

const excessOf = ({ messages, functions, completion }: Spending): string => {
  const parts = { messages, ...(functions > 0 && { functions }), ...(completion > 0 && { completion }) }
  const names = Object.keys(parts)
  const total = messages + functions + completion
  const spent = Object.entries(parts).map(([name, count]) => `${count} in the ${name}`)
  const verb = completion > 0 ? 'you requested' : 'your messages resulted in'
  const detail = names.length > 1 ? ` (${enumerated(spent, 'and')})` : ''
  return `${verb} ${total} tokens${detail}. Please reduce the length of the ${enumerated(names, 'or')}.`
}

/** Two parts of a sum have a comma between them, two names the conjunction. */
const enumerated = (parts: readonly string[], conjunction: 'and' | 'or'): string => {
  if (parts.length < 3) return parts.join(conjunction === 'and' ? ', ' : ' or ')
  return `${parts.slice(0, -1).join(', ')}, ${conjunction} ${parts.at(-1) ?? ''}`
}

const texts: ErrorCatalogue = {
  unauthorized: ({ key }) => wrongKey(key),
  invalid_api_key: ({ key }) => wrongKey(key),
  empty_key: () => wrongKey("''"),
  missing_key: missingKey,
  not_a_member: () =>
    unauthorized(
      `You must be a member of an organization to use the API. Please contact us through our help center at ${helpCenter}.`,
      null,
    ),
  invalid_organization: ({ organization }) =>
    unauthorized(`No such organization: ${organization}.`, 'invalid_organization'),
  mismatched_organization: () =>
    unauthorized('OpenAI-Organization header should match organization for API key', 'mismatched_organization'),
  insufficient_permissions: () => insufficientPermissions(401),
  permission_denied: () => insufficientPermissions(403),
  unsupported_country: () => ({
    status: 403,
    message: 'Country, region, or territory not supported',
    type: 'request_forbidden',
    param: null,
    code: 'unsupported_country_region_territory',
  }),
  model_not_allowed: ({ model, project = 'proj_cuecard' }) =>
    invalidRequest(`Project \`${project}\` does not have access to model \`${model}\``, null, 'model_not_found', 403),
  unverified_organization: () =>
    invalidRequest(
      'Your organization must be verified to stream this model. Please go to: ' +
        'https://platform.openai.com/settings/organization/general and click on Verify Organization. If you just verified, it can ' +
        'take up to 15 minutes for access to propagate.',
      'stream',
      'unsupported_value',
    ),
  model_not_found: unknownModel,
  // No reference knows the service's words for this one (wire-format 9; assumed).
  completion_not_found: ({ id = '' }) => invalidRequest(`No chat completion found with id '${id}'.`, null, null, 404),
  model_deprecated: ({ model }) =>
    invalidRequest(
      `The model \`${model}\` has been deprecated, learn more here: https://platform.openai.com/docs/deprecations`,
      null,
      'model_not_found',
      404,
    ),
  unknown_url: (details) => invalidUrl(details),
  unserved: (details) => invalidUrl(details, details.hint === undefined ? '' : `. ${details.hint}`),
  method_not_allowed: ({ method, path }) =>
    invalidRequest(
      `Not allowed to ${method} on ${path}. (HINT: Perhaps you meant to use a different HTTP method?)`,
      null,
      null,
      405,
    ),
  invalid_json: () =>
    invalidRequest(
      "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP library correctly. " +
        'The OpenAI API expects a JSON payload, but what was sent was not valid JSON. If you have trouble figuring out how to fix ' +
        `this, please contact us through our help center at ${helpCenter}.)`,
    ),
  invalid_prompt: () =>
    invalidRequest(
      'Invalid prompt: your prompt was flagged as potentially violating our usage policy. Please try again with a different prompt: ' +
        'https://platform.openai.com/docs/guides/reasoning#advice-on-prompting',
      null,
      'invalid_prompt',
    ),
  context_length_exceeded: contextLengthExceeded,
  invalid_image_url: ({ url = 'https://example.com/image.png' }) =>
    invalidRequest(`Error while downloading ${url}.`, null, 'invalid_image_url'),
  body_too_large: ({ body_limit, body_bytes }) => ({
    status: 413,
    message: `Maximum content size limit (${body_limit}) exceeded (${body_bytes} bytes read)`,
    type: 'server_error',
    param: null,
    code: null,
  }),
  rate_limited: rateLimited,
  rate_limited_tokens: rateLimitedTokens,
  request_too_large: requestTooLarge,
  insufficient_quota: () =>
    quota(
      'You exceeded your current quota, please check your plan and billing details. For more information on this error, read the ' +
        'docs: https://platform.openai.com/docs/guides/error-codes/api-errors.',
      'insufficient_quota',
    ),
  credit_balance_exhausted: () =>
    quota(
      'You have no credits remaining. Add credits to continue using the API at ' +
        'https://platform.openai.com/settings/organization/billing/.',
      'credit_balance_exhausted',
    ),
  server_error: (details) =>
    serverError(500, 'The server had an error while processing your request. Sorry about that!', details),
  overloaded: (details) => serverError(503, 'That model is currently overloaded with other requests.', details),
  no_matching_cue: noMatchingCue,
  bad_control: ({ message = 'A request header for cuecard cannot be obeyed.', param = null }) =>
    invalidRequest(String(message), param === null ? null : String(param), 'bad_control_header'),
  // What cuecard itself has to say: a canned answer breaks its contract and the options ask for a failure.
  finding: ({ message = 'The answer of a cue breaks its contract.' }) => ({
    status: 500,
    message: String(message),
    type: 'server_error',
    param: null,
    code: 'finding',
    headers: { 'x-should-retry': 'false' },
  }),
}

/** Texts of `openai` by name. Without a prototype, so that a scenario's `constructor` names nothing. */
export const openaiErrors: ErrorCatalogue = Object.freeze(Object.setPrototypeOf(texts, null))
