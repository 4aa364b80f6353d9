import type { Bucket, Charge, Limiter, LimitState, SpentLimit, SpentQuota } from '../core/store.ts'
import { knownProfile } from '../core/models.ts'
import { hashOf } from '../core/random.ts'
import { createTokenBucket, type Rate, type TokenBucket } from './token-bucket.ts'

/** A rate of calls or of tokens. */
export interface Limit extends Rate {
  readonly kind: 'requests' | 'tokens'
}

/** Limits to hold every pair of key and model to, in each scope. */
export interface Limits {
  readonly usual: readonly Limit[]
  /** Of single models, by the name that their aliases share; in place of the usual ones. */
  readonly models: ReadonlyMap<string, readonly Limit[]>
  /** What a key may spend at all, over all models; never refilled. */
  readonly quota?: Quota
}

export interface Quota {
  /** May be infinite. */
  readonly requests: number
  readonly tokens: number
  readonly error: SpentQuota['error']
}

const minute = 60_000

/** What an account of the highest tier has, shown where nothing is limited. */
const generous = {
  requests: { kind: 'requests', limit: 10_000, window_ms: minute },
  tokens: { kind: 'tokens', limit: 30_000_000, window_ms: minute },
} as const satisfies Record<Limit['kind'], Limit>

/** How many pairs of key and model, and how many keys, are remembered. */
const mostAccounts = 10_000

/**
 * Charges calls to their scope, key and model. Without limits every call is charged to fresh generous ones: headers add up, nothing is
 * ever exceeded, and no call shows in the headers of another. What a call is charged is not given back, whatever comes of it; a call that
 * is not allowed is charged nothing.
 */
export const createLimiter = (limits?: Limits): Limiter =>
  limits === undefined
    ? { charge: ({ tokens }) => ({ requests: oneRequest, tokens: tokensAlone(tokens) }), reset: () => {} }
    : createStrictLimiter(limits)

const oneRequest: Bucket = {
  limit: generous.requests.limit,
  remaining: generous.requests.limit - 1,
  reset_ms: minute / generous.requests.limit,
}

const tokensAlone = (tokens: number): Bucket => {
  const { limit } = generous.tokens
  const used = Math.min(limit, Math.max(0, Math.ceil(tokens)))
  return { limit, remaining: limit - used, reset_ms: Math.floor((used * minute) / limit) }
}

const createStrictLimiter = ({ usual, models, quota }: Limits): Limiter => {
  const accounts = createAccounts<PairAccount>()
  const purses = createAccounts<KeyAccount>()
  const pairOf = ({ scope, key, model }: Charge): PairAccount => {
    const name = sharedName(model)
    return accounts.of([scope, key, name], () => ({ scope, meters: (models.get(name) ?? usual).map(createMeter) }))
  }
  return {
    charge: (call, now) => {
      const { meters } = pairOf(call)
      const { scope, key, tokens } = call
      const purse = quota && purses.of([scope, key], () => ({ scope, requests: 0, tokens: 0 }))
      const isBroke = purse && quota && (purse.requests + 1 > quota.requests || purse.tokens + tokens > quota.tokens)
      const exceeded =
        isBroke === true ? ({ kind: 'quota', error: quota.error } as const) : longestWait(meters, call, now)
      if (exceeded === undefined) {
        for (const { kind, bucket } of meters) bucket.spend(costOf(kind, call), now)
        if (purse !== undefined) {
          purse.requests++
          purse.tokens += tokens
        }
      }
      return stateOf(meters, call, exceeded, now)
    },
    reset: (scope) => {
      accounts.reset(scope)
      purses.reset(scope)
    },
  }
}

/**
 * The name under which a model is limited: the alias, for its snapshots too (wire-format 6.1), and for dated ones that nobody knows.
 */
export const sharedName = (model: string): string =>
  knownProfile(model)?.id ?? model.replace(/-\d{4}(?:-\d{2}-\d{2})?$/, '')

/** One limit and what is spent of it. */
interface Meter extends Limit {
  readonly bucket: TokenBucket
}

const createMeter = (limit: Limit): Meter => ({ ...limit, bucket: createTokenBucket(limit) })

const costOf = (kind: Limit['kind'], { tokens }: Charge): number => (kind === 'requests' ? 1 : tokens)

/** The limit that lets the call in last: whoever waits for it has waited for all. */
const longestWait = (meters: readonly Meter[], call: Charge, now: number): SpentLimit | undefined => {
  let longest: SpentLimit | undefined
  for (const { kind, limit, window_ms, bucket } of meters) {
    const requested = costOf(kind, call)
    const wait_ms = bucket.waitFor(requested, now)
    if (wait_ms > (longest?.wait_ms ?? 0))
      longest = { kind, limit, window_ms, used: bucket.used(now), requested, wait_ms }
  }
  return longest
}

const stateOf = (
  meters: readonly Meter[],
  { tokens }: Charge,
  exceeded: LimitState['exceeded'],
  now: number,
): LimitState => ({
  requests: shownOf('requests', meters, exceeded, now) ?? oneRequest,
  tokens: shownOf('tokens', meters, exceeded, now) ?? tokensAlone(tokens),
  ...(exceeded !== undefined && { exceeded }),
})

/** Of several limits of a kind the one that is exceeded, else the one of which least is left. */
const shownOf = (
  kind: Limit['kind'],
  meters: readonly Meter[],
  exceeded: LimitState['exceeded'],
  now: number,
): Bucket | undefined => {
  let shown: Bucket | undefined
  for (const meter of meters) {
    if (meter.kind !== kind) continue
    const bucket = bucketOf(meter, now)
    if (exceeded?.kind === kind && exceeded.window_ms === meter.window_ms) return untilAllowed(bucket, exceeded.wait_ms)
    if (shown === undefined || bucket.remaining < shown.remaining) shown = bucket
  }
  return shown
}

/** As captured (wire-format 12): the reset of requests follows from what is spent, that of tokens from what is shown. */
const bucketOf = ({ kind, limit, window_ms, bucket }: Meter, now: number): Bucket => {
  const used = bucket.used(now)
  const reset_ms = kind === 'requests' ? bucket.resetIn(now) : Math.floor((used * window_ms) / limit)
  return { limit, remaining: limit - used, reset_ms }
}

/** Resets are rounded down and waits up: one call is not to wait longer than all of them. */
const untilAllowed = (bucket: Bucket, wait_ms: number): Bucket =>
  wait_ms === Infinity ? bucket : { ...bucket, reset_ms: Math.max(bucket.reset_ms, Math.ceil(wait_ms)) }

/** What is remembered of a scope's calls. */
interface Account {
  readonly scope: string
}

interface PairAccount extends Account {
  readonly meters: readonly Meter[]
}

interface KeyAccount extends Account {
  requests: number
  tokens: number
}

interface Accounts<T extends Account> {
  of(names: readonly string[], make: () => T): T
  reset(scope: string | undefined): void
}

/** Accounts by name, bounded: whoever makes up keys and models without end pushes out those longest idle, of which most is back. */
const createAccounts = <T extends Account>(): Accounts<T> => {
  // A Map remembers the order of insertion: the first is the longest idle.
  const accounts = new Map<string, T>()
  const makeRoom = (): void => {
    for (const name of accounts.keys()) {
      if (accounts.size < mostAccounts) return
      accounts.delete(name)
    }
  }
  return {
    of: (names, make) => {
      const name = names.map(shortened).join('\n')
      const known = accounts.get(name)
      if (known === undefined) makeRoom()
      else accounts.delete(name)
      const account = known ?? make()
      accounts.set(name, account)
      return account
    },
    reset: (scope) => {
      if (scope === undefined) return accounts.clear()
      for (const [name, account] of accounts) if (account.scope === scope) accounts.delete(name)
    },
  }
}

/** Model names may be megabytes long; so many of them are not kept. */
const shortened = (name: string): string =>
  name.length <= 200 ? name : `${name.slice(0, 100)}\n${name.length}\n${hashOf(name)}`
