import type { Json } from './json.ts'

/** Seeded randomness: the same seed gives the same numbers on every machine. */
export interface Random {
  /** In [0, 1). */
  next(): number
  /** An integer in [0, below). */
  below(below: number): number
  pick<T>(items: readonly [T, ...T[]] | readonly T[]): T
  /** `length` characters of `alphabet`; a few hundred at most. */
  text(length: number, alphabet: string): string
}

export const alphanumeric = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
export const hexadecimal = '0123456789abcdef'

/** A 32-bit hash of texts and numbers (FNV-1a, finished with murmur3's mixer); order matters. */
export const hashOf = (...parts: readonly (string | number)[]): number => {
  let hash = 0x811c9dc5
  for (const part of parts) {
    const text = typeof part === 'string' ? part : String(part)
    for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
    hash = Math.imul(hash ^ 0x1f, 0x01000193)
  }
  return mixed(hash)
}

/** A 32-bit hash of a JSON value; the order of an object's members makes no difference. */
export const hashOfJson = (value: Json | undefined): number => {
  if (typeof value === 'string') return hashOf('string', value)
  if (typeof value !== 'object' || value === null) return hashOf(typeof value, String(value))
  if (Array.isArray(value)) {
    let hash = value.length
    for (const item of value) hash = mixed(Math.imul(hash, 31) + hashOfJson(item))
    return hash
  }
  let sum = 0
  for (const [name, member] of Object.entries(value))
    if (member !== undefined) sum = (sum + mixed(Math.imul(hashOf(name), 31) ^ hashOfJson(member))) | 0
  return mixed(sum + 1)
}

/** Numbers from a 32-bit seed (mulberry32: small, fast, good enough for made-up data). */
export const createRandom = (seed: number): Random => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let word = Math.imul(state ^ (state >>> 15), 1 | state)
    word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word
    return ((word ^ (word >>> 14)) >>> 0) / 4294967296
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    next,
    below,
    pick: (items) => {
      const item = items[below(items.length)]
      if (item === undefined) throw new RangeError('nothing to pick from')
      return item
    },
    text: (length, alphabet) => {
      // Adding characters one by one would leave a tree of strings behind.
      const codes: number[] = []
      for (let index = 0; index < length; index++) codes.push(alphabet.charCodeAt(below(alphabet.length)))
      return String.fromCharCode(...codes)
    },
  }
}

const mixed = (hash: number): number => {
  let word = hash ^ (hash >>> 16)
  word = Math.imul(word, 0x85ebca6b)
  word ^= word >>> 13
  word = Math.imul(word, 0xc2b2ae35)
  return (word ^ (word >>> 16)) >>> 0
}
