import type { Limit, Limits } from './store/limits.ts'
import { similarTo } from './core/nearest.ts'
import { sharedName } from './store/limits.ts'

/** What a key may call, per model. What is left out is not limited. */
export interface Rates {
  readonly requests_per_minute?: number
  readonly tokens_per_minute?: number
  readonly requests_per_day?: number
  readonly tokens_per_day?: number
}

/**
 * Limits that count, for every key and model in every scope by itself. An alias and its snapshots are one model.
 *
 * @example
 * createCuecard({ rateLimit: { requests_per_minute: 3, models: { 'gpt-4o': { tokens_per_minute: 30_000 } } } })
 */
export interface RateLimitOptions extends Rates {
  /** Limits of single models, by alias or snapshot; what they leave out is as for all models. */
  readonly models?: Readonly<Record<string, Rates>>
  /** What a key may spend over all models until `reset()`, and how it is refused after that. Default: `insufficient_quota`. */
  readonly quota?: {
    readonly requests?: number
    readonly tokens?: number
    readonly error?: 'insufficient_quota' | 'credit_balance_exhausted'
  }
}

/** A part of the option that cannot be used: where it is, what it is and what to write. */
export interface BadRateLimit {
  readonly name: string
  readonly given: unknown
  readonly wanted: string
}

const minute = 60_000
const day = 86_400_000

/** From the short window to the long: of two limits that show the same, the first is shown. */
const limits = {
  requests_per_minute: { kind: 'requests', window_ms: minute },
  requests_per_day: { kind: 'requests', window_ms: day },
  tokens_per_minute: { kind: 'tokens', window_ms: minute },
  tokens_per_day: { kind: 'tokens', window_ms: day },
} as const satisfies Record<keyof Rates, Omit<Limit, 'limit'>>

const rateNames = Object.keys(limits)
const quotaErrors = ['insufficient_quota', 'credit_balance_exhausted']

/** The option as the limiter takes it. */
export const resolveRateLimit = ({ models = {}, quota, ...rates }: RateLimitOptions): Limits => ({
  usual: toLimits(rates),
  models: new Map(
    Object.entries(models).map(([model, own]) => [sharedName(model), toLimits({ ...rates, ...own })] as const),
  ),
  ...(quota !== undefined && {
    quota: {
      requests: quota.requests ?? Infinity,
      tokens: quota.tokens ?? Infinity,
      error: quota.error ?? 'insufficient_quota',
    },
  }),
})

const toLimits = (rates: Rates): readonly Limit[] =>
  Object.entries(limits).flatMap(([name, window]) => {
    const limit = rates[name as keyof Rates] // Object.entries forgets the names it was given
    return limit === undefined ? [] : [{ ...window, limit }]
  })

/** Everything that is wrong with the option. */
export function* findBadRateLimit(given: unknown): Iterable<BadRateLimit> {
  if (!isObject(given)) {
    yield { name: 'rateLimit', given, wanted: '{ requests_per_minute: 60, tokens_per_minute: 40_000 }' }
    return
  }
  const { models, quota, ...rates } = given
  yield* findBadNumbers('rateLimit', rates, rateNames, 1, ['models', 'quota'])
  if (models !== undefined) yield* findBadModels(models)
  if (quota !== undefined) yield* findBadQuota(quota)
}

function* findBadModels(models: unknown): Iterable<BadRateLimit> {
  const name = 'rateLimit.models'
  if (!isObject(models)) {
    yield { name, given: models, wanted: "{ 'gpt-4o': { requests_per_minute: 3 } }" }
    return
  }
  const known = new Map<string, string>()
  for (const [model, rates] of Object.entries(models)) {
    const shared = sharedName(model)
    const other = known.get(shared)
    if (other !== undefined) yield { name, given: [other, model], wanted: `one of them: they share a limit` }
    known.set(shared, model)
    if (isObject(rates)) yield* findBadNumbers(`${name}.${model}`, rates, rateNames, 1)
    else yield { name: `${name}.${model}`, given: rates, wanted: '{ requests_per_minute: 3 }' }
  }
}

function* findBadQuota(quota: unknown): Iterable<BadRateLimit> {
  const name = 'rateLimit.quota'
  if (!isObject(quota)) {
    yield { name, given: quota, wanted: '{ requests: 100 } or { tokens: 50_000 }' }
    return
  }
  const { error, ...numbers } = quota
  yield* findBadNumbers(name, numbers, ['requests', 'tokens'], 0, ['error'])
  if (error !== undefined && !(typeof error === 'string' && quotaErrors.includes(error)))
    yield { name: `${name}.error`, given: error, wanted: quotaErrors.join(' or ') }
}

function* findBadNumbers(
  name: string,
  numbers: Readonly<Record<string, unknown>>,
  known: readonly string[],
  least: number,
  others: readonly string[] = [],
): Iterable<BadRateLimit> {
  for (const [member, given] of Object.entries(numbers)) {
    const path = `${name}.${member}`
    if (!known.includes(member)) {
      const [near] = similarTo(member, [...known, ...others], 1)
      yield { name: path, given, wanted: near ?? [...known, ...others].join(', ') }
    } else if (given !== undefined && !(Number.isSafeInteger(given) && Number(given) >= least))
      yield { name: path, given, wanted: `a whole number from ${least}` }
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
