import { expect, test } from 'vitest'
import { excerptOf } from '../../../src/generate/text/text-topics.ts'
import { makeText } from '../../../src/generate/text/text.ts'
import { loadTokens } from '../../../src/generate/tokens/tokens.ts'

const tokens = await loadTokens('o200k_base')

test('takes up the words of the user', () => {
  const text = makeText({ user: 'What is the weather in Paris?', seed: 1 })

  expect(text).toMatch(/weather|Paris/)
})

test('reads whole words of a long text', () => {
  for (let length = 0; length < 20; length++) {
    const excerpt = excerptOf(`${'lighthouses keepers '.repeat(200)}${'!'.repeat(length)}`.slice(length))

    expect(excerpt.match(/\w{2,}/g)?.slice(1, -1)).not.toContainEqual(
      expect.not.stringMatching(/^(lighthouses|keepers)$/),
    )
  }
})

test.each(['Hello!', 'hi', 'Good morning to you', 'Bonjour', '你好'])('greets back at %j', (user) => {
  expect(makeText({ user, seed: 1 })).toMatch(/^(Hello|Hi|Hey)\b.*/)
})

test('answers the question after a greeting', () => {
  expect(makeText({ user: 'Hello! Explain photosynthesis', seed: 1 })).toContain('photosynthesis')
})

test.each(['', '   ', '???', '!!! 123 ...', 'https://example.com/a?b=c'])('has something to say to %j', (user) => {
  expect(makeText({ user, seed: 1 })).toMatch(/^[A-Z].{20,}[.?]$/)
})

test.each(['写一个故事关于龙', 'ما هو الطقس اليوم', 'Расскажи о Москве', '😀'])(
  'answers in sentences to %j',
  (user) => {
    expect(makeText({ user, seed: 1 })).toMatch(/^[A-Z].*[.?]$/s)
  },
)

test('repeats no markup and no code', () => {
  const text = makeText({ user: '<script>alert(1)</script> **bold** `rm -rf` {{ user }} report', seed: 3 })

  expect(text).not.toMatch(/[<>*`{}]/)
})

test('says the same for the same seed and something else for another', () => {
  const ask = { user: 'Plan a trip to Norway', seed: 1 }
  const texts = new Set(Array.from({ length: 10 }, (_, seed) => makeText({ ...ask, seed })))

  expect(makeText(ask)).toBe(makeText(ask))
  expect(texts.size).toBeGreaterThan(8)
})

const lengths = (ask: { readonly user: string; readonly verbosity?: string }, counter = tokens) =>
  Array.from({ length: 100 }, (_, seed) => counter.count(makeText({ ...ask, seed })))

test.each([
  'Compare cats with dogs',
  'In one word: is the sky blue?',
  'Write a long story of 5000 words',
  'Hello',
  'Thanks!',
  '😀',
  'कृपया मुझे भारत के बारे में विस्तार से बताएं',
  'xqzjkvbwqxqzjkvbwqxqzjk zzqxjkwvqjqjqj wzwzw',
  '漢字カナ交じり文章を書いてください',
])('is 10 to 120 tokens long for %j, whatever the encoding and the verbosity', async (user) => {
  for (const counter of [tokens, await loadTokens('cl100k_base')])
    for (const verbosity of [undefined, 'low', 'medium', 'high']) {
      const counts = lengths({ user, ...(verbosity !== undefined && { verbosity }) }, counter)

      expect(Math.min(...counts)).toBeGreaterThanOrEqual(10)
      expect(Math.max(...counts)).toBeLessThanOrEqual(120)
    }
})

const mean = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0) / counts.length

test.each([
  ['Explain tides in one sentence', 'Explain tides'],
  ['Is it safe to swim in tides? Yes or no?', 'Is it safe to swim in tides?'],
  ['Explain tides', 'Explain tides in detail'],
  ['Explain tides', 'Write an essay about tides'],
  ['Explain tides in 20 words', 'Explain tides in 500 words'],
])('%j gets less than %j', (less, more) => {
  expect(mean(lengths({ user: less })) * 1.4).toBeLessThan(mean(lengths({ user: more })))
})

test('is half and twice as long by verbosity', () => {
  const [low, usual, high] = ['low', 'medium', 'high'].map((verbosity) =>
    mean(lengths({ user: 'Explain tides', verbosity })),
  )

  expect(low).toBeLessThan((usual ?? 0) * 0.6)
  expect(high).toBeGreaterThan((usual ?? 0) * 1.8)
})

test('says so in one sentence when asked to', () => {
  for (let seed = 0; seed < 50; seed++)
    expect(makeText({ user: 'Explain tides in a sentence.', seed })).toMatch(/^[^.?!]+[.?!]$/)
})

test('takes up what is asked, not how: no verbs of asking, no lengths', () => {
  for (let seed = 0; seed < 50; seed++) {
    const text = makeText({ user: 'Please compose an article about the sea. Rewrite and translate it.', seed })

    expect(text).toContain('the sea')
    expect(text).not.toMatch(/compose|rewrite|translate/i)
  }
})

test('joins no words of different sentences', () => {
  for (let seed = 0; seed < 50; seed++)
    expect(makeText({ user: 'Walk the dog. Paint fences.', seed })).not.toContain('dog Paint')
})

test('says a sentence that does not suit only where there is no other', () => {
  const suits = (sentence: string): boolean => !sentence.includes(' is ')
  for (let seed = 0; seed < 50; seed++) expect(makeText({ user: 'Explain tides', seed, suits })).not.toContain(' is ')

  expect(makeText({ user: 'Explain tides', seed: 1, suits: () => false })).toMatch(/tides/)
})

test.each(['Hello', 'Explain tides', 'Explain tides in one word', 'thanks', ''])(
  'has at least 200 answers to %j',
  (user) => {
    const texts = new Set(Array.from({ length: 2_000 }, (_, seed) => makeText({ user, seed })))

    expect(texts.size).toBeGreaterThanOrEqual(200)
  },
)

test.each([20, 100, 1000, 20_000])('is about %i tokens long when asked to be', (wanted) => {
  const count = tokens.count(makeText({ user: 'Tell me about the sea', seed: 1, tokens: wanted }))

  expect(count).toBeGreaterThan(wanted * 0.85)
  expect(count).toBeLessThan(wanted * 1.15)
})

test('reads only so much of a huge text', () => {
  const start = performance.now()

  makeText({ user: 'word '.repeat(2_000_000), seed: 1 })

  expect(performance.now() - start).toBeLessThan(200)
})
