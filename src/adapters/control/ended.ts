import type { JournalEntry } from '../../core/store.ts'

/** The calls that ended after the one with that sequence, in the order in which they ended. */
export const endedAfter = (calls: readonly JournalEntry[], after: number): readonly JournalEntry[] =>
  calls
    .filter(({ sequence }) => sequence !== undefined && sequence > after)
    .toSorted((one, other) => (one.sequence ?? 0) - (other.sequence ?? 0))

/** The sequence of the call that ended last; 0 when none has. */
export const lastOf = (calls: readonly JournalEntry[]): number =>
  calls.reduce((last, { sequence = 0 }) => Math.max(last, sequence), 0)
