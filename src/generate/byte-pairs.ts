import { longestRun } from './pieces.ts'
import { encodeUtf8, none } from './vocabulary.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Byte-pair encoding with one vocabulary. Works on token numbers, so it never holds on to the text. */
export interface BytePairs {
  /** Writes the ranks of the piece `text[from, to)` to `ranks` and says how many. It has at most `longestRun` characters. */
  encode(text: string, from: number, to: number): number
  /** Ranks of the piece last encoded; overwritten by the next. */
  readonly ranks: Int32Array
}

const positionBits = 12
const mostBytes = 1 << positionBits

/** A UTF-16 unit takes at most three bytes; a rank and a position share one 32-bit number. */
if (longestRun * 3 > mostBytes) throw new RangeError('positions of bytes do not fit')

/** From this length on a piece is compared with the one before: a run of one letter is many equal pieces. */
const longPiece = 256

export const createBytePairs = (vocabulary: Vocabulary): BytePairs => {
  let bytes = new Uint8Array(mostBytes)
  let bytesBefore = new Uint8Array(mostBytes)
  let lengthBefore = 0
  let countBefore = 0
  const ranks = new Int32Array(mostBytes)
  const merge = createMerge(vocabulary)

  const isAsBefore = (length: number): boolean => {
    if (length !== lengthBefore) return false
    for (let index = 0; index < length; index++) if (bytes[index] !== bytesBefore[index]) return false
    return true
  }

  return {
    ranks,
    encode: (text, from, to) => {
      const length = encodeUtf8(text, from, to, bytes)
      if (length >= longPiece && isAsBefore(length)) return countBefore
      lengthBefore = 0
      const whole = vocabulary.find(bytes, length)
      if (whole !== none) {
        ranks[0] = whole
        return 1
      }
      for (let index = 0; index < length; index++) ranks[index] = vocabulary.byte(bytes[index] ?? 0)
      countBefore = merge(ranks, length)
      lengthBefore = length
      const other = bytesBefore
      bytesBefore = bytes
      bytes = other
      return countBefore
    },
  }
}

/** Merges neighbours in place, lowest rank first, leftmost of equals first, until no two of them are a token. */
const createMerge = ({ join }: Vocabulary) => {
  const next = new Int32Array(mostBytes)
  const previous = new Int32Array(mostBytes)
  /** Rank of what a position and its right neighbour would be; entries of the heap that differ from it are stale. */
  const pairs = new Int32Array(mostBytes)
  const heap = createHeap(mostBytes * 3)

  const pair = (ranks: Int32Array, left: number, right: number): void => {
    const rank = join(ranks[left] ?? 0, ranks[right] ?? 0)
    pairs[left] = rank
    if (rank !== none) heap.push((rank << positionBits) | left)
  }

  return (ranks: Int32Array, count: number): number => {
    for (let index = 0; index < count; index++) {
      next[index] = index + 1
      previous[index] = index - 1
      if (index + 1 < count) pair(ranks, index, index + 1)
      else pairs[index] = none
    }
    for (let top = heap.pop(); top !== none; top = heap.pop()) {
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
        pair(ranks, left, after)
      } else pairs[left] = none
      const before = previous[left] ?? none
      if (before !== none) pair(ranks, before, left)
    }
    let kept = 0
    for (let index = 0; index < count; index = next[index] ?? count) ranks[kept++] = ranks[index] ?? 0
    return kept
  }
}

/** A binary heap of non-negative integers, smallest first; `pop` of an empty one gives `none`. */
const createHeap = (capacity: number) => {
  const items = new Int32Array(capacity)
  let size = 0
  return {
    push: (item: number): void => {
      let index = size++
      while (index > 0) {
        const parent = (index - 1) >> 1
        const above = items[parent] ?? 0
        if (above <= item) break
        items[index] = above
        index = parent
      }
      items[index] = item
    },
    pop: (): number => {
      if (size === 0) return none
      const top = items[0] ?? none
      const item = items[--size] ?? 0
      let index = 0
      for (let child = 1; child < size; child = index * 2 + 1) {
        if (child + 1 < size && (items[child + 1] ?? 0) < (items[child] ?? 0)) child++
        const below = items[child] ?? 0
        if (below >= item) break
        items[index] = below
        index = child
      }
      items[index] = item
      return top
    },
  }
}
