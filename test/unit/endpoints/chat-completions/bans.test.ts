import { expect, test } from 'vitest'
import { loadTokens } from '../../../../src/generate/tokens/tokens.ts'
import { writer } from '../../../../src/generate/writer.ts'
import { bannedTokens, freed, isFree } from '../../../../src/endpoints/chat-completions/make/bans.ts'
import { answerTo } from '../../../support/compose.ts'

const counter = await loadTokens('o200k_base')
/** The token that a text is. */
const idOf = (text: string): number => {
  const ids = counter.ids(text)
  if (ids.length !== 1) throw new Error(`${text} is ${ids.length} tokens`)
  return ids[0] ?? 0
}

test.each([
  [{ 5: -100, 7: -99, 9: 100 }, new Set([5])],
  [{ 5: -1 }, undefined],
  [{}, undefined],
  [null, undefined],
])('%j bans %j', (logit_bias, banned) => {
  expect(bannedTokens({ logit_bias })).toEqual(banned)
})

test.each([
  ['a word', [' the'], 'Look at the sea, and the sky.', 'Look at sea, and sky.'],
  ['the first word', ['Look'], 'Look at it. Then go.', 'At it. Then go.'],
  ['the last word of a sentence', [' sea'], 'Look at the sea. Then go.', 'Look at the. Then go.'],
  ['a part of a word, with all of it', ['ophyll'], 'Green chlorophyll grows.', 'Green grows.'],
  ['a mark', ['.'], 'Look at the sea. Then go.', 'Look at the sea! Then go!'],
  ['every mark', ['.', '!', '?'], 'Look at the sea. Then go.', 'Look at the sea Then go'],
  ['a sentence', ['Then', ' Then', ' go'], 'Look. Then go. Stay.', 'Look. Stay.'],
  ['everything', ['A', ' a'], 'A a a', ''],
])('a ban of %s takes out no less than whole words', (_what, banned, text, left) => {
  const ids = new Set(banned.map(idOf))

  expect(freed(text, ids, counter)).toBe(left)
  expect(isFree(left, ids, counter)).toBe(true)
})

test('a banned part of a character takes the word with it', () => {
  const text = 'Look at \u{1faa0} here'
  const inside = counter.ids(text).find((id, index) => counter.tokens(text)[index]?.token.startsWith('\\x')) ?? 0

  expect(freed(text, new Set([inside]), counter)).toBe('Look at here')
})

const ask = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Tell me about the sea and the mountains' }] }
const context = { tokens: async () => counter, writer: async () => writer }

test.each([[[' the']], [[' is', ' a']], [['.']], [['.', ',', '?', '!', ' the', ' a', ' to', ' it', ' and', ' of']]])(
  'made-up text of every choice goes without %j, and still reads as text',
  async (words) => {
    const banned = words.map(idOf)
    const logit_bias = Object.fromEntries(banned.map((id) => [id, -100]))

    const { completion } = await answerTo({ ...ask, n: 20, logit_bias }, {}, { context })

    for (const { message, finish_reason } of completion.choices) {
      const content = message.content ?? ''
      expect(counter.ids(content).filter((id) => banned.includes(id))).toEqual([])
      expect(content).toMatch(/^[A-Z].* .*/)
      expect(content).not.toMatch(/(?:^| )[b-hj-z](?: |$)/)
      expect(finish_reason).toBe('stop')
    }
  },
)

test('a positive bias changes nothing beyond the seed', async () => {
  const { completion } = await answerTo({ ...ask, logit_bias: { [idOf(' sea')]: 100 } }, {}, { context })

  expect(completion).toEqual((await answerTo(ask, {}, { context })).completion)
})
