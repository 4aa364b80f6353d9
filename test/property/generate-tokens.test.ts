import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadTokens } from '../../src/generate/tokens/tokens.ts'
import { references } from '../support/reference-tokens.ts'

const halfCharacter = /\p{Surrogate}/u

const tokens = await loadTokens('o200k_base')

/** What tokenizers stumble over, each with a case of its own in the patterns or in UTF-8. */
const stumbling = [
  ["'s", "'S", "'LL", "'re", "DON'T", "we'Ve", '’s', "'ſ"],
  ['word', 'WORD', 'aA', 'Aa', 'HTTPServer', 'ǅ', 'ß', 'ʰ', 'é', 'e\u0301', '\u0301', 'İ', 'ﬁ', 'Ⅷ', '²', '½', '١٢٣'],
  [
    '1',
    '12',
    '1234',
    ' ',
    '   ',
    '\t',
    '\n',
    '\r\n',
    '\r',
    ' \n ',
    '\u00a0',
    '\u0085',
    '\u2028',
    '\u3000',
    '\u200d',
    '\ufeff',
  ],
  ['漢字', '日本語', '한국어', 'ไทย', 'नमस्ते', 'Привет', 'العربية', '𠀀', '𝒜', '𐐀', '😀', '👍🏽', '👨‍👩‍👧', '🏳️‍🌈'],
  ['\u0000', '\u0001', '\u007f', '\ud83d', '\ude00', '\uffff', '-', '==', '!!!\n', '/', '{"a":1}'],
  ['<|endoftext|>', '<|im_start|>', '<|fim_prefix|>', '<|endofprompt|>'],
].flat()

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 }).map((units) => String.fromCharCode(...units)),
  fc.array(fc.constantFrom(...stumbling), { maxLength: 60 }).map((parts) => parts.join('')),
)

/** Runs without a split point, longer than what is merged at once. */
const longRun = fc
  .tuple(
    fc.constantFrom(' ', '=', 'a', 'the', '的一是不了在人有我他', 'abcde', 'ไทยกขค', 'e\u0301', '-=!', '\t'),
    fc.infiniteStream(fc.nat(20)),
    fc.integer({ min: 300, max: 1_500 }),
  )
  .map(([alphabet, picks, length]) => {
    const characters = Array.from(alphabet)
    return Array.from({ length }, () => characters[(picks.next().value ?? 0) % characters.length]).join('')
  })

const bytesOf = (token: { readonly bytes: readonly number[] }): readonly number[] => token.bytes

test.each(references)('a text has the tokens that gpt-tokenizer gives it in $encoding', async (reference) => {
  const ours = await loadTokens(reference.encoding)
  fc.assert(
    fc.property(anyText, (text) => {
      const expected = reference.tokens(text)

      expect(ours.tokens(text).map(bytesOf)).toEqual(expected)
      expect(ours.count(text)).toBe(expected.length)
    }),
    { numRuns: 1_000, seed: 7 },
  )
})

test.each(references)('so has a long run in $encoding', async (reference) => {
  const ours = await loadTokens(reference.encoding)
  fc.assert(
    fc.property(longRun, (text) => {
      expect(ours.tokens(text).map(bytesOf)).toEqual(reference.tokens(text))
    }),
    { numRuns: 60, seed: 7 },
  )
})

test('pieces join to the text and hold only whole characters', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const pieces = tokens.split(text)

      expect(pieces.join('')).toBe(text)
      expect(
        tokens.split(text.replaceAll(/\p{Surrogate}/gu, '?')).filter((piece) => halfCharacter.test(piece)),
      ).toEqual([])
    }),
  )
})

test('bytes of the tokens join to the bytes of the text', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const bytes = tokens.tokens(text).flatMap((token) => token.bytes)

      expect(bytes).toEqual([...new TextEncoder().encode(text)])
    }),
  )
})

test('text of UTF-16 units of any kind is counted and joined again', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 50 }), (units) => {
      const text = String.fromCharCode(...units)

      expect(tokens.split(text).join('')).toBe(text)
      expect(tokens.tokens(text)).toHaveLength(tokens.count(text))
    }),
  )
})

test('a cut is a beginning of the text with at most as many tokens taken from it', () => {
  fc.assert(
    fc.property(anyText, fc.nat(40), (text, limit) => {
      const cut = tokens.cut(text, limit)

      expect(text.startsWith(cut)).toBe(true)
      expect(cut === text || limit < tokens.count(text)).toBe(true)
      expect(cut === '' || limit > 0).toBe(true)
    }),
  )
})
