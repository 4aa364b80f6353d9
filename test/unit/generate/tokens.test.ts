import { countTokens } from 'gpt-tokenizer/encoding/o200k_base'
import { expect, test } from 'vitest'
import { loadTokens } from '../../../src/generate/tokens.ts'

const tokens = await loadTokens('o200k_base')
const megabyte = 2 ** 20

test.each([
  ['', 0],
  ['Hello, world!', 4],
  ["don't stop", 2],
  ['<|endoftext|>', 7],
])('counts %j', (text, count) => {
  expect(tokens.count(text)).toBe(count)
})

test('counts as the reference tokenizer does, runs of hundreds of characters included', () => {
  const text = `${'='.repeat(300)} ${'漢字'.repeat(200)} ${' '.repeat(400)}x ${'ab1'.repeat(90)} naïve 😀🫠 \n\n end`

  expect(tokens.count(text)).toBe(countTokens(text))
})

test('counts with the encoding of older models', async () => {
  const older = await loadTokens('cl100k_base')

  expect([older.count('漢'), tokens.count('漢')]).toEqual([2, 1])
})

test('loads an encoding once, and plain text of gpt-oss with the same one', async () => {
  expect(await loadTokens('o200k_harmony')).toBe(tokens)
})

test('counts a long text in windows as it counts it whole', () => {
  const text = "The quick brown fox, said the dog, didn't jump over 123 hedges.\n\n  漢字かな。".repeat(3000)

  expect(tokens.count(text)).toBe(countTokens(text))
})

test.each([
  ['one letter', 'a'.repeat(megabyte)],
  ['spaces', ' '.repeat(megabyte)],
  ['Chinese without spaces', '中文字符沒有空格'.repeat(megabyte / 8)],
  ['emoji', '😀👍🏽'.repeat(megabyte / 6)],
  ['lone surrogates', '\ud83d'.repeat(megabyte)],
  ['special tokens', '<|endoftext|>'.repeat(megabyte / 13)],
])('counts a hostile megabyte of %s within a second', (_, text) => {
  const start = performance.now()

  expect(tokens.count(text)).toBeGreaterThan(1000)

  expect(performance.now() - start).toBeLessThan(1000)
})

test('remembers the counts of a long history', () => {
  const history = Array.from({ length: 2000 }, (_, turn) => `turn ${turn}: ${'lorem ipsum dolor sit amet '.repeat(18)}`)
  const countAll = (): number => {
    const start = performance.now()
    for (const message of history) tokens.count(message)
    return performance.now() - start
  }

  const first = countAll()

  expect(Math.min(countAll(), countAll(), countAll())).toBeLessThan(first / 2)
})

test('splits into tokens and never inside a character', () => {
  expect(tokens.split('Hi 😀🫠 漢字')).toEqual(['Hi', ' 😀', '🫠', ' 漢', '字'])
})

test('splits text with half a character so that it still joins to the text', () => {
  const text = 'a\ud83db\ude00'

  expect(tokens.split(text).join('')).toBe(text)
})

test.each([
  ['one two three', 2, 'one two'],
  ['one two three', 9, 'one two three'],
  ['one two three', 0, ''],
  ['x🫠', 2, 'x'],
  ['x🫠', 4, 'x🫠'],
])('cuts %j after %i tokens', (text, limit, cut) => {
  expect(tokens.cut(text, limit)).toBe(cut)
})

test('gives every token its own bytes, also inside a character', () => {
  expect(tokens.tokens('é🫠')).toEqual([
    { token: 'é', bytes: [0xc3, 0xa9] },
    { token: '\\xf0\\x9f', bytes: [0xf0, 0x9f] },
    { token: '\\xab', bytes: [0xab] },
    { token: '\\xa0', bytes: [0xa0] },
  ])
})
