import { expect, test } from 'vitest'
import { limitCalls, limitText } from '../../../../src/endpoints/chat-completions/limits.ts'
import { answerTo } from '../../../support/compose.ts'
import { fakeTokens } from '../../../support/fake-context.ts'

const text = 'one two three four'

test.each([
  ['no limit', [], Infinity, { text, finish_reason: 'stop' }],
  ['a budget that just suffices', [], 4, { text, finish_reason: 'stop' }],
  ['a smaller budget', [], 2, { text: 'one two', finish_reason: 'length' }],
  ['a stop sequence', ['three'], Infinity, { text: 'one two ', finish_reason: 'stop' }],
  ['the stop sequence that comes first', ['four', ' tw'], Infinity, { text: 'one', finish_reason: 'stop' }],
  ['a stop sequence across tokens', ['wo th'], Infinity, { text: 'one t', finish_reason: 'stop' }],
  ['a stop sequence within the budget', ['two'], 2, { text: 'one ', finish_reason: 'stop' }],
  ['a stop sequence beyond the budget', ['three'], 2, { text: 'one two', finish_reason: 'length' }],
  ['a stop sequence that does not occur', ['five'], Infinity, { text, finish_reason: 'stop' }],
])('text ends by %s', (_what, stop, budget, expected) => {
  expect(limitText(text, stop, budget, fakeTokens)).toEqual(expected)
})

const call = (input: string) => ({ id: 'c', type: 'function' as const, function: { name: 'f', arguments: input } })
const shell = { id: 'c', type: 'custom' as const, custom: { name: 'shell', input: 'a b c' } }

test('calls that fit are kept whole', () => {
  const calls = [call('{"a": 1}'), shell]

  expect(limitCalls(calls, 30, fakeTokens)).toEqual({ calls, finish_reason: 'tool_calls' })
})

test('the call in which the budget ends breaks off, later ones are not made', () => {
  expect(limitCalls([call('{"a": 1}'), shell, call('{}')], 20, fakeTokens)).toEqual({
    calls: [call('{"a": 1}'), { ...shell, custom: { name: 'shell', input: 'a b' } }],
    finish_reason: 'length',
  })
})

const ask = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Tell me a story' }] }

test.each([{ max_tokens: 3 }, { max_completion_tokens: 3 }, { max_tokens: 50, max_completion_tokens: 3 }])(
  'made-up text is cut by %j and counted as cut',
  async (limit) => {
    const { completion } = await answerTo({ ...ask, ...limit })

    expect(completion.choices[0]?.message.content).toMatch(/^Number \d+ says:$/)
    expect(completion.choices[0]?.finish_reason).toBe('length')
    expect(completion.usage.completion_tokens).toBe(3)
  },
)

test.each([['says'], [['never', 'says']]])('made-up text stops in front of %j', async (stop) => {
  const { completion } = await answerTo({ ...ask, stop })

  expect(completion.choices[0]?.message.content).toMatch(/^Number \d+ $/)
  expect(completion.choices[0]?.finish_reason).toBe('stop')
})

test('canned text is sent as written, and the author is told what it exceeds', async () => {
  const { completion, warnings } = await answerTo({ ...ask, max_tokens: 2, stop: 'four' }, { content: text })

  expect(completion.choices[0]).toMatchObject({ message: { content: text }, finish_reason: 'stop' })
  expect(warnings).toEqual([
    'the reply is 4 tokens long, but the request allows 2; it is sent as written',
    'the reply contains a stop sequence of the request; it is sent as written',
  ])
})

test('a made-up call that does not fit ends with length', async () => {
  const string = { type: 'string' }
  const tools = [{ type: 'function', function: { name: 'f', parameters: { properties: { a: string, b: string } } } }]

  const { completion } = await answerTo({ ...ask, tools, max_tokens: 9 })

  expect(completion.choices[0]?.finish_reason).toBe('length')
  expect(completion.usage.completion_tokens).toBe(9)
})

test.each([
  ['low', 12],
  ['high', 110],
])('verbosity %s asks for about %i tokens', async (verbosity, tokens) => {
  const { completion } = await answerTo({ ...ask, verbosity })

  expect(completion.usage.completion_tokens).toBe(tokens)
})

test('generate.tokens asks for a length', async () => {
  const { completion } = await answerTo({ ...ask, verbosity: 'low' }, {}, { generate: { tokens: 300 } })

  expect(completion.usage.completion_tokens).toBe(300)
})
