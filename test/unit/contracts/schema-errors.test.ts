import { expect, test } from 'vitest'

import { contractsAt, firstError, request } from './support.ts'

const contracts = await contractsAt('practical')
const tools = [{ type: 'function', function: { name: 'f', parameters: {} } }]
const message = (members: object): Record<string, unknown> => ({
  messages: [{ role: 'user', content: 'ping', ...members }],
})
const part = (members: object): Record<string, unknown> => ({ messages: [{ role: 'user', content: [members] }] })
const call = (members: object): Record<string, unknown> => ({
  messages: [
    {
      role: 'assistant',
      tool_calls: [{ id: 'a', type: 'function', function: { name: 'f', arguments: '{}' }, ...members }],
    },
  ],
})
const history = (item: object): Record<string, unknown> => ({ messages: [{ role: 'user', content: 'a' }, item] })

test.each([
  ['a text', { n: '2' }, 'n', 'an integer', 'a string'],
  ['a fraction', { seed: 1.5 }, 'seed', 'an integer', 'a decimal number'],
  ['a text for a decimal', { temperature: 'hot' }, 'temperature', 'a decimal', 'a string'],
  ['a text for a boolean', { store: 'yes' }, 'store', 'a boolean', 'a string'],
  ['an object for a text', { user: { a: 1 } }, 'user', 'a string', 'an object'],
  ['a boolean for a list', { tools: true }, 'tools', 'an array of objects', 'a boolean'],
  ['a list for an object', { response_format: [] }, 'response_format', 'an object', 'an array'],
  ['a text for functions', { functions: 'f' }, 'functions', 'an array of function definitions', 'a string'],
  ['an integer for metadata', { metadata: 7 }, 'metadata', 'a metadata object', 'an integer'],
  ['an integer in metadata', { metadata: { k: 7 } }, 'metadata.k', 'a string', 'an integer'],
  ['a null in metadata', { metadata: { k: null } }, 'metadata.k', 'a string', 'null'],
  ['a text for messages', { messages: 'ping' }, 'messages', 'an array of objects', 'a string'],
  ['a text for a message', { messages: ['ping'] }, 'messages[0]', 'an object', 'a string'],
  [
    'an integer for content',
    message({ content: 7 }),
    'messages[0].content',
    'one of a string or array of objects',
    'an integer',
  ],
  ['an integer for stop', { stop: 7 }, 'stop', 'one of a string or array of strings', 'an integer'],
  [
    'an object for a tier',
    { service_tier: {} },
    'service_tier',
    "one of 'auto', 'default', 'fast', 'flex', or 'priority'",
    'an object',
  ],
  [
    'an object for a retention',
    { prompt_cache_retention: {} },
    'prompt_cache_retention',
    "one of 'in_memory' or '24h'",
    'an object',
  ],
  [
    'an integer for a choice',
    { tools, tool_choice: 7 },
    'tool_choice',
    "one of one of 'none', 'auto', or 'required' or object",
    'an integer',
  ],
  [
    'a null for a developer',
    history({ role: 'developer', content: null }),
    'messages[1].content',
    'one of a string or array of objects',
    'null',
  ],
  ['a digit-named member', { logit_bias: { 50256: 'x' } }, 'logit_bias.50256', 'an integer', 'a string'],
])('a wrong type is refused: %s', (_, members, param, expected, got) => {
  const error = firstError(contracts, request(members))

  expect(error).toEqual([
    `Invalid type for '${param}': expected ${expected}, but got ${got} instead.`,
    param,
    'invalid_type',
  ])
})

test.each([
  [{ service_tier: 'scale' }, 'service_tier', 'scale', "'auto', 'default', 'fast', 'flex', and 'priority'"],
  [{ verbosity: 'bogus' }, 'verbosity', 'bogus', "'low', 'medium', and 'high'"],
  [{ response_format: { type: 'bogus' } }, 'response_format.type', 'bogus', "'json_object', 'json_schema', and 'text'"],
  [
    message({ role: 'bogus' }),
    'messages[0].role',
    'bogus',
    "'system', 'assistant', 'user', 'function', 'tool', and 'developer'",
  ],
  [{ tools, tool_choice: 'bogus' }, 'tool_choice', 'bogus', "'none', 'auto', and 'required'"],
  [{ functions: [{ name: 'f' }], function_call: 'bogus' }, 'function_call', 'bogus', "'none' and 'auto'"],
  [{ tools: [{ type: 'web_search' }] }, 'tools[0].type', 'web_search', "'function' and 'custom'"],
  [{ modalities: ['text', 'video'] }, 'modalities[1]', 'video', "'text' and 'audio'"],
  [
    { audio: { voice: 'ash', format: 'ogg' } },
    'audio.format',
    'ogg',
    "'wav', 'aac', 'mp3', 'flac', 'opus', and 'pcm16'",
  ],
  [{ prediction: { type: 'x', content: 'x' } }, 'prediction.type', 'x', "'content'"],
  [
    part({ type: 'image' }),
    'messages[0].content[0].type',
    'image',
    "'text', 'image_url', 'input_audio', 'refusal', 'audio', and 'file'",
  ],
  [
    part({ type: 'refusal', refusal: 'no' }),
    'messages[0].content[0].type',
    'refusal',
    "'text', 'image_url', 'input_audio', and 'file'",
  ],
])('a value outside its enum is refused: %j', (members, param, value, values) => {
  const error = firstError(contracts, request(members))

  expect(error).toEqual([`Invalid value: '${value}'. Supported values are: ${values}.`, param, 'invalid_value'])
})

test.each([
  [{ messages: undefined }, 'messages'],
  [{ messages: null }, 'messages'],
  [{ messages: [{ content: 'ping' }] }, 'messages[0].role'],
  [{ messages: [{ role: 'developer' }] }, 'messages[0].content'],
  [{ messages: [{ role: 'tool', content: 'x' }] }, 'messages[0].tool_call_id'],
  [{ messages: [{ role: 'function', content: 'x' }] }, 'messages[0].name'],
  [part({ text: 'x' }), 'messages[0].content[0].type'],
  [part({ type: 'text' }), 'messages[0].content[0].text'],
  [part({ type: 'image_url' }), 'messages[0].content[0].image_url'],
  [part({ type: 'image_url', image_url: {} }), 'messages[0].content[0].image_url.url'],
  [part({ type: 'input_audio', input_audio: { data: '' } }), 'messages[0].content[0].input_audio.format'],
  [call({ id: undefined }), 'messages[0].tool_calls[0].id'],
  [call({ type: 'custom' }), 'messages[0].tool_calls[0].custom'],
  [call({ function: { name: 'f' } }), 'messages[0].tool_calls[0].function.arguments'],
  [{ response_format: {} }, 'response_format.type'],
  [{ response_format: { type: 'json_schema' } }, 'response_format.json_schema'],
  [{ response_format: { type: 'json_schema', json_schema: {} } }, 'response_format.json_schema.name'],
  [{ tools: [{}] }, 'tools[0].type'],
  [{ tools: [{ type: 'function' }] }, 'tools[0].function'],
  [{ tools: [{ type: 'function', function: {} }] }, 'tools[0].function.name'],
  [{ tools: [{ type: 'custom' }] }, 'tools[0].custom'],
  [{ tools, tool_choice: { type: 'bogus' } }, 'tool_choice.function'],
  [{ tools, tool_choice: { type: 'function', function: {} } }, 'tool_choice.function.name'],
  [{ tools, tool_choice: { type: 'custom' } }, 'tool_choice.custom'],
  [{ tools, tool_choice: { type: 'allowed_tools', allowed_tools: { tools: [] } } }, 'tool_choice.allowed_tools.mode'],
  [{ functions: [{}] }, 'functions[0].name'],
  [{ functions: [{ name: 'f' }], function_call: {} }, 'function_call.name'],
  [{ moderation: {} }, 'moderation.model'],
  [{ audio: {} }, 'audio.voice'],
  [{ prediction: { type: 'content' } }, 'prediction.content'],
])('a missing member is named: %j', (members, param) => {
  const error = firstError(contracts, JSON.parse(JSON.stringify(request(members))))

  expect(error).toEqual([`Missing required parameter: '${param}'.`, param, 'missing_required_parameter'])
})

test.each([
  [{ zzz: 1 }, 'zzz', ''],
  [{ stor: 1 }, 'stor', " Did you mean 'store'?"],
  [{ stot: 1 }, 'stot', " Did you mean 'stop' or 'store'?"],
  [{ stot: 1, stop: 'x' }, 'stot', " Did you mean 'store'?"],
  [{ temperatur: 1 }, 'temperatur', " Did you mean 'temperature'?"],
  [{ messagess: 1 }, 'messagess', ''],
  [{ stream: true, stream_options: { bogus: 1 } }, 'stream_options.bogus', ''],
  [{ prompt_cache_options: { mod: 'x' } }, 'prompt_cache_options.mod', " Did you mean 'prompt_cache_options.mode'?"],
  [part({ type: 'file', file: { data: 'x' } }), 'messages[0].content[0].file.data', ''],
  [call({ index: 0 }), 'messages[0].tool_calls[0].index', ''],
  [{ messages: [{ role: 'developer', content: 'x', refusal: 'x' }] }, 'messages[0].refusal', ''],
  [JSON.parse('{"__proto__":1}'), '__proto__', ''],
  [{ constructor: 1 }, 'constructor', ''],
])('an unknown member is refused: %j', (members, param, suggestion) => {
  const error = firstError(contracts, withMembers(members))

  expect(error).toEqual([`Unknown parameter: '${param}'.${suggestion}`, param, 'unknown_parameter'])
})

test('a long unknown name is shortened in the message, not in the param', () => {
  const name = 'a_rather_long_parameter'

  const error = firstError(contracts, request({ [name]: 1 }))

  expect(error).toEqual(["Unknown parameter: 'a_r...ter'.", name, 'unknown_parameter'])
})

test.each([
  [
    { n: 0 },
    "Invalid 'n': integer below minimum value. Expected a value >= 1, but got 0 instead.",
    'integer_below_min_value',
  ],
  [
    { max_tokens: 0 },
    "Invalid 'max_tokens': integer below minimum value. Expected a value >= 1, but got 0 instead.",
    'integer_below_min_value',
  ],
  [
    { max_completion_tokens: -1 },
    "Invalid 'max_completion_tokens': integer below minimum value. Expected a value >= 1, but got -1 instead.",
    'integer_below_min_value',
  ],
  [
    { temperature: 2.5 },
    "Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 2.5 instead.",
    'decimal_above_max_value',
  ],
  [
    { temperature: -1 },
    "Invalid 'temperature': decimal below minimum value. Expected a value >= 0, but got -1 instead.",
    'decimal_below_min_value',
  ],
  [
    { top_p: 1.5 },
    "Invalid 'top_p': decimal above maximum value. Expected a value <= 1, but got 1.5 instead.",
    'decimal_above_max_value',
  ],
  [
    { presence_penalty: 3 },
    "Invalid 'presence_penalty': decimal above maximum value. Expected a value <= 2, but got 3 instead.",
    'decimal_above_max_value',
  ],
  [
    { frequency_penalty: -3 },
    "Invalid 'frequency_penalty': decimal below minimum value. Expected a value >= -2, but got -3 instead.",
    'decimal_below_min_value',
  ],
  [
    { user: 'u'.repeat(65) },
    "Invalid 'user': string too long. Expected a string with maximum length 64, but got a string with length 65 instead.",
    'string_above_max_length',
  ],
  [
    { metadata: Object.fromEntries(Array.from({ length: 17 }, (_, index) => [`k${index}`, 'v'])) },
    "Invalid 'metadata': too many properties. Expected an object with at most 16 properties, but got an object with 17 properties instead.",
    'object_above_max_properties',
  ],
  [
    { messages: [] },
    "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead.",
    'empty_array',
  ],
  [
    { tools: [] },
    "Invalid 'tools': empty array. Expected an array with minimum length 1, but got an empty array instead.",
    'empty_array',
  ],
  [
    { stop: ['a', 'b', 'c', 'd', 'e'] },
    "Invalid 'stop': array too long. Expected an array with maximum length 4, but got an array with length 5 instead.",
    'array_above_max_length',
  ],
  [
    { tools: Array.from({ length: 217 }, () => tools[0]) },
    "Invalid 'tools': array too long. Expected an array with maximum length 128, but got an array with length 217 instead.",
    'array_above_max_length',
  ],
])('a bound is kept: %#', (members, message, code) => {
  const error = firstError(contracts, request(members))

  expect(error).toEqual([message, Object.keys(members)[0], code])
})

test.each([
  [
    { metadata: { k: 'x'.repeat(513) } },
    'metadata.k',
    "Invalid 'metadata.k': string too long. Expected a string with maximum length 512, but got a string with length 513 instead.",
    'string_above_max_length',
  ],
  [
    { metadata: { ['k'.repeat(70)]: 'v' } },
    `metadata.${'k'.repeat(70)}`,
    "Invalid property name in 'metadata': 'kkk...kkk' is too long. Expected a string with maximum length 64, but got a string with length 70 instead.",
    'property_name_above_max_length',
  ],
  [
    { logit_bias: { 5: 101 } },
    'logit_bias.5',
    "Invalid 'logit_bias.5': integer above maximum value. Expected a value <= 100, but got 101 instead.",
    'integer_above_max_value',
  ],
  [
    { tools: [{ type: 'function', function: { name: 'get weather' } }] },
    'tools[0].function.name',
    "Invalid 'tools[0].function.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.",
    'invalid_value',
  ],
  [
    message({ name: 'two words' }),
    'messages[0].name',
    "Invalid 'messages[0].name': string does not match pattern. Expected a string that matches the pattern '^[^\\s<|\\\\/>]+$'.",
    'invalid_value',
  ],
  [
    history({ role: 'assistant', content: 'x', tool_calls: [] }),
    'messages[1].tool_calls',
    "Invalid 'messages[1].tool_calls': empty array. Expected an array with minimum length 1, but got an empty array instead.",
    'empty_array',
  ],
  [
    call({ id: 'x'.repeat(65) }),
    'messages[0].tool_calls[0].id',
    "Invalid 'messages[0].tool_calls[0].id': string too long. Expected a string with maximum length 64, but got a string with length 65 instead.",
    'string_above_max_length',
  ],
  [{ prompt_cache_retention: '1h' }, 'prompt_cache_retention', 'Invalid prompt_cache_retention argument', null],
  [
    { messages: [{ role: 'system', content: [{ type: 'image_url', image_url: { url: 'x' } }] }] },
    'messages[0]',
    "Invalid 'messages[0]'. Image URLs are only allowed for messages with role 'user', but this message with role 'system' contains an image URL.",
    'invalid_value',
  ],
])('what is inside is held to its bounds: %#', (members, param, message, code) => {
  expect(firstError(contracts, request(members))).toEqual([message, param, code])
})

test.each([[undefined], [null], ['']])('a model that is %j is asked for', (model) => {
  expect(firstError(contracts, request({ model }))).toEqual(['you must provide a model parameter', null, null])
})

test('a model that is no text makes the body unparsable', () => {
  const error = firstError(contracts, request({ model: 5, messages: undefined }))

  expect(error?.[0]).toMatch(/^We could not parse the JSON body of your request\. .*help\.openai\.com\.\)$/)
  expect(error?.slice(1)).toEqual([null, null])
})

test('a refusal is a 400 that clients do not retry, with its source', () => {
  const [violation] = contracts.request(request({ n: 0 }))

  expect(violation).toEqual({
    rule: 'schema/minimum',
    path: ['n'],
    error: {
      status: 400,
      message: "Invalid 'n': integer below minimum value. Expected a value >= 1, but got 0 instead.",
      type: 'invalid_request_error',
      param: 'n',
      code: 'integer_below_min_value',
      headers: { 'x-should-retry': 'false' },
    },
    source: "How many answers; the cap is the model's (002; wire-format 3.5).",
    severity: 'error',
  })
})

/** As JSON.parse gives them: `__proto__` is a member like any other. */
const withMembers = (members: object): unknown =>
  JSON.parse(`${JSON.stringify(request()).slice(0, -1)},${JSON.stringify(members).slice(1)}`)
