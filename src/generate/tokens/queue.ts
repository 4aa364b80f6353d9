import { none } from './vocabulary.ts'

/** From so many items on they are sorted at once. */
const manyItems = 64

/** From so many on it pays to count how many begin alike. */
const veryMany = 400
const digitBits = 9

/**
 * Non-negative integers of up to `lowBits` and 18 bits more, smallest first; `pop` gives `none` when there are no more. Those known from
 * the beginning come in the order of their low bits; they are sorted and never moved again, which leaves a small heap for the ones that
 * follow.
 */
export const createQueue = (capacity: number, lowBits: number) => {
  const first = new Int32Array(capacity)
  const sort = createSort(capacity, lowBits)
  let count = 0
  let taken = 0
  const heap = createHeap(capacity * 2)
  return {
    /** Before `begin`. */
    add: (item: number): void => {
      first[count++] = item
    },
    begin: (): void => {
      taken = 0
      if (count >= manyItems) {
        if (count >= veryMany) sort(first, count)
        else first.subarray(0, count).sort()
        return
      }
      for (let index = 0; index < count; index++) heap.push(first[index] ?? 0)
      count = 0
    },
    push: heap.push,
    pop: (): number => {
      if (taken < count) {
        const item = first[taken] ?? 0
        const other = heap.top()
        if (other === none || item < other) {
          taken++
          return item
        }
      } else count = 0
      return heap.pop()
    },
  }
}

/** Sorts by the bits above the low ones, digit by digit; what is alike there keeps its order. */
const createSort = (capacity: number, lowBits: number) => {
  const spare = new Int32Array(capacity)
  const ends = new Int32Array(1 << digitBits)
  const mask = (1 << digitBits) - 1
  const pass = (from: Int32Array, into: Int32Array, count: number, shift: number): void => {
    ends.fill(0)
    for (let index = 0; index < count; index++) {
      const digit = ((from[index] ?? 0) >>> shift) & mask
      ends[digit] = (ends[digit] ?? 0) + 1
    }
    for (let digit = 1; digit <= mask; digit++) ends[digit] = (ends[digit] ?? 0) + (ends[digit - 1] ?? 0)
    for (let index = count - 1; index >= 0; index--) {
      const item = from[index] ?? 0
      const digit = (item >>> shift) & mask
      const place = (ends[digit] ?? 0) - 1
      ends[digit] = place
      into[place] = item
    }
  }
  return (items: Int32Array, count: number): void => {
    pass(items, spare, count, lowBits)
    pass(spare, items, count, lowBits + digitBits)
  }
}

/** A binary heap of non-negative integers, smallest first; `pop` of an empty one gives `none`. */
const createHeap = (capacity: number) => {
  const items = new Int32Array(capacity)
  let size = 0
  return {
    top: (): number => (size === 0 ? none : (items[0] ?? none)),
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
