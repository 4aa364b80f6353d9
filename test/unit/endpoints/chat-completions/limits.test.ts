import { expect, test } from 'vitest'
import type { TextAsk } from '../../../../src/core/maker.ts'
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

test('the writer is told the verbosity, and of a length no more than a few times what will be kept', async () => {
  const asks: TextAsk[] = []
  const writer = async () => ({
    text: (asked: TextAsk) => {
      asks.push(asked)
      return text
    },
    logprobs: () => [],
  })

  await answerTo({ ...ask, verbosity: 'high' }, {}, { context: { writer } })
  await answerTo({ ...ask, max_tokens: 10 }, {}, { context: { writer }, generate: { tokens: 1_000_000 } })

  expect(asks).toEqual([
    { user: 'Tell me a story', seed: expect.any(Number), verbosity: 'high' },
    { user: 'Tell me a story', seed: expect.any(Number), tokens: 240 },
  ])
})

test('generate.tokens asks for a length', async () => {
  const { completion } = await answerTo({ ...ask, verbosity: 'low' }, {}, { generate: { tokens: 300 } })

  expect(completion.usage.completion_tokens).toBe(300)
})

test('a call whose name does not fit is not begun', async () => {
  const tools = [{ type: 'function', function: { name: 'f' } }]

  const { completion } = await answerTo({ ...ask, tools, max_tokens: 5 })

  expect(completion.choices[0]).toMatchObject({ message: { content: '' }, finish_reason: 'length' })
  expect(completion.choices[0]?.message.tool_calls).toBeUndefined()
  expect(completion.usage.completion_tokens).toBe(5)
})

test.each([
  ['a text that a cue wants long', {}, 2_000_001, '2000001 tokens × 1 choices × (1 + 0 top_logprobs) are 2000001'],
  ['many choices of a long text', { n: 100 }, 20_001, '20001 tokens × 100 choices × (1 + 0 top_logprobs) are 2000100'],
  [
    'many logprobs of a long text',
    { n: 10, logprobs: true, top_logprobs: 20 },
    10_000,
    '10000 tokens × 10 choices × (1 + 20 top_logprobs) are 2100000',
  ],
])('%s is refused before it is made', async (_what, more, tokens, reason) => {
  const writer = async () => ({
    text: () => {
      throw new Error('made')
    },
    logprobs: () => [],
  })

  const answer = answerTo({ ...ask, ...more }, {}, { context: { writer }, generate: { tokens } })

  await expect(answer).rejects.toThrow(`${reason}, but at most 2000000 are made up for one answer`)
})

test('a text that max_tokens keeps short is not refused for the length that a cue wants', async () => {
  const { completion } = await answerTo({ ...ask, max_tokens: 5 }, {}, { generate: { tokens: 5_000_000 } })

  expect(completion.usage.completion_tokens).toBe(5)
})

test('a value is refused when it and the other choices would be too much', async () => {
  const maker = async () => ({ value: () => ({ value: 'a '.repeat(20_000) }), text: () => '', logprobs: () => [] })
  const response_format = { type: 'json_schema', json_schema: { name: 'long', schema: { type: 'string' } } }

  const answer = answerTo({ ...ask, response_format, n: 128 }, {}, { context: { maker } })

  await expect(answer).rejects.toThrow('at most 2000000 are made up')
})

test('the logprobs of what a cue says count as well', async () => {
  const body = { ...ask, n: 100, logprobs: true, top_logprobs: 20 }

  await expect(answerTo(body, { content: 'a '.repeat(1_000) })).rejects.toThrow('at most 2000000 are made up')
})
