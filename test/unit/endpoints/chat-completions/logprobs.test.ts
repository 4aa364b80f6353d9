import { expect, test } from 'vitest'
import { spread } from '../../../../src/endpoints/chat-completions/stream/spread.ts'
import { answerTo } from '../../../support/compose.ts'

const ask = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Say hello' }], logprobs: true }

test('the logprobs of a text are those of its tokens', async () => {
  const { completion } = await answerTo(ask, { content: 'Hi you' })

  expect(completion.choices[0]?.logprobs).toEqual({
    content: [
      { token: 'Hi', logprob: -0.25, bytes: [72, 105], top_logprobs: [] },
      { token: ' you', logprob: -0.25, bytes: [32, 121, 111, 117], top_logprobs: [] },
    ],
    refusal: null,
  })
})

test('top_logprobs asks for alternatives', async () => {
  const { completion } = await answerTo({ ...ask, top_logprobs: 3 }, { content: 'Hi' })

  expect(completion.choices[0]?.logprobs?.content?.[0]?.top_logprobs).toHaveLength(3)
})

test('the logprobs of a refusal stand under refusal', async () => {
  const { completion } = await answerTo(ask, { refusal: 'No.' })

  expect(completion.choices[0]?.logprobs).toEqual({
    content: null,
    refusal: [{ token: 'No.', logprob: -0.25, bytes: [78, 111, 46], top_logprobs: [] }],
  })
})

test('calls have no logprobs', async () => {
  const { completion } = await answerTo(ask, { tool_calls: [{ name: 'f', arguments: {} }] })

  expect(completion.choices[0]?.logprobs).toBeNull()
})

test('a draft may say its own logprobs; what an entry leaves out is filled in', async () => {
  const { completion } = await answerTo(ask, { content: 'Hi', logprobs: { content: [{ token: 'Hi', logprob: -1 }] } })

  expect(completion.choices[0]?.logprobs).toEqual({
    content: [{ token: 'Hi', logprob: -1, bytes: null, top_logprobs: [] }],
    refusal: null,
  })
})

const entry = (token: string, bytes: readonly number[] | null = null) => ({
  token,
  bytes,
  logprob: 0,
  top_logprobs: [],
})

test.each([
  ['one each', ['a', 'b'], [entry('a'), entry('b')], [['a'], ['b']]],
  ['several in a piece', ['ab', 'c'], [entry('a'), entry('b'), entry('c')], [['a', 'b'], ['c']]],
  ['a token over several pieces', ['a', 'b', 'c'], [entry('ab'), entry('c')], [['ab'], [], ['c']]],
  ['halves of a character', ['é'], [entry('\\xc3', [0xc3]), entry('\\xa9', [0xa9])], [['\\xc3', '\\xa9']]],
  ['more than the text', ['a'], [entry('a'), entry('b')], [['a', 'b']]],
  ['fewer than the text', ['a', 'b'], [entry('a')], [['a'], []]],
])('entries go with the piece in which their token begins: %s', (_what, pieces, entries, expected) => {
  const entriesOf = spread(entries, pieces)

  expect(pieces.map((_, index) => entriesOf(index).map(({ token }) => token))).toEqual(expected)
})
