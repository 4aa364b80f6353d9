import { expect, test } from 'vitest'
import type { Json } from '../../../../src/core/json.ts'
import { answerTo } from '../../../support/compose.ts'

const person = { type: 'object', properties: { name: { type: 'string' }, age: { type: 'integer' } } }
const format = (schema: Json): Json => ({ type: 'json_schema', json_schema: { name: 'person', schema } })
const ask = (response_format: Json, content = 'Who is it?') => ({
  model: 'gpt-4o',
  messages: [{ role: 'user', content }],
  response_format,
})

const contentOf = async (...asked: Parameters<typeof ask>): Promise<string> =>
  (await answerTo(ask(...asked))).completion.choices[0]?.message.content ?? ''

test('json_schema is answered with compact JSON made for the schema', async () => {
  expect(await contentOf(format(person))).toMatch(/^\{"name":"word \d+","age":\d+\}$/)
})

test('structured answers of n choices differ', async () => {
  const { completion } = await answerTo({ ...ask(format(person)), n: 4 })

  expect(new Set(completion.choices.map(({ message }) => message.content)).size).toBe(4)
})

test('a schema that has no value is refused with the reason', async () => {
  await expect(answerTo(ask(format(false)))).rejects.toThrow(
    "no value satisfies the schema 'person': the schema false has no value",
  )
})

test('json_object is answered with an object of the members that the text names in quotes', async () => {
  const content = await contentOf({ type: 'json_object' }, 'Reply in JSON with "city" and `country`.')

  expect(Object.keys(JSON.parse(content))).toEqual(['city', 'country'])
})

test('json_object without named members is answered with an object that takes up the words', async () => {
  const content = await contentOf({ type: 'json_object' }, 'Some JSON')

  expect(JSON.parse(content)).toEqual({ answer: expect.stringContaining('Some JSON') })
})

test('a tool comes first where it fits, the structured answer after its result', async () => {
  const tools = [{ type: 'function', function: { name: 'look_up' } }]
  const first = await answerTo({ ...ask(format(person)), tools })
  const [call] = first.completion.choices[0]?.message.tool_calls ?? []

  const messages = [
    { role: 'user', content: 'Who is it?' },
    { role: 'assistant', content: null, tool_calls: [call ?? null] },
    { role: 'tool', tool_call_id: 'c', content: 'Ada' },
  ]
  const second = await answerTo({ ...ask(format(person)), messages, tools })

  expect(call).toMatchObject({ function: { name: 'look_up' } })
  expect(second.completion.choices[0]?.message.content).toMatch(/^\{"name"/)
})
