import { expect, test } from 'vitest'
import { createRandom } from '../../../src/core/random.ts'
import { loadTokens } from '../../../src/generate/tokens/tokens.ts'
import { references } from '../../support/reference-tokens.ts'

const tokens = await loadTokens('o200k_base')

test.each([
  ['', 0],
  ['Hello, world!', 4],
  ["don't stop", 2],
  ['<|endoftext|>', 7],
])('counts %j', (text, count) => {
  expect(tokens.count(text)).toBe(count)
})

test('counts with the encoding of older models', async () => {
  const older = await loadTokens('cl100k_base')

  expect([older.count('漢'), tokens.count('漢')]).toEqual([2, 1])
})

test('loads an encoding once, and plain text of gpt-oss with the same one', async () => {
  expect(await loadTokens('o200k_harmony')).toBe(tokens)
})

const random = createRandom(1)
const made = (character: () => string) => (length: number) => Array.from({ length }, character).join('')

/** Texts without a split point, or with nothing else, by their length. */
const hostile: Readonly<Record<string, (length: number) => string>> = {
  'one letter': (length) => 'a'.repeat(length),
  'one capital': (length) => 'A'.repeat(length),
  'letters and digits by turns': (length) => 'aA1'.repeat(length / 3),
  'cases by turns': (length) => 'aA'.repeat(length / 2),
  digits: made(() => String(random.below(10))),
  newlines: (length) => '\n'.repeat(length),
  spaces: (length) => ' '.repeat(length),
  'spaces and newlines by turns': (length) => ' \n'.repeat(length / 2),
  'Chinese that repeats itself': (length) => '中文字符沒有空格'.repeat(length / 8),
  'Chinese without spaces': made(() => String.fromCharCode(0x4e00 + random.below(3_000))),
  'random letters': made(() => String.fromCharCode(97 + random.below(26))),
  'random bytes': made(() => String.fromCharCode(random.below(256))),
  'random UTF-16 units': made(() => String.fromCharCode(random.below(65_536))),
  emoji: (length) => '😀👍🏽'.repeat(length / 6),
  'joined emoji': (length) => '👨‍👩‍👧'.repeat(length / 8),
  'lone surrogates': (length) => '\ud83d'.repeat(length),
  'marks on one letter': (length) => `a${'\u0301'.repeat(length)}`,
  'special tokens': (length) => '<|endoftext|>'.repeat(length / 13),
  apostrophes: (length) => "'s".repeat(length / 2),
  'zero bytes': (length) => '\0'.repeat(length),
}

test.each(
  references.flatMap((reference) => Object.keys(hostile).map((what) => [what, reference.encoding, reference] as const)),
)('gives %s the tokens that gpt-tokenizer gives them in %s', async (what, encoding, reference) => {
  const text = hostile[what]?.(4_001) ?? ''
  const ours = await loadTokens(encoding)

  expect(ours.tokens(text).map(({ bytes }) => bytes)).toEqual(reference.tokens(text))
})

test.each(['one letter', 'spaces', 'Chinese without spaces', 'random bytes', 'emoji', 'special tokens'])(
  'a megabyte of %s has so many times the tokens of a part of it',
  (what) => {
    const [part, whole] = [2 ** 14, 2 ** 20].map((length) => tokens.count(hostile[what]?.(length) ?? '')) as [
      number,
      number,
    ]

    expect(whole / part).toBeGreaterThan(62)
    expect(whole / part).toBeLessThan(66)
  },
)

test('counts a text of many windows as gpt-tokenizer counts it whole', () => {
  const text = "The quick brown fox, said the dog, didn't jump over 123 hedges.\n\n  漢字かな。".repeat(6_000)

  expect(tokens.count(text)).toBe(references[0]?.tokens(text).length)
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
