import type { Clock } from './core/clock.ts'
import type { RuleSetting, Strictness } from './core/contract.ts'
import type { TimedPace } from './core/reply.ts'
import type { Scenario } from './core/scenario.ts'

/** What `createCuecard` takes; everything has a default. */
export interface CuecardOptions {
  /** Parsed scenarios (`parseScenario`, `loadScenarios`) or plain objects of the same form as a scenario file. */
  readonly scenarios?: readonly (Scenario | ScenarioObject)[]
  /** The dialect of `/v1/…`. Default: `openai`. */
  readonly dialect?: string
  /** Default: `practical`. */
  readonly strictness?: Strictness
  /** Single rules by name. */
  readonly rules?: Readonly<Record<string, RuleSetting>>
  /** Seed of everything made up. Default: 0. */
  readonly seed?: number
  /** When stream events are sent. Default: `instant`. */
  readonly pace?: 'instant' | 'natural' | Partial<Omit<TimedPace, 'seed'>>
  readonly clock?: Clock
  /** `dialect`: a key is needed where the dialect needs one; `off`: never; keys: only these. Default: `dialect`. */
  readonly auth?: 'dialect' | 'off' | { readonly keys: readonly string[] }
  /** `known`: unknown models are 404; a list: only these are served. Default: `any`. */
  readonly models?: 'any' | 'known' | readonly string[]
  /** What answers when no cue holds. Default: `generate`. */
  readonly onUnmatched?: 'generate' | 'error' | 'passthrough'
  /** Whether a broken contract refuses the call or is only recorded. Default: `reject`. */
  readonly onViolation?: 'reject' | 'record'
  /** Whether a finding (a canned answer that breaks its contract) is a warning or fails the call. Default: `warn`. */
  readonly onFinding?: 'warn' | 'fail'
  /** Paths that no endpoint serves: the service's 404, or through to the real service. Default: `error`. */
  readonly onUnserved?: 'error' | 'passthrough'
  /** Largest request body in bytes. Default: 26 214 400 (25 MiB). */
  readonly bodyLimit?: number
}

/** A scenario file's content as a plain object. */
export interface ScenarioObject {
  readonly cuecard: 1
  readonly name?: string
  readonly [member: string]: unknown
}
