/** Remembers results by text, bounded by weight: two generations, the older one dropped when the younger is full. */
export interface Memo<T> {
  get(text: string): T | undefined
  /** `weight` stands for bytes; what weighs more than half the limit is not kept. */
  set(text: string, value: T, weight: number): void
}

/** A memo that holds at most about `limit` bytes. What was used since the last change of generations survives it. */
export const createMemo = <T>(limit: number): Memo<T> => {
  interface Entry {
    readonly value: T
    readonly weight: number
  }
  const half = limit / 2
  let young = new Map<string, Entry>()
  let old = new Map<string, Entry>()
  let weighed = 0

  const keep = (text: string, entry: Entry): void => {
    if (weighed + entry.weight > half) {
      old = young
      young = new Map()
      weighed = 0
    }
    young.set(text, entry)
    weighed += entry.weight
  }

  return {
    get: (text) => {
      const entry = young.get(text)
      if (entry !== undefined) return entry.value
      const older = old.get(text)
      if (older === undefined) return undefined
      keep(text, older)
      return older.value
    },
    set: (text, value, weight) => {
      if (weight <= half) keep(text, { value, weight })
    },
  }
}
