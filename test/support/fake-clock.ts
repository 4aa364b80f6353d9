import type { Clock } from '../../src/core/clock.ts'

export interface FakeClock extends Clock {
  /** Moves time on, waking sleepers one deadline after the other, and lets what they started run. */
  advance(milliseconds: number): Promise<void>
  /** How many sleep. */
  readonly sleepers: number
}

/** A clock that stands still until it is told otherwise. */
export const fakeClock = (start = 1_700_000_000_000): FakeClock => {
  let now = start
  const sleepers = new Set<{ readonly time: number; readonly wake: () => void }>()
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
  return {
    now: () => now,
    get sleepers() {
      return sleepers.size
    },
    sleepUntil: (time, signal) =>
      new Promise((resolve) => {
        if (time <= now || signal?.aborted === true) return resolve()
        const sleeper = {
          time,
          wake: () => {
            sleepers.delete(sleeper)
            resolve()
          },
        }
        sleepers.add(sleeper)
        signal?.addEventListener('abort', sleeper.wake)
      }),
    advance: async (milliseconds) => {
      const end = now + milliseconds
      await settle()
      for (;;) {
        const due = [...sleepers].filter(({ time }) => time <= end).toSorted((one, other) => one.time - other.time)[0]
        if (due === undefined) break
        now = Math.max(now, due.time)
        due.wake()
        await settle()
      }
      now = end
      await settle()
    },
  }
}
