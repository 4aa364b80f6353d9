import { isJsonObject, type Json } from './json.ts'

/** Seeded randomness: the same seed gives the same numbers on every machine. */
export interface Random {
  /** In [0, 1). */
  next(): number
  /** An integer in [0, below). */
  below(below: number): number
  pick<T>(items: readonly [T, ...T[]] | readonly T[]): T
  /** `length` characters of `alphabet` (2 to 2^30 of them); a few hundred at most. */
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
  if (!isJsonObject(value)) {
    let hash = value.length
    for (const item of value) hash = mixed(Math.imul(hash, 31) + hashOfJson(item))
    return hash
  }
  let sum = 0
  for (const name in value) {
    const member = value[name]
    if (member !== undefined) sum = (sum + mixed(Math.imul(hashOf(name), 31) ^ hashOfJson(member))) | 0
  }
  return mixed(sum + 1)
}

/** Numbers from a 32-bit seed (mulberry32: small, fast, good enough for made-up data). */
export const createRandom = (seed: number): Random => new Mulberry32(seed)

/** Every call has one: methods on a prototype cost nothing to make. */
class Mulberry32 implements Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  next(): number {
    return this.#word() / 4294967296
  }

  below(below: number): number {
    return Math.floor(this.next() * below)
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)]
    if (item === undefined) throw new RangeError('nothing to pick from')
    return item
  }

  text(length: number, alphabet: string): string {
    const base = alphabet.length
    // As many characters of each 30 bits (which stay small integers) as fit in them.
    let most = 1
    for (let power = base * base; power <= 2 ** 30; power *= base) most++
    // Adding characters one by one would leave a tree of strings behind.
    const codes = new Array<number>(length)
    let bits = 0
    let left = 0
    for (let index = 0; index < length; index++) {
      if (left === 0) {
        bits = this.#word() >>> 2
        left = most
      }
      codes[index] = alphabet.charCodeAt(bits % base)
      bits = (bits / base) | 0
      left--
    }
    return String.fromCharCode(...codes)
  }

  #word(): number {
    const state = (this.#state + 0x6d2b79f5) >>> 0
    this.#state = state
    let word = Math.imul(state ^ (state >>> 15), 1 | state)
    word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word
    return (word ^ (word >>> 14)) >>> 0
  }
}

const mixed = (hash: number): number => {
  let word = hash ^ (hash >>> 16)
  word = Math.imul(word, 0x85ebca6b)
  word ^= word >>> 13
  word = Math.imul(word, 0xc2b2ae35)
  return (word ^ (word >>> 16)) >>> 0
}
