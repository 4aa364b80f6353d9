import type { Clock } from '../../core/clock.ts'

/** Lets calls begin so many times a minute, evenly. Resolves at once when the signal aborts. */
export const createPacer = (rate: number, clock: Clock): ((signal: AbortSignal) => Promise<void>) => {
  const gap = 60_000 / rate
  let free = -Infinity
  return async (signal) => {
    if (gap === 0) return
    const start = Math.max(clock.now(), free)
    free = start + gap
    await clock.sleepUntil(start, signal)
  }
}
