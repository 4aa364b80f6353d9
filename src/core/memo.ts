import { textOfJson, type Json, type JsonObject } from './json.ts'

/** Remembers results by text, bounded by weight: two generations, the older one dropped when the younger is full. */
export interface Memo<T> {
  get(text: string): T | undefined
  /** `weight` stands for bytes; what weighs more than half the limit is not kept. */
  set(text: string, value: T, weight: number): void
}

interface Entry<T> {
  readonly text: string
  readonly value: T
  readonly weight: number
}

/** All entries by text, and the last one of each sample: comparing a long text once is four times as fast as hashing it. */
interface Generation<T> {
  readonly exact: Map<string, Entry<T>>
  readonly sampled: Map<number, Entry<T>>
}

const createGeneration = <T>(): Generation<T> => ({ exact: new Map(), sampled: new Map() })

/** A memo that holds at most about `limit` bytes. What was used since the last change of generations survives it. */
export const createMemo = <T>(limit: number): Memo<T> => {
  const half = limit / 2
  let young = createGeneration<T>()
  let old = createGeneration<T>()
  let weighed = 0

  const keep = (entry: Entry<T>): void => {
    if (weighed + entry.weight > half) {
      old = young
      young = createGeneration()
      weighed = 0
    }
    young.exact.set(entry.text, entry)
    if (entry.text.length >= longText) young.sampled.set(sampleOf(entry.text), entry)
    weighed += entry.weight
  }

  return {
    get: (text) => {
      const sampled = text.length < longText ? undefined : young.sampled.get(sampleOf(text))
      if (sampled?.text === text) return sampled.value
      const entry = young.exact.get(text)
      if (entry !== undefined) return entry.value
      const older = old.exact.get(text)
      if (older === undefined) return undefined
      keep(older)
      return older.value
    },
    set: (text, value, weight) => {
      if (weight <= half) keep({ text, value, weight })
    },
  }
}

const usualLimit = 8 * 1024 * 1024
/** What is read of a text may keep all of its parsed JSON alive. */
const perCharacter = 12

/**
 * Reads a part of requests once for each text it has: clients send the same tools and formats with every call. What was read is shared
 * between calls: nobody may change it.
 */
export const oncePerText = <Part extends JsonObject | readonly Json[], Read>(
  read: (part: Part) => Read,
): ((part: Part) => Read) => {
  const memo = createMemo<{ readonly read: Read }>(usualLimit)
  return (part) => {
    const text = textOfJson(part)
    const known = memo.get(text)
    if (known !== undefined) return known.read
    const fresh = read(part)
    memo.set(text, { read: fresh }, text.length * perCharacter + 200)
    return fresh
  }
}

const longText = 64
const head = 16
const samples = 16

/** A number from the length, the beginning and some characters in between; texts that share it are told apart by comparing. */
const sampleOf = (text: string): number => {
  let sample = text.length
  for (let index = 0; index < head; index++) sample = Math.imul(sample ^ text.charCodeAt(index), 0x01000193)
  const step = Math.ceil((text.length - head) / samples)
  for (let index = head; index < text.length; index += step)
    sample = Math.imul(sample ^ text.charCodeAt(index), 0x01000193)
  return (sample ^ (sample >>> 15)) & 0x3fffffff
}
