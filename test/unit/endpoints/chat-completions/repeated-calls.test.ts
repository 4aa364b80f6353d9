import { expect, test } from 'vitest'
import type { Json, JsonObject } from '../../../../src/core/json.ts'
import type { Choice } from '../../../../src/endpoints/chat-completions/types.ts'
import { answerTo } from '../../../support/compose.ts'
import { fakeContext } from '../../../support/fake-context.ts'

const place = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }
const only = (...values: readonly string[]): JsonObject => ({
  type: 'object',
  properties: { unit: { type: 'string', enum: values } },
  required: ['unit'],
})
const tool = (name: string, parameters: JsonObject = place): JsonObject => ({
  type: 'function',
  function: { name, parameters },
})
const both = [tool('weather'), tool('forecast')]

const callsOf = (choice: Choice | undefined): readonly string[] =>
  (choice?.message.tool_calls ?? []).map((call) =>
    call.type === 'function' ? `${call.function.name} ${JSON.stringify(JSON.parse(call.function.arguments))}` : '',
  )

/** The calls of each round, where every call gets a result and the next is required. */
const loop = async (user: string, rounds: number, more: JsonObject): Promise<readonly (readonly string[])[]> => {
  const messages: Json[] = [{ role: 'user', content: user }]
  const made: (readonly string[])[] = []
  for (let round = 0; round < rounds; round++) {
    const { completion } = await answerTo({ model: 'gpt-4o', messages, tool_choice: 'required', ...more })
    const calls = completion.choices[0]?.message.tool_calls ?? []
    messages.push({ role: 'assistant', content: null, tool_calls: calls.map((call) => ({ ...call })) })
    for (const { id } of calls) messages.push({ role: 'tool', tool_call_id: id, content: 'done' })
    made.push(callsOf(completion.choices[0]))
  }
  return made
}

test.each([
  ['Weather in Paris', false],
  ['Weather in Paris and Oslo', true],
])('a required call repeats none of the calls before, asked for "%s"', async (user, parallel_tool_calls) => {
  const rounds = await loop(user, 10, { tools: both, parallel_tool_calls })

  const calls = rounds.flat()
  expect(calls.slice(0, 2)).toContain('weather {"city":"Paris"}')
  expect(rounds.every((made) => made.length > 0)).toBe(true)
  expect(new Set(calls).size).toBe(calls.length)
})

test('required calls use up the few values that schemas allow, and then repeat', async () => {
  const tools = [
    tool('measure', only('a', 'b', 'c')),
    tool('convert', only('d', 'e')),
    tool('stop', { type: 'object' }),
  ]

  const rounds = await loop('Go', 8, { tools, parallel_tool_calls: false })

  expect(rounds.every((made) => made.length === 1)).toBe(true)
  expect(new Set(rounds.slice(0, 5).flat()).size).toBe(5)
})

test('each of several choices makes its calls with arguments of their own', async () => {
  const { completion } = await answerTo({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: 'Weather in Paris and Oslo' }],
    tools: [tool('weather')],
    tool_choice: 'required',
    n: 12,
  })

  expect(callsOf(completion.choices[0])).toEqual(['weather {"city":"Paris"}', 'weather {"city":"Oslo"}'])
  for (const choice of completion.choices) expect(new Set(callsOf(choice)).size).toBe(2)
})

test.each([
  ['Weather in Paris and in Paris', ['Paris']],
  ['Weather in Paris, Oslo and paris', ['Paris', 'Oslo']],
  ['Weather in Paris, PARIS and Paris', ['Paris']],
])('what is named twice is called for once: "%s"', async (content, cities) => {
  const { completion } = await answerTo({
    model: 'gpt-4o',
    messages: [{ role: 'user', content }],
    tools: [tool('weather')],
  })

  expect(callsOf(completion.choices[0])).toEqual(cities.map((city) => `weather {"city":"${city}"}`))
})

test('where arguments can differ by the words of the user only, fewer calls are made rather than twins', async () => {
  const { maker } = fakeContext()
  const stubborn = async () => ({ ...(await maker()), value: () => ({ value: { city: 'Rome' } }) })
  const body = {
    model: 'gpt-4o',
    messages: [{ role: 'user', content: 'Weather in Paris and Oslo' }],
    tools: [tool('weather')],
    n: 2,
  }

  const { completion } = await answerTo(body, {}, { context: { maker: stubborn } })

  expect(completion.choices.map(callsOf)).toEqual([
    ['weather {"city":"Paris"}', 'weather {"city":"Oslo"}'],
    ['weather {"city":"Rome"}'],
  ])
  expect(completion.choices[1]?.message.tool_calls).toMatchObject([{ function: { arguments: '{"city":"Rome"}' } }])
})

test('the same seed gives the same calls in every round', async () => {
  const play = () => loop('Weather in Paris and Oslo', 6, { tools: both, seed: 7 })

  expect(await play()).toEqual(await play())
})
