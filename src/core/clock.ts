/** Time as cuecard sees it. Inject one to freeze or fast-forward it in tests. */
export interface Clock {
  /** Milliseconds since 1970, may be fractional. */
  now(): number
  /** Resolves at time `time` (never early), or at once when `signal` aborts. Never rejects. */
  sleepUntil(time: number, signal?: AbortSignal): Promise<void>
}

// Captured at import, so that fake timers installed later by a user's tests freeze nothing here.
const { setTimeout, clearTimeout, performance } = globalThis
const origin = performance.timeOrigin
const elapsed = performance.now.bind(performance)

/** A `setTimeout` of more than this many milliseconds fires at once. */
const longestTimer = 2 ** 31 - 1

/** The real clock: monotonic, on the timers that existed when cuecard was imported. */
export const realClock: Clock = {
  now: () => origin + elapsed(),
  sleepUntil: async (time, signal) => {
    while (signal?.aborted !== true) {
      const left = time - (origin + elapsed())
      if (left <= 0) return
      await sleep(Math.min(Math.ceil(left), longestTimer), signal)
    }
  },
}

const sleep = (milliseconds: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve) => {
    const wake = (): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', wake)
      resolve()
    }
    const timer = setTimeout(wake, milliseconds)
    signal?.addEventListener('abort', wake)
  })
