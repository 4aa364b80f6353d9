import { expect, test } from 'vitest'
import type { JsonObject } from '../../../../src/core/json.ts'
import type { Choice } from '../../../../src/endpoints/chat-completions/types.ts'
import { answerTo } from '../../../support/compose.ts'

const parameters = {
  type: 'object',
  properties: { city: { type: 'string' }, unit: { type: 'string', enum: ['celsius', 'fahrenheit'] } },
}
const tool = (name: string): JsonObject => ({ type: 'function', function: { name, parameters } })
const weather = tool('get_weather')
const ask = (content: string, more: JsonObject = {}): JsonObject => ({
  model: 'gpt-4o',
  messages: [{ role: 'user', content }],
  tools: [weather],
  ...more,
})

const callsOf = (choice: Choice | undefined): readonly unknown[] =>
  (choice?.message.tool_calls ?? []).map((call) => {
    if (call.type !== 'function') return call.custom
    const { city } = JSON.parse(call.function.arguments)
    return `${call.function.name} ${city}`
  })

test.each([
  [
    'one call for each thing the user names',
    'Weather in Paris and Tokyo',
    {},
    ['get_weather Paris', 'get_weather Tokyo'],
  ],
  [
    'one call without parallel calls',
    'Weather in Paris and Tokyo',
    { parallel_tool_calls: false },
    ['get_weather Paris'],
  ],
  ['one call where one thing is named', 'Weather in Paris', {}, ['get_weather Paris']],
  [
    'exactly the named call',
    'Weather in Paris and Tokyo',
    { tool_choice: { type: 'function', function: { name: 'get_weather' } } },
    ['get_weather Paris'],
  ],
  [
    'each of several tools for each thing',
    'Weather and time in Paris and Tokyo',
    { tools: [weather, tool('get_time')] },
    ['get_weather Paris', 'get_weather Tokyo', 'get_time Paris', 'get_time Tokyo'],
  ],
  [
    'several required calls',
    'Weather in Paris and Tokyo',
    { tool_choice: 'required' },
    ['get_weather Paris', 'get_weather Tokyo'],
  ],
])('an unprepared answer makes %s', async (_what, user, more, expected) => {
  const { completion } = await answerTo(ask(user, more))

  expect(callsOf(completion.choices[0])).toEqual(expected)
})

test('calls for several things differ in nothing else', async () => {
  const { completion } = await answerTo(ask('Weather in Paris, Lima and Tokyo'))

  const calls = completion.choices[0]?.message.tool_calls ?? []
  const units = calls.map((call) => (call.type === 'function' ? JSON.parse(call.function.arguments).unit : ''))
  expect(new Set(calls.map(({ id }) => id)).size).toBe(3)
  expect(new Set(units).size).toBe(1)
})

test('the choices of one answer call with different arguments, the first as the user says', async () => {
  const { completion } = await answerTo(ask('Weather in Paris', { n: 16 }))

  const said = completion.choices.map(({ message }) =>
    JSON.stringify(message.tool_calls?.map((call) => ({ ...call, id: '' }))),
  )
  expect(callsOf(completion.choices[0])).toEqual(['get_weather Paris'])
  expect(new Set(said).size).toBe(16)
  expect(new Set(completion.choices.map(({ finish_reason }) => finish_reason))).toEqual(new Set(['tool_calls']))
})

test('the choices of one answer have different JSON as long as the schema has other values', async () => {
  const schema = { type: 'object', properties: { unit: { enum: ['a', 'b', 'c', 'd'] } } }
  const response_format = { type: 'json_schema', json_schema: { name: 'unit', schema } }

  const { completion } = await answerTo(ask('Go', { tools: [], response_format, n: 8 }))

  const said = completion.choices.map(({ message }) => message.content)
  expect(said).toHaveLength(8)
  expect(new Set(said.slice(0, 3)).size).toBe(3)
})

test('where a call is required again, its only tool is called with other arguments', async () => {
  const call = { id: 'c', type: 'function', function: { name: 'get_weather', arguments: '' } }
  const first = await answerTo(ask('Weather in Paris', { tool_choice: 'required' }))
  const [made] = first.completion.choices[0]?.message.tool_calls ?? []
  const messages = [
    { role: 'user', content: 'Weather in Paris' },
    { role: 'assistant', content: null, tool_calls: [made ?? call] },
    { role: 'tool', tool_call_id: made?.id ?? 'c', content: 'rain' },
  ]

  const { completion } = await answerTo(ask('', { messages, tool_choice: 'required' }))

  expect(callsOf(completion.choices[0])).toHaveLength(1)
  expect(callsOf(completion.choices[0])).not.toEqual(['get_weather Paris'])
})
