/** A request, and what the service says to it: message, type, param and code, as wire-format 2 and 3 give them. */
export interface Wording {
  /** What the body has over, or instead of, that of the smallest request. */
  readonly body: Readonly<Record<string, unknown>> | string
  readonly message: string
  readonly param?: string
  readonly code?: string
}

const user = { role: 'user', content: 'ping' }
const tool = (definition: object): object => ({ tools: [{ type: 'function', function: definition }] })
const fn = { name: 'f' }
const call = { id: 'call_a', type: 'function', function: { name: 'f', arguments: '{}' } }
const long = 'k'.repeat(70)
const pairs = (count: number): object =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 'v']))
const missing = (path: string, body: Wording['body']): Wording => ({
  body,
  message: `Missing required parameter: '${path}'.`,
  param: path,
  code: 'missing_required_parameter',
})
const type = (path: string, value: unknown, expected: string, got: string): Wording => ({
  body: { [path]: value },
  message: `Invalid type for '${path}': expected ${expected}, but got ${got} instead.`,
  param: path,
  code: 'invalid_type',
})
const value = (path: string, body: Wording['body'], given: string, list: string): Wording => ({
  body,
  message: `Invalid value: '${given}'. Supported values are: ${list}.`,
  param: path,
  code: 'invalid_value',
})
const invalid = (path: string, body: Wording['body'], rest: string, code: string): Wording => ({
  body,
  message: `Invalid '${path}': ${rest}`,
  param: path,
  code,
})
const schema = (of: object, tail: string): Wording => ({
  body: { response_format: { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema: of } } },
  message: `Invalid schema for response_format 'answer': ${tail}`,
  param: 'response_format',
})
const object = (properties: object, more: object = {}): object => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
  ...more,
})
const unparsable =
  "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP library correctly. " +
  'The OpenAI API expects a JSON payload, but what was sent was not valid JSON. If you have trouble figuring out how to fix this, ' +
  'please contact us through our help center at help.openai.com.)'
const noModel = 'you must provide a model parameter'
const silent = "Invalid value for 'content': expected a string, got null."

/** Wire-format 2.3, top to bottom. What one model alone refuses is in the tests of the rules. */
const bodies: readonly Wording[] = [
  { body: '{"model":', message: unparsable },
  { body: '[]', message: unparsable },
  { body: { model: 5 }, message: unparsable },
  { body: { model: undefined }, message: noModel },
  { body: { model: null }, message: noModel },
  { body: { model: '' }, message: noModel },
  missing('messages', { messages: undefined }),
  invalid(
    'messages',
    { messages: [] },
    'empty array. Expected an array with minimum length 1, but got an empty array instead.',
    'empty_array',
  ),
  { body: { zzz: 1 }, message: "Unknown parameter: 'zzz'.", param: 'zzz', code: 'unknown_parameter' },
  {
    body: { stream: true, stream_options: { bogus: 1 } },
    message: "Unknown parameter: 'stream_options.bogus'.",
    param: 'stream_options.bogus',
    code: 'unknown_parameter',
  },
  {
    body: { stor: true },
    message: "Unknown parameter: 'stor'. Did you mean 'store'?",
    param: 'stor',
    code: 'unknown_parameter',
  },
  { body: { messages: [{ role: 'user', content: null }] }, message: silent, param: 'messages.[0].content' },
  { body: { messages: [{ role: 'assistant' }] }, message: silent, param: 'messages.[0].content' },
  missing('messages[0].content', { messages: [{ role: 'developer' }] }),
  {
    body: { messages: [{ role: 'developer', content: null }] },
    message:
      "Invalid type for 'messages[0].content': expected one of a string or array of objects, but got null instead.",
    param: 'messages[0].content',
    code: 'invalid_type',
  },
  invalid(
    'messages[1].tool_calls',
    { messages: [user, { role: 'assistant', content: 'x', tool_calls: [] }] },
    'empty array. Expected an array with minimum length 1, but got an empty array instead.',
    'empty_array',
  ),
  {
    body: { messages: [user, { role: 'tool', tool_call_id: 'call_a', content: 'x' }] },
    message:
      "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
    param: 'messages.[1].role',
  },
  {
    body: { messages: [user, user, { role: 'assistant', tool_calls: [call, { ...call, id: 'call_b' }] }, user] },
    message:
      "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. " +
      'The following tool_call_ids did not have response messages: call_a, call_b',
    param: 'messages.[3].role',
  },
]

/** Wire-format 3.2. */
const grammar: readonly Wording[] = [
  type('user', 5, 'a string', 'an integer'),
  type('n', 1.5, 'an integer', 'a decimal number'),
  type('temperature', 'hot', 'a decimal', 'a string'),
  type('logprobs', 'yes', 'a boolean', 'a string'),
  type('stream_options', true, 'an object', 'a boolean'),
  type('messages', 'x', 'an array of objects', 'a string'),
  type('functions', {}, 'an array of function definitions', 'an object'),
  type('metadata', [], 'a metadata object', 'an array'),
  type('prompt_cache_retention', 5, "one of 'in_memory' or '24h'", 'an integer'),
  type('service_tier', 5, "one of 'auto', 'default', 'fast', 'flex', or 'priority'", 'an integer'),
  type('tool_choice', 5, "one of one of 'none', 'auto', or 'required' or object", 'an integer'),
  value(
    'messages[0].role',
    { messages: [{ role: 'boss', content: 'x' }] },
    'boss',
    "'system', 'assistant', 'user', 'function', 'tool', and 'developer'",
  ),
  value(
    'response_format.type',
    { response_format: { type: 'xml' } },
    'xml',
    "'json_object', 'json_schema', and 'text'",
  ),
  value('tool_choice', { ...tool(fn), tool_choice: 'maybe' }, 'maybe', "'none', 'auto', and 'required'"),
  value('service_tier', { service_tier: 'scale' }, 'scale', "'auto', 'default', 'fast', 'flex', and 'priority'"),
  value('verbosity', { verbosity: 'chatty' }, 'chatty', "'low', 'medium', and 'high'"),
  invalid(
    'n',
    { n: 0 },
    'integer below minimum value. Expected a value >= 1, but got 0 instead.',
    'integer_below_min_value',
  ),
  invalid(
    'temperature',
    { temperature: 2.5 },
    'decimal above maximum value. Expected a value <= 2, but got 2.5 instead.',
    'decimal_above_max_value',
  ),
  invalid(
    'user',
    { user: long },
    'string too long. Expected a string with maximum length 64, but got a string with length 70 instead.',
    'string_above_max_length',
  ),
  invalid(
    'tools[0].function.name',
    tool({ name: 'get weather' }) as Record<string, unknown>,
    "string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.",
    'invalid_value',
  ),
  invalid(
    'tools',
    { tools: Array.from({ length: 217 }, () => ({ type: 'function', function: fn })) },
    'array too long. Expected an array with maximum length 128, but got an array with length 217 instead.',
    'array_above_max_length',
  ),
  invalid(
    'metadata',
    { metadata: pairs(17) },
    'too many properties. Expected an object with at most 16 properties, but got an object with 17 properties instead.',
    'object_above_max_properties',
  ),
  {
    body: { metadata: { [long]: 'v' } },
    message:
      "Invalid property name in 'metadata': 'kkk...kkk' is too long. Expected a string with maximum length 64, but got a string with length 70 instead.",
    param: `metadata.${long}`,
    code: 'property_name_above_max_length',
  },
  {
    body: { sto: true },
    message: "Unknown parameter: 'sto'. Did you mean 'stop' or 'store'?",
    param: 'sto',
    code: 'unknown_parameter',
  },
]

/** Wire-format 3.4. */
const required: readonly Wording[] = [
  missing('response_format.type', { response_format: {} }),
  missing('response_format.json_schema', { response_format: { type: 'json_schema' } }),
  missing('response_format.json_schema.name', { response_format: { type: 'json_schema', json_schema: {} } }),
  missing('tools[0].function', { tools: [{ type: 'function' }] }),
  missing('tools[0].function.name', { tools: [{ type: 'function', function: {} }] }),
  missing('functions[0].name', { functions: [{}] }),
  missing('tool_choice.function', { ...tool(fn), tool_choice: { type: 'bogus' } }),
  missing('tool_choice.function.name', { ...tool(fn), tool_choice: { type: 'function', function: {} } }),
  missing('function_call.name', { functions: [fn], function_call: {} }),
  missing('moderation.model', { moderation: {} }),
  missing('messages[0].role', { messages: [{ content: 'x' }] }),
]

/** Wire-format 7, and what users report beside it. */
const schemas: readonly Wording[] = [
  schema(
    { type: 'object', properties: {} },
    "In context=(), 'additionalProperties' is required to be supplied and to be false.",
  ),
  schema(
    object({ id: { type: 'string' } }, { required: [] }),
    "In context=(), 'required' is required to be supplied and to be an array including every key in properties. Missing 'id'.",
  ),
  schema(
    object({ scale: { type: 'number', default: 1 } }),
    "In context=('properties', 'scale'), 'default' is not permitted.",
  ),
  schema(object({ paths: { type: 'array' } }), "In context=('properties', 'paths'), array schema missing items."),
  schema(
    object({ fields: { $ref: '#', description: 'x' } }),
    "context=('properties', 'fields'), $ref cannot have keywords {'description'}.",
  ),
  schema(
    object({ url: { type: ['string', 'null'], format: 'uri' } }),
    "In context=('properties', 'url', 'type', '0'), 'uri' is not a valid format.",
  ),
  schema(
    object({ verdict: { $ref: '#/$defs/Verdict' } }),
    "In context=('properties', 'verdict'), reference to component '#/$defs/Verdict' which was not found in the schema.",
  ),
  schema({ properties: {} }, 'schema must be a JSON Schema of \'type: "object"\', got \'type: "None"\'.'),
  {
    body: tool({ name: 'f', parameters: { type: 'object', properties: { a: null } } }) as Record<string, unknown>,
    message: "Invalid schema for function 'f': None is not of type 'object', 'boolean'.",
    param: 'tools[0].function.parameters',
    code: 'invalid_function_parameters',
  },
]

export const wordings: readonly Wording[] = [...bodies, ...grammar, ...required, ...schemas]
