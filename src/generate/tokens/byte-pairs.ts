import { createQueue } from './queue.ts'
import { createSeams } from './seams.ts'
import { encodeUtf8, none } from './vocabulary.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Byte-pair encoding with one vocabulary. Works on token numbers, so it never holds on to the text. */
export interface BytePairs {
  /** Writes the ranks of the piece `text[from, to)` to `ranks` and says how many. */
  encode(text: string, from: number, to: number): number
  /** Ranks of the piece last encoded; overwritten by the next. */
  readonly ranks: Int32Array
}

const positionBits = 10
/** So many bytes are merged at once: a rank and a position share one 32-bit number. */
const mostBytes = 1 << positionBits

export const createBytePairs = (vocabulary: Vocabulary): BytePairs => {
  const bytes = new Uint8Array(mostBytes)
  const ranks = new Int32Array(mostBytes)
  const merge = createMerge(vocabulary)
  const pieces = createPieces()
  const seams = createSeams(vocabulary, merge, mostBytes)
  let latest: Int32Array = ranks

  return {
    get ranks() {
      return latest
    },
    encode: (text, from, to) => {
      // A UTF-16 unit takes at most three bytes.
      if ((to - from) * 3 > mostBytes) {
        latest = seams.encode(text, from, to)
        return latest.length
      }
      latest = ranks
      const length = encodeUtf8(text, from, to, bytes)
      const whole = vocabulary.find(bytes, length)
      if (whole !== none) {
        ranks[0] = whole
        return 1
      }
      if (length > longestKept) return merge(bytes, 0, length, ranks)
      const slot = pieces.find(bytes, length)
      if (slot >= 0) return pieces.read(slot, ranks)
      const count = merge(bytes, 0, length, ranks)
      pieces.keep(bytes, length, ranks, count)
      return count
    },
  }
}

/** Words longer than this are seldom said again. */
const longestKept = 32
const keptBits = 10

/** The merged pieces of late, each in the slot of its bytes: a text repeats its words. */
const createPieces = () => {
  const lengths = new Uint8Array(1 << keptBits)
  const counts = new Uint8Array(1 << keptBits)
  const kept = new Uint8Array(longestKept << keptBits)
  const ranks = new Int32Array(longestKept << keptBits)

  const slotOf = (bytes: Uint8Array, length: number): number => {
    let hash = length
    for (let index = 0; index < length; index++) hash = Math.imul(hash ^ (bytes[index] ?? 0), 0x01000193)
    return Math.imul(hash, 0x9e3779b1) >>> (32 - keptBits)
  }

  return {
    /** The slot that holds this piece, or `none`. */
    find: (bytes: Uint8Array, length: number): number => {
      const slot = slotOf(bytes, length)
      if (lengths[slot] !== length) return none
      const start = slot * longestKept
      for (let index = 0; index < length; index++) if (kept[start + index] !== bytes[index]) return none
      return slot
    },
    read: (slot: number, into: Int32Array): number => {
      const count = counts[slot] ?? 0
      for (let index = 0; index < count; index++) into[index] = ranks[slot * longestKept + index] ?? 0
      return count
    },
    keep: (bytes: Uint8Array, length: number, merged: Int32Array, count: number): void => {
      const slot = slotOf(bytes, length)
      const start = slot * longestKept
      lengths[slot] = length
      counts[slot] = count
      for (let index = 0; index < length; index++) kept[start + index] = bytes[index] ?? 0
      for (let index = 0; index < count; index++) ranks[start + index] = merged[index] ?? 0
    },
  }
}

/** Merges `bytes[from, to)`, at most `mostBytes` of them, into `ranks` and says how many there are. */
export type Merge = (bytes: Uint8Array, from: number, to: number, ranks: Int32Array) => number

/** Merges neighbours, lowest rank first, leftmost of equals first, until no two of them are a token. */
const createMerge = ({ join, byte }: Vocabulary): Merge => {
  const next = new Int16Array(mostBytes)
  const previous = new Int16Array(mostBytes)
  /** Rank of what a position and its right neighbour would be; entries of the heap that differ from it are stale. */
  const pairs = new Int32Array(mostBytes)
  const queue = createQueue(mostBytes, positionBits)
  const joinBytes = createByteJoins({ join, byte })

  return (bytes, from, to, ranks) => {
    const count = to - from
    for (let index = 0; index < count; index++) {
      const left = bytes[from + index] ?? 0
      ranks[index] = byte(left)
      next[index] = index + 1
      previous[index] = index - 1
      const rank = index + 1 < count ? joinBytes(left, bytes[from + index + 1] ?? 0) : none
      pairs[index] = rank
      if (rank !== none) queue.add((rank << positionBits) | index)
    }
    queue.begin()
    const pair = (left: number, right: number): void => {
      const rank = join(ranks[left] ?? 0, ranks[right] ?? 0)
      pairs[left] = rank
      if (rank !== none) queue.push((rank << positionBits) | left)
    }
    for (let top = queue.pop(); top !== none; top = queue.pop()) {
      const left = top & (mostBytes - 1)
      const rank = top >> positionBits
      if (pairs[left] !== rank) continue
      const right = next[left] ?? count
      const after = next[right] ?? count
      ranks[left] = rank
      pairs[right] = none
      next[left] = after
      if (after < count) {
        previous[after] = left
        pair(left, after)
      } else pairs[left] = none
      const before = previous[left] ?? none
      if (before !== none) pair(before, left)
    }
    let kept = 0
    for (let index = 0; index < count; index = next[index] ?? count) ranks[kept++] = ranks[index] ?? 0
    return kept
  }
}

/** What two bytes are together, looked up once each. */
const createByteJoins = ({ join, byte }: Pick<Vocabulary, 'join' | 'byte'>) => {
  /** By both bytes: 0 is not known yet, else the rank and two more. */
  const known = new Int32Array(65_536)
  return (left: number, right: number): number => {
    const pair = (left << 8) | right
    const found = known[pair] ?? 0
    if (found !== 0) return found - 2
    const rank = join(byte(left), byte(right))
    known[pair] = rank + 2
    return rank
  }
}
