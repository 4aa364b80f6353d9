import type { Encoding, LoadTokens, TokenCounter } from '../core/tokens.ts'
import { createBytePairs } from './byte-pairs.ts'
import { createMemo } from './memo.ts'
import { eachPiece } from './pieces.ts'
import { characterLength, createVocabulary } from './vocabulary.ts'
import type { Ranks } from './vocabulary.ts'

/** Loads an encoding on first use: only its vocabulary, which is most of the cost. Each encoding is loaded once. */
export const loadTokens: LoadTokens = (encoding) => {
  // gpt-oss splits and counts plain text as o200k_base does; only its special tokens differ, and text holds none.
  const name = encoding === 'o200k_harmony' ? 'o200k_base' : encoding
  const loaded = loading.get(name)
  if (loaded !== undefined) return loaded
  const counter = load(name)
  loading.set(name, counter)
  return counter
}

const loading = new Map<Encoding, Promise<TokenCounter>>()

const load = async (name: 'o200k_base' | 'cl100k_base'): Promise<TokenCounter> => {
  const patterns = import('gpt-tokenizer/encodingParams/constants')
  if (name === 'cl100k_base') {
    const { default: ranks } = await import('gpt-tokenizer/bpeRanks/cl100k_base')
    return createCounter(ranks, (await patterns).CL100K_TOKEN_SPLIT_REGEX)
  }
  const { default: ranks } = await import('gpt-tokenizer/bpeRanks/o200k_base')
  return createCounter(ranks, (await patterns).O200K_TOKEN_SPLIT_REGEX)
}

const countsLimit = 32 * 1024 * 1024
const splitsLimit = 4 * 1024 * 1024

/** What one remembered entry costs beside its text. */
const overhead = 100

const createCounter = (vocabulary: Ranks, splitPattern: RegExp): TokenCounter => {
  const pattern = new RegExp(splitPattern.source, 'gu')
  const pairs = createBytePairs(createVocabulary(vocabulary))
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
        const token = vocabulary[rank] ?? ''
        return {
          token: typeof token === 'string' ? token : shownBytes(token),
          bytes: typeof token === 'string' ? [...encoder.encode(token)] : token,
        }
      }),
  }
}

/** The text with U+FFFD for each lone surrogate, as in UTF-8; as long as before. */
const wellFormed = (text: string): string => text.replaceAll(loneSurrogates, (run) => '\ufffd'.repeat(run.length))

const loneSurrogates = /\p{Surrogate}+/gu

/** Cuts the text at those ends of tokens that lie between characters; `withRest` gives what is left as the last piece. */
const wholePieces = (text: string, vocabulary: Ranks, ranks: readonly number[], withRest = true): string[] => {
  const pieces: string[] = []
  let start = 0
  let end = 0
  let missing = 0
  for (const rank of ranks) {
    const token = vocabulary[rank] ?? ''
    if (typeof token === 'string') end += token.length
    else
      for (const byte of token) {
        if (missing > 0) missing--
        else {
          missing = characterLength(byte) - 1
          end += missing === 3 ? 2 : 1
        }
      }
    if (missing > 0) continue
    pieces.push(text.slice(start, end))
    start = end
  }
  if (withRest && start < text.length) pieces.push(text.slice(start))
  return pieces
}

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** Text of a token that begins or ends inside a character: whole characters as they are, other bytes as `\xNN`. */
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
