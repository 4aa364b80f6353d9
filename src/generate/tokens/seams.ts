import type { Merge } from './byte-pairs.ts'
import { encodeUtf8 } from './vocabulary.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Bytes that two windows have in common at first; more where they do not agree on a token in there. */
const overlap = 32

/** Parts that are remembered while a piece is encoded. */
const mostParts = 64

/** Some bytes and their tokens. */
interface Part {
  readonly start: number
  readonly end: number
  readonly ranks: Int32Array
}

/**
 * Encodes pieces of any length, window by window, in time that grows with the length. Tokens are those of a text exactly when each two
 * neighbours are those of the two together; so where two windows that overlap share a token, the tokens of the first up to there and
 * those of the second from there on are the tokens of both. `window`: bytes that are merged at once.
 */
export const createSeams = (vocabulary: Vocabulary, merge: Merge, window: number) => {
  const scratch = new Int32Array(window)

  const partAt = (bytes: Uint8Array, start: number, parts: Map<number, Part>): Part => {
    const end = Math.min(start + window, bytes.length)
    // What repeats itself, like a run of one letter, is many equal parts.
    const hash = hashOf(bytes, start, end)
    const before = parts.get(hash)
    if (before !== undefined && isSame(bytes, before.start, before.end, start, end))
      return { start, end, ranks: before.ranks }
    const part = { start, end, ranks: scratch.slice(0, merge(bytes, start, end, scratch)) }
    if (parts.size < mostParts) parts.set(hash, part)
    return part
  }

  /** How many tokens of a part stand, and the part that goes on behind them. */
  const seamOf = (
    bytes: Uint8Array,
    part: Part,
    parts: Map<number, Part>,
  ): { readonly taken: number; readonly next: Part } => {
    for (let common = overlap; common < window; common *= 2) {
      let taken = 1
      let at = part.start + vocabulary.length(part.ranks[0] ?? 0)
      for (; at < part.end - common; taken++) at += vocabulary.length(part.ranks[taken] ?? 0)
      const next = partAt(bytes, at, parts)
      let skipped = 0
      let other = next.start
      while (taken < part.ranks.length && skipped < next.ranks.length) {
        const [left, right] = [part.ranks[taken] ?? 0, next.ranks[skipped] ?? 0]
        if (at === other && left === right)
          return { taken, next: { start: at, end: next.end, ranks: next.ranks.subarray(skipped) } }
        if (at <= other) at += vocabulary.length(part.ranks[taken++] ?? 0)
        else other += vocabulary.length(next.ranks[skipped++] ?? 0)
      }
    }
    return { taken: part.ranks.length, next: partAt(bytes, part.end, parts) }
  }

  return {
    encode: (text: string, from: number, to: number): Int32Array => {
      const space = new Uint8Array((to - from) * 3)
      const bytes = space.subarray(0, encodeUtf8(text, from, to, space))
      const ranks = new Int32Array(bytes.length)
      let count = 0
      const parts = new Map<number, Part>()
      let part = partAt(bytes, 0, parts)
      while (part.end < bytes.length) {
        const { taken, next } = seamOf(bytes, part, parts)
        ranks.set(part.ranks.subarray(0, taken), count)
        count += taken
        part = next
      }
      ranks.set(part.ranks, count)
      return ranks.subarray(0, count + part.ranks.length)
    },
  }
}

/** Of some of the bytes: a hint, what is alike is compared. */
const hashOf = (bytes: Uint8Array, from: number, to: number): number => {
  let hash = to - from
  for (let index = from; index < to; index += 7) hash = Math.imul(hash ^ (bytes[index] ?? 0), 0x01000193)
  return hash
}

const isSame = (bytes: Uint8Array, start: number, end: number, otherStart: number, otherEnd: number): boolean => {
  if (end - start !== otherEnd - otherStart) return false
  const shift = otherStart - start
  for (let index = start; index < end; index++) if (bytes[index] !== bytes[index + shift]) return false
  return true
}
