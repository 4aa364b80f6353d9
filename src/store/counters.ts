import type { Counters } from '../core/store.ts'

/** Counts by name, from 0. */
export const createCounters = (): Counters => {
  const counts = new Map<string, number>()
  const read = (name: string): number => counts.get(name) ?? 0
  return {
    read,
    next: (name) => {
      const before = read(name)
      counts.set(name, before + 1)
      return before
    },
  }
}
