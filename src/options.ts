import { realClock, type Clock } from './core/clock.ts'
import type { StateKeeper } from './core/collections.ts'
import type { RuleSetting, Strictness } from './core/contract.ts'
import { CuecardError } from './core/errors.ts'
import { profiles } from './core/models.data.ts'
import type { Call } from './core/call.ts'
import type { GenerateSettings } from './core/maker.ts'
import type { TimedPace } from './core/reply.ts'
import type { Draft, Scenario, StreamManner } from './core/scenario.ts'
import type { Limits } from './store/limits.ts'
import { resolveRateLimit, type RateLimitOptions } from './rate-limit.ts'
import { findBadOptions, type KnownNames } from './bad-options.ts'

/** What `createCuecard` takes; everything has a default. */
export interface CuecardOptions {
  /** Parsed scenarios (`parseScenario`, `loadScenarios`) or plain objects of the same form as a scenario file. Default: none. */
  readonly scenarios?: readonly (Scenario | ScenarioObject)[]
  /** The dialect of `/v1/…`. Default: `openai`. */
  readonly dialect?: string
  /** What requests are held to: the service's real rules, or what its document says (`literal`). Default: `practical`. */
  readonly strictness?: Strictness
  /** Settings of single rules by their name, as `violations` give it (`schema/maximum`). Default: every rule as it is defined. */
  readonly rules?: Readonly<Record<string, RuleSetting>>
  /** Seed of everything made up, a whole number. Default: 0. */
  readonly seed?: number
  /**
   * When stream events are sent; a cue's own pace comes first. Numbers are milliseconds, those left out 0. Default: `instant`.
   * `manual`: when `calls.at(-1).stream` says so, by `next(n)`, `finish()` or `fail()`.
   */
  readonly pace?: 'instant' | 'natural' | 'manual' | Partial<Omit<TimedPace, 'seed'>>
  /** Where time comes from. Default: the real timers, as they were when cuecard was imported. */
  readonly clock?: Clock
  /** `dialect`: a key is needed where the dialect needs one; `off`: never; keys: only these. Default: `dialect`. */
  readonly auth?: 'dialect' | 'off' | { readonly keys: readonly string[] }
  /** `known`: unknown models are 404; a list: only these are served. Default: `any`. */
  readonly models?: 'any' | 'known' | readonly string[]
  /** Limits that count, per key and model. Default: none, and headers that show those of a large account untouched. */
  readonly rateLimit?: RateLimitOptions
  /** What answers when no cue holds. Default: `generate`. */
  readonly onUnmatched?: 'generate' | 'error' | 'passthrough'
  /** Whether a broken contract refuses the call or is only recorded. Default: `reject`. */
  readonly onViolation?: 'reject' | 'record'
  /** Whether a finding (a canned answer that breaks its contract) is a warning or fails the call. Default: `warn`. */
  readonly onFinding?: 'warn' | 'fail'
  /** Paths that no endpoint serves: the service's 404, or through to the real service. Default: `error`. */
  readonly onUnserved?: 'error' | 'passthrough'
  /** Keeps stored completions for the next process (`openState` of `cuecard/node`). Default: they end with this one. */
  readonly state?: StateKeeper
  /**
   * Where calls are passed through to: the base URL of the real service that speaks the default dialect.
   * Default: where the client sent them, which the listener cannot know.
   */
  readonly upstream?: string
  /** Largest request body in bytes. Default: 26 214 400 (25 MiB). */
  readonly bodyLimit?: number
}

/** A scenario file's content as a plain object. */
export interface ScenarioObject {
  readonly cuecard: 1
  readonly name?: string
  readonly dialect?: string
  readonly seed?: number
  readonly strictness?: Strictness
  readonly cues: readonly CueObject[]
}

/** A cue as scenario files write it, with exactly one of `reply`, `generate`, `error`, `sequence`, `recorded` and `passthrough`. */
export interface CueObject extends StepObject {
  readonly name?: string
  /** Conditions by fact; a bare value means equals. */
  readonly when?: Readonly<Record<string, unknown>>
  readonly sequence?: readonly StepObject[]
  /** A request that `check` plays. */
  readonly example?: object
}

/** What a cue, or a step of its sequence, does and how. Durations carry units: `300ms`, `2s`. */
export interface StepObject {
  /** The message, without its envelope; or a function that makes one for the call. */
  readonly reply?: object | ((call: Call) => Draft | Promise<Draft>)
  readonly generate?: GenerateSettings
  /** A name from the dialect's catalogue, or the error itself. */
  readonly error?:
    | string
    | {
        readonly status: number
        readonly message?: string
        readonly type?: string
        readonly param?: string | null
        readonly code?: string | null
      }
  readonly retry_after?: string
  readonly message?: string
  readonly param?: string
  /** What a service has sent, as it stands: `{ status, body }` or `{ envelope, events }`, and where it broke off. */
  readonly recorded?: object
  readonly passthrough?: true
  readonly times?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly delay?: string
  readonly stream?: object
  readonly fault?: string | Readonly<Record<string, object>>
}

/** Options with every default filled in. */
export interface ResolvedOptions {
  readonly scenarios: readonly unknown[]
  readonly dialect: string
  readonly strictness: Strictness
  readonly rules: Readonly<Record<string, RuleSetting>>
  readonly seed: number
  readonly pace: StreamManner
  readonly clock: Clock
  readonly auth: 'dialect' | 'off' | { readonly keys: readonly string[] }
  readonly models: 'any' | readonly string[]
  readonly rateLimit: Limits | undefined
  readonly onUnmatched: 'generate' | 'error' | 'passthrough'
  readonly onViolation: 'reject' | 'record'
  readonly onFinding: 'warn' | 'fail'
  readonly onUnserved: 'error' | 'passthrough'
  readonly upstream: string | undefined
  readonly bodyLimit: number
  readonly state: StateKeeper | undefined
}

/** Fills in the defaults; throws a `CuecardError` that names every option it cannot use. */
export const resolveOptions = (options: CuecardOptions, names: KnownNames): ResolvedOptions => {
  const findings = [...findBadOptions(options, names)]
  if (findings.length > 0)
    throw new CuecardError('bad_options', findings.map((finding) => finding.message).join('\n'), { findings })
  const { models = 'any', pace = 'instant' } = options
  return {
    scenarios: options.scenarios ?? [],
    dialect: options.dialect ?? 'openai',
    strictness: options.strictness ?? 'practical',
    rules: options.rules ?? {},
    seed: options.seed ?? 0,
    pace: typeof pace === 'string' ? { pace } : pace,
    clock: options.clock ?? realClock,
    auth: options.auth ?? 'dialect',
    models: models === 'known' ? profiles.flatMap((profile) => [profile.id, profile.snapshot]) : models,
    rateLimit: options.rateLimit && resolveRateLimit(options.rateLimit),
    onUnmatched: options.onUnmatched ?? 'generate',
    onViolation: options.onViolation ?? 'reject',
    onFinding: options.onFinding ?? 'warn',
    onUnserved: options.onUnserved ?? 'error',
    upstream: options.upstream?.replace(/\/+$/, ''),
    bodyLimit: options.bodyLimit ?? 26_214_400,
    state: options.state,
  }
}
