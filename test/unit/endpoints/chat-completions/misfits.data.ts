import type { JsonObject } from '../../../../src/core/json.ts'

/** A request, what a cue answers to it, what does not fit, and what fits the same request. */
export interface Misfit {
  readonly what: string
  readonly request: JsonObject
  readonly draft: JsonObject
  readonly warnings: readonly string[]
  readonly fits: readonly JsonObject[]
}

const person = {
  type: 'object',
  properties: { name: { type: 'string' }, friends: { type: 'array', items: { type: 'string' } } },
  required: ['name'],
  additionalProperties: false,
}
const asPerson = { response_format: { type: 'json_schema', json_schema: { name: 'person', schema: person } } }
const asJson = { response_format: { type: 'json_object' } }

const tool = (name: string, parameters?: JsonObject): JsonObject => ({
  type: 'function',
  function: { name, ...(parameters !== undefined && { parameters }) },
})
const weather = tool('get_weather', { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] })
const time = tool('get_time')
const shell = { type: 'custom', custom: { name: 'shell' } }
const calls = (...names: readonly string[]): JsonObject => ({
  tool_calls: names.map((name) => ({ name, arguments: {} })),
})
const weatherIn = (city: string | number): JsonObject => ({
  tool_calls: [{ name: 'get_weather', arguments: { city } }],
})
const cites = (start_index: number, end_index: number): JsonObject => ({
  content: 'Hello',
  annotations: [
    { type: 'url_citation', url_citation: { start_index, end_index, url: 'https://a.example', title: 'A' } },
  ],
})

export const misfits: readonly Misfit[] = [
  {
    what: 'content without a member that the schema wants',
    request: asPerson,
    draft: { content: { friends: [] } },
    warnings: ["the content breaks the schema person of the request: $ must have required property 'name'"],
    fits: [{ content: { name: 'Ada' } }, { content: '{ "name": "Ada" }' }, { refusal: 'No.' }],
  },
  {
    what: 'content with a member of another type',
    request: asPerson,
    draft: { content: { name: 'Ada', friends: ['Bo', 3] } },
    warnings: ['the content breaks the schema person of the request: $.friends[1] must be string'],
    fits: [{ content: { name: 'Ada', friends: ['Bo'] } }],
  },
  {
    what: 'content with a member too many',
    request: asPerson,
    draft: { content: { name: 'Ada', age: 3 } },
    warnings: ['the content breaks the schema person of the request: $ must NOT have additional properties (age)'],
    fits: [{ content: { name: 'Ada' } }],
  },
  {
    what: 'words where JSON is asked for',
    request: asPerson,
    draft: { content: 'Ada, I think' },
    warnings: ['the content is no JSON, but the request asks for person'],
    fits: [
      { content: '{ "name": "Ad', finish_reason: 'length' },
      { content: '{', finish_reason: 'content_filter' },
    ],
  },
  {
    what: 'a list in JSON mode',
    request: asJson,
    draft: { content: [1, 2] },
    warnings: ['the content is no JSON object, but the request asks for json_object'],
    fits: [{ content: {} }, { content: { any: 1 } }],
  },
  {
    what: 'a schema that cannot be used holds everything',
    request: { response_format: { type: 'json_schema', json_schema: { name: 'odd', schema: { type: 'oddity' } } } },
    draft: { content: 'no JSON' },
    warnings: ['the content is no JSON, but the request asks for odd'],
    fits: [{ content: { any: 1 } }],
  },
  {
    what: 'a tool that is not offered',
    request: { tools: [weather] },
    draft: calls('get_time'),
    warnings: ['the reply calls get_time, which the request does not offer'],
    fits: [weatherIn('Paris'), { content: 'Sunny.' }, { tool_calls: [{ name: 'get_weather' }] }],
  },
  {
    what: 'a tool where none is offered',
    request: {},
    draft: calls('get_time'),
    warnings: ['the reply calls get_time, which the request does not offer'],
    fits: [{ content: 'Noon.' }],
  },
  {
    what: 'a function by the name of a custom tool',
    request: { tools: [shell] },
    draft: calls('shell'),
    warnings: ['the reply calls shell, which the request does not offer'],
    fits: [{ tool_calls: [{ name: 'shell', input: 'ls' }] }],
  },
  {
    what: 'a tool call where functions are offered',
    request: { functions: [{ name: 'get_time' }] },
    draft: calls('get_time'),
    warnings: ['the reply calls get_time, which the request does not offer'],
    fits: [{ function_call: { name: 'get_time', arguments: {} } }],
  },
  {
    what: 'a function call where tools are offered',
    request: { tools: [time] },
    draft: { function_call: { name: 'get_time', arguments: {} } },
    warnings: ['the reply calls get_time, which the request does not offer'],
    fits: [calls('get_time')],
  },
  {
    what: 'a tool that is not the named one',
    request: { tools: [weather, time], tool_choice: { type: 'function', function: { name: 'get_weather' } } },
    draft: calls('get_time'),
    warnings: ['the reply calls get_time, which the tool_choice of the request rules out'],
    fits: [weatherIn('Paris')],
  },
  {
    what: 'any tool where none may be called',
    request: { tools: [time], tool_choice: 'none' },
    draft: calls('get_time'),
    warnings: ['the reply calls get_time, which the tool_choice of the request rules out'],
    fits: [{ content: 'Noon.' }],
  },
  {
    what: 'words where a call is demanded',
    request: { tools: [time], tool_choice: 'required' },
    draft: { content: 'Noon.' },
    warnings: ['the reply calls no tool, but the tool_choice of the request demands it'],
    fits: [calls('get_time'), { refusal: 'No.' }, { content: 'No', finish_reason: 'length' }],
  },
  {
    what: 'several calls where one at a time is allowed',
    request: { tools: [time], parallel_tool_calls: false },
    draft: calls('get_time', 'get_time'),
    warnings: ['the reply makes 2 calls, but the request allows only one at a time'],
    fits: [calls('get_time')],
  },
  {
    what: 'arguments of another type',
    request: { tools: [weather] },
    draft: weatherIn(3),
    warnings: ['the arguments of get_weather break its schema: $.city must be string'],
    fits: [weatherIn('Paris')],
  },
  {
    what: 'arguments without a member that the schema wants, as text',
    request: { tools: [weather] },
    draft: { tool_calls: [{ name: 'get_weather', arguments: '{}' }] },
    warnings: ["the arguments of get_weather break its schema: $ must have required property 'city'"],
    fits: [{ tool_calls: [{ name: 'get_weather', arguments: '{"city":"Rome"}' }] }],
  },
  {
    what: 'arguments that are no JSON',
    request: { tools: [time] },
    draft: { tool_calls: [{ name: 'get_time', arguments: '{"zone":' }] },
    warnings: ['the arguments of get_time are no JSON'],
    fits: [{ tool_calls: [{ name: 'get_time', arguments: '{"zone":' }], finish_reason: 'length' }],
  },
  {
    what: 'arguments of a function that its schema refuses',
    request: {
      functions: [{ name: 'get_time', parameters: { type: 'object', properties: { zone: { enum: ['UTC'] } } } }],
    },
    draft: { function_call: { name: 'get_time', arguments: { zone: 'CET' } } },
    warnings: ['the arguments of get_time break its schema: $.zone must be equal to one of the allowed values'],
    fits: [{ function_call: { name: 'get_time', arguments: { zone: 'UTC' } } }],
  },
  {
    what: 'more choices than n',
    request: {},
    draft: { choices: [{ content: 'a' }, { content: 'b' }] },
    warnings: ['the reply has 2 choices, but the request asks for 1; the others are not sent'],
    fits: [{ choices: [{ content: 'a' }] }],
  },
  {
    what: 'one of two choices',
    request: { ...asJson, n: 2 },
    draft: { choices: [{ content: {} }, { content: 'words' }] },
    warnings: ['choice 1: the content is no JSON, but the request asks for json_object'],
    fits: [{ choices: [{ content: {} }, { content: { a: 1 } }] }, { content: {} }],
  },
  {
    what: 'more tokens than max_tokens',
    request: { max_tokens: 2 },
    draft: { content: 'one two three' },
    warnings: ['the reply is 3 tokens long, but the request allows 2; it is sent as written'],
    fits: [{ content: 'one two' }],
  },
  {
    what: 'more tokens than max_completion_tokens',
    request: { max_completion_tokens: 2 },
    draft: { content: 'one two three', finish_reason: 'length' },
    warnings: ['the reply is 3 tokens long, but the request allows 2; it is sent as written'],
    fits: [{ content: 'one two', finish_reason: 'length' }],
  },
  {
    what: 'a stop sequence',
    request: { stop: ['two', 'END'] },
    draft: { content: 'The END' },
    warnings: ['the reply contains a stop sequence of the request; it is sent as written'],
    fits: [{ content: 'The end' }],
  },
  {
    what: 'an annotation behind the text',
    request: {},
    draft: cites(2, 9),
    warnings: ['annotation 0 points from 2 to 9 in a content of 5 characters'],
    fits: [cites(0, 5), cites(2, 2)],
  },
  {
    what: 'an annotation that ends before it begins',
    request: {},
    draft: cites(4, 2),
    warnings: ['annotation 0 points from 4 to 2 in a content of 5 characters'],
    fits: [cites(2, 4)],
  },
  {
    what: 'speech that nobody asked for',
    request: {},
    draft: { audio: { transcript: 'Hi' } },
    warnings: ["the reply speaks, but the request's modalities have no audio"],
    fits: [{ content: 'Hi' }],
  },
]
