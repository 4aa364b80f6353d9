import { createLoader } from '../../core/loader.ts'
import { createMemo } from '../../core/memo.ts'
import type { LoadTokens, TokenCounter } from '../../core/tokens.ts'
import { createBytePairs } from './byte-pairs.ts'
import { eachPiece } from './pieces.ts'
import { characterLength, createVocabulary } from './vocabulary.ts'
import type { Vocabulary } from './vocabulary.ts'

const load = createLoader(async (name: 'o200k_base' | 'cl100k_base'): Promise<TokenCounter> => {
  const { tokens, pattern } = await (name === 'cl100k_base'
    ? import('./cl100k.packed.ts')
    : import('./o200k.packed.ts'))
  return createCounter(createVocabulary(tokens), new RegExp(pattern, 'gu'))
})

/** Loads an encoding on first use: only its vocabulary, which is most of the cost. */
export const loadTokens: LoadTokens = (encoding) =>
  // gpt-oss splits and counts plain text as o200k_base does; only its special tokens differ, and text holds none.
  load(encoding === 'o200k_harmony' ? 'o200k_base' : encoding)

const countsLimit = 32 * 1024 * 1024
const splitsLimit = 4 * 1024 * 1024

/** What one remembered entry costs beside its text. */
const overhead = 100

const createCounter = (vocabulary: Vocabulary, pattern: RegExp): TokenCounter => {
  const pairs = createBytePairs(vocabulary)
  const counts = createMemo<number>(countsLimit)
  const splits = createMemo<readonly string[]>(splitsLimit)

  const ranksOf = (text: string, limit = Number.POSITIVE_INFINITY): number[] => {
    const ranks: number[] = []
    eachPiece(wellFormed(text), pattern, (piece, from, to) => {
      const count = pairs.encode(piece, from, to)
      for (let index = 0; index < count && ranks.length < limit; index++) ranks.push(pairs.ranks[index] ?? 0)
      return ranks.length < limit
    })
    return ranks
  }

  const count = (text: string): number => {
    const known = counts.get(text)
    if (known !== undefined) return known
    let total = 0
    eachPiece(wellFormed(text), pattern, (piece, from, to) => {
      total += pairs.encode(piece, from, to)
      return true
    })
    counts.set(text, total, text.length * 2 + overhead)
    return total
  }

  const split = (text: string): readonly string[] => {
    const known = splits.get(text)
    if (known !== undefined) return known
    const pieces = wholePieces(text, vocabulary, ranksOf(text))
    splits.set(text, pieces, text.length * 2 + pieces.length * 32 + overhead)
    return pieces
  }

  return {
    count,
    ids: (text) => ranksOf(text),
    split,
    cut: (text, limit) => {
      if (limit <= 0) return ''
      const ranks = ranksOf(text, limit)
      let length = 0
      for (const piece of wholePieces(text, vocabulary, ranks, false)) length += piece.length
      return text.slice(0, length)
    },
    tokens: (text) =>
      ranksOf(text).map((rank) => {
        const bytes = [...vocabulary.bytes(rank)]
        return { token: shownBytes(bytes), bytes }
      }),
  }
}

/** The text with U+FFFD for each lone surrogate, as in UTF-8; as long as before. */
const wellFormed = (text: string): string => text.replaceAll(loneSurrogates, (run) => '\ufffd'.repeat(run.length))

const loneSurrogates = /\p{Surrogate}+/gu

/** Cuts the text at those ends of tokens that lie between characters; `withRest` gives what is left as the last piece. */
const wholePieces = (text: string, vocabulary: Vocabulary, ranks: readonly number[], withRest = true): string[] => {
  const pieces: string[] = []
  let start = 0
  let end = 0
  /** Bytes that the tokens so far have beyond the characters so far. */
  let ahead = 0
  for (const rank of ranks) {
    ahead += vocabulary.length(rank)
    while (ahead > 0) {
      const character = text.codePointAt(end) ?? 0
      ahead -= character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4
      end += character < 0x10000 ? 1 : 2
    }
    if (ahead < 0) continue
    pieces.push(text.slice(start, end))
    start = end
  }
  if (withRest && start < text.length) pieces.push(text.slice(start))
  return pieces
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** Text of a token: whole characters as they are, the bytes of others as `\xNN`. */
const shownBytes = (bytes: readonly number[]): string => {
  let shown = ''
  for (let index = 0; index < bytes.length;) {
    const lead = bytes[index] ?? 0
    const length = characterLength(lead)
    const isCharacter = (lead < 0x80 || lead >= 0xc0) && index + length <= bytes.length
    shown += isCharacter
      ? decoder.decode(new Uint8Array(bytes.slice(index, index + length)))
      : `\\x${lead.toString(16).padStart(2, '0')}`
    index += isCharacter ? length : 1
  }
  return shown
}
