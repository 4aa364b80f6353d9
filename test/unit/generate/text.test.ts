import { expect, test } from 'vitest'
import { makeText } from '../../../src/generate/text.ts'
import { loadTokens } from '../../../src/generate/tokens.ts'

const tokens = await loadTokens('o200k_base')

test('takes up the words of the user', () => {
  const text = makeText({ user: 'What is the weather in Paris?', seed: 1 })

  expect(text).toMatch(/weather|Paris/)
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

test('is 10 to 120 tokens long by default', () => {
  const lengths = Array.from({ length: 200 }, (_, seed) =>
    tokens.count(makeText({ user: 'Compare cats with dogs', seed })),
  )

  expect(Math.min(...lengths)).toBeGreaterThanOrEqual(10)
  expect(Math.max(...lengths)).toBeLessThanOrEqual(120)
})

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
