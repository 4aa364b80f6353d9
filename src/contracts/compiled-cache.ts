/** Keeps the last used values, bounded by their number and the length of their keys together. */
export interface BoundedCache<Value> {
  read(key: string): Value | undefined
  write(key: string, value: Value): void
}

export const createBoundedCache = <Value>(mostEntries: number, mostCharacters: number): BoundedCache<Value> => {
  // A Map keeps the order of insertion: what is used is put in again, the first one was used longest ago.
  const entries = new Map<string, Value>()
  let characters = 0
  const drop = (key: string): void => {
    if (entries.delete(key)) characters -= key.length
  }
  return {
    read: (key) => {
      const value = entries.get(key)
      if (value === undefined) return undefined
      entries.delete(key)
      entries.set(key, value)
      return value
    },
    write: (key, value) => {
      if (key.length > mostCharacters) return
      drop(key)
      entries.set(key, value)
      characters += key.length
      for (const oldest of entries.keys()) {
        if (entries.size <= mostEntries && characters <= mostCharacters) break
        drop(oldest)
      }
    },
  }
}
