import * as fc from 'fast-check'
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base'
import { expect, test } from 'vitest'
import { loadTokens } from '../../src/generate/tokens.ts'

const halfCharacter = /\p{Surrogate}/u

const tokens = await loadTokens('o200k_base')

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc
    .array(
      fc.constantFrom(' ', '\n', 'word', ' the', "'s", '123', '漢字', '😀', 'é', '-', '<|endoftext|>', 'A', '\t'),
      { maxLength: 60 },
    )
    .map((parts) => parts.join('')),
)

test('a text has as many tokens as the reference tokenizer counts', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      // The reference loses byte order marks when it looks up bytes.
      fc.pre(!text.includes('\ufeff'))
      expect(tokens.count(text)).toBe(countTokens(text, { disallowedSpecial: new Set() }))
    }),
    { numRuns: 500 },
  )
})

test('pieces join to the text and hold only whole characters', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const pieces = tokens.split(text)

      expect(pieces.join('')).toBe(text)
      expect(pieces.filter((piece) => halfCharacter.test(piece))).toEqual([])
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
