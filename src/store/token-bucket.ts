/** So many units per window, refilled continuously. */
export interface Rate {
  readonly limit: number
  readonly window_ms: number
}

/** What is spent of one rate. Refilling is arithmetic: no timer runs. */
export interface TokenBucket {
  /** Milliseconds until `cost` fits: 0 when it does, infinite when it is more than the whole limit. */
  waitFor(cost: number, now: number): number
  /** Spends `cost`, down to nothing. */
  spend(cost: number, now: number): void
  /** What is spent, in whole units: one that is only partly back is not there. */
  used(now: number): number
  /** Milliseconds until it is full again, in whole ones. */
  resetIn(now: number): number
}

/** A full bucket. Clocks that step back refill nothing. */
export const createTokenBucket = ({ limit, window_ms }: Rate): TokenBucket => {
  // In parts of a unit, `window_ms` of them in each: every millisecond brings `limit` back, and nothing is lost in rounding.
  let spent = 0
  let at = -Infinity
  const refill = (now: number): void => {
    if (now <= at) return
    spent = Math.max(0, spent - (now - at) * limit)
    at = now
  }
  return {
    waitFor: (cost, now) => {
      refill(now)
      if (cost > limit) return Infinity
      return Math.max(0, (spent + (cost - limit) * window_ms) / limit)
    },
    spend: (cost, now) => {
      refill(now)
      spent = Math.min(limit * window_ms, spent + cost * window_ms)
    },
    used: (now) => {
      refill(now)
      return Math.ceil(spent / window_ms)
    },
    resetIn: (now) => {
      refill(now)
      return Math.floor(spent / limit)
    },
  }
}
