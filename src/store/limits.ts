import type { Limiter, LimitState } from '../core/store.ts'
import { createScopes } from './scopes.ts'
import { createTokenBucket, type Rate } from './token-bucket.ts'

/** Limits to hold a key and model to. */
export interface Limits {
  readonly requests: Rate
  readonly tokens: Rate
}

const minute = 60_000

/** What an account of the highest tier has: nobody meets these by accident. */
const generousLimits: Limits = {
  requests: { limit: 10_000, window_ms: minute },
  tokens: { limit: 30_000_000, window_ms: minute },
}

/** How many pairs of key and model are remembered. */
const mostBuckets = 10_000

/**
 * Charges calls to their key and model. Without limits every call is charged to fresh generous ones: headers add up, nothing is ever
 * exceeded, and no call shows in the headers of another.
 */
export const createLimiter = (limits?: Limits): Limiter =>
  limits === undefined ? { charge: (_key, _model, tokens) => chargeAlone(tokens) } : createStrictLimiter(limits)

const oneRequest: LimitState['requests'] = {
  limit: generousLimits.requests.limit,
  remaining: generousLimits.requests.limit - 1,
  reset_ms: minute / generousLimits.requests.limit,
}

const chargeAlone = (tokens: number): LimitState => {
  const { limit } = generousLimits.tokens
  const used = Math.min(limit, Math.max(0, Math.ceil(tokens)))
  return {
    requests: oneRequest,
    tokens: { limit, remaining: limit - used, reset_ms: Math.floor((used * minute) / limit) },
  }
}

const createStrictLimiter = ({ requests, tokens }: Limits): Limiter => {
  const make = () => ({ requests: createTokenBucket(requests), tokens: createTokenBucket(tokens) })
  const buckets = createScopes(make, { limit: mostBuckets })
  return {
    charge: (key, model, cost, now) => {
      const own = buckets.of(`${key}\n${model}`)
      const exceeded = own.requests.has(1, now) ? (own.tokens.has(cost, now) ? undefined : 'tokens') : 'requests'
      if (exceeded === undefined) {
        own.requests.spend(1, now)
        own.tokens.spend(cost, now)
      }
      const state = { requests: own.requests.state(now), tokens: own.tokens.state(now) }
      return exceeded === undefined ? state : { ...state, exceeded }
    },
  }
}
