import { expect, test } from 'vitest'
import type { JsonObject } from '../../../src/core/json.ts'
import { widenRequest } from '../../../src/dialects/servicestack-widen.ts'

const messages = [{ role: 'user', content: 'Hello!' }]
const body = (members: JsonObject = {}): JsonObject => ({ model: 'gpt-4o', messages, ...members })

test('an ordinary request is not copied', () => {
  const ordinary = body({ tools: [{ type: 'function' }], n: 2, response_format: null })

  expect(widenRequest(ordinary)).toBe(ordinary)
})

test.each<[string, JsonObject, JsonObject]>([
  ['no answers at all are one', { n: 0 }, { n: 1 }],
  ['a bound of no tokens is none', { max_completion_tokens: 0 }, {}],
  [
    'the format under the sample’s name is the type',
    { response_format: { response_format: 'json_object' } },
    { response_format: { type: 'json_object' } },
  ],
  [
    'of two formats the type wins',
    { response_format: { response_format: 'text', type: 'json_object' } },
    { response_format: { type: 'json_object' } },
  ],
  [
    'a format may go by its name in the table',
    { response_format: { type: 'JsonObject' } },
    { response_format: { type: 'json_object' } },
  ],
  ['a format without a type is none', { response_format: {} }, {}],
  [
    'a tool may go by the name of its kind in the table',
    { tools: [{ type: 'Function', function: { name: 'add' } }] },
    { tools: [{ type: 'function', function: { name: 'add' } }] },
  ],
  [
    'members that the service does not know have no effect',
    {
      tool_choice: 'required',
      stream_options: { include_usage: true },
      max_tokens: 1,
      user: 'u',
      functions: [],
      function_call: 'none',
      prediction: null,
      web_search_options: {},
    },
    {},
  ],
])('%s', (_, given, meant) => {
  expect(widenRequest(body(given))).toEqual(body(meant))
})

test('empty parts of a message are dropped', () => {
  const part = { type: 'text', text: 'Hello!' }

  const widened = widenRequest(
    body({
      messages: [
        { role: 'user', content: [{}, part, {}] },
        { role: 'user', content: [{}] },
      ],
    }),
  )

  expect(widened['messages']).toEqual([
    { role: 'user', content: [part] },
    { role: 'user', content: [] },
  ])
})

test.each<[string, JsonObject]>([
  ['{"name":"add","arguments":"{\\"a\\":1}"}', { name: 'add', arguments: '{"a":1}' }],
  [' {"name":"add","arguments":{"a":1}}', { name: 'add', arguments: '{"a":1}' }],
  ['{"name":"add"}', { name: 'add', arguments: '' }],
  ['add', { name: 'add', arguments: '' }],
  ['', { name: '', arguments: '' }],
  ['{"name":5}', { name: '{"name":5}', arguments: '' }],
  ['{"name":', { name: '{"name":', arguments: '' }],
  ['[1]', { name: '[1]', arguments: '' }],
])('the function %j of a call is an object', (text, called) => {
  const call = { id: 'call_1', type: 'function' }

  const widened = widenRequest(body({ messages: [{ role: 'assistant', tool_calls: [{ ...call, function: text }] }] }))

  expect(widened['messages']).toEqual([{ role: 'assistant', tool_calls: [{ ...call, function: called }] }])
})

test('names of Object.prototype are members like others', () => {
  const hostile: JsonObject = JSON.parse('{"__proto__":{"n":1},"constructor":"x","n":0}')

  const widened = widenRequest(hostile)

  expect(JSON.stringify(widened)).toBe('{"__proto__":{"n":1},"constructor":"x","n":1}')
  expect(Object.getPrototypeOf(widened)).toBe(Object.prototype)
})

test('shapes that only a recorded violation lets through are left alone', () => {
  const odd = { messages: [null, 5, { content: {}, tool_calls: [null, 'x'] }], tools: 'x', response_format: 'text' }

  expect(widenRequest(odd)).toBe(odd)
})
