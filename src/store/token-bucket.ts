import type { Bucket } from '../core/store.ts'

/** So many units per window, refilled continuously. */
export interface Rate {
  readonly limit: number
  readonly window_ms: number
}

/** What is spent of one rate. Refilling is arithmetic: no timer runs. */
export interface TokenBucket {
  /** Whether `cost` fits; a bucket that lacks it is left as it is. */
  has(cost: number, now: number): boolean
  /** Spends `cost`, down to nothing. */
  spend(cost: number, now: number): void
  state(now: number): Bucket
}

/** A full bucket. Clocks that step back refill nothing. */
export const createTokenBucket = ({ limit, window_ms }: Rate): TokenBucket => {
  let used = 0
  let at = -Infinity
  const refill = (now: number): void => {
    if (now > at) used = Math.max(0, used - ((now - at) * limit) / window_ms)
    at = Math.max(at, now)
  }
  return {
    has: (cost, now) => {
      refill(now)
      return used + cost <= limit
    },
    spend: (cost, now) => {
      refill(now)
      used = Math.min(limit, used + cost)
    },
    state: (now) => {
      refill(now)
      return bucketOf(limit, Math.ceil(used), Math.floor((used * window_ms) / limit))
    },
  }
}

const bucketOf = (limit: number, used: number, reset_ms: number): Bucket => ({
  limit,
  remaining: limit - used,
  reset_ms,
})
