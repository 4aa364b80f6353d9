import type { ApiError } from './api-error.ts'
import type { Clock } from './clock.ts'
import type { Collections } from './collections.ts'
import type { RuleSetting, SchemaCompiler, Strictness } from './contract.ts'
import type { Counters } from './store.ts'
import type { Loading } from './loader.ts'
import type { GenerateSettings, Maker, Writer } from './maker.ts'
import type { LoadTokens } from './tokens.ts'
import type { ModelProfile } from './models.ts'
import type { Prompts } from './prompts.ts'
import type { Random } from './random.ts'

/** What the rooms may ask of their siblings while they work on one call. */
export interface CallContext {
  readonly clock: Clock
  /** For ids: seeded by the cuecard's seed, the scope and the call's ordinal. */
  readonly ids: Random
  /** Seed of made-up content: depends on seeds and the canonical request, never on the order of calls. */
  contentSeed(choice: number, settings?: GenerateSettings): number
  readonly tokens: LoadTokens
  readonly writer: () => Loading<Writer>
  readonly maker: () => Loading<Maker>
  readonly compiler: () => Loading<SchemaCompiler>
  /** Counters of the call's scope. */
  readonly counters: Counters
  /** Long prompts that the caller has sent before, in the call's scope. */
  readonly prompts: Prompts
  /** What outlives calls; loaded on first use. */
  collections(): Promise<Collections>
  /** The profile of a model name; unknown names get the nearest family's. */
  profile(model: string): ModelProfile
  /** What this request is held to. */
  readonly strictness: Strictness
  /** Settings of single rules by name. */
  readonly rules: Readonly<Record<string, RuleSetting>>
  /** Whether `models` of the options lists only known models. */
  readonly models: 'any' | readonly string[]
  /** Facts of the request being answered that the dialect's errors need. */
  readonly requestId: string
  readonly organization: string
  /** Masked. */
  readonly key: string
  /** The dialect's error of that name. */
  error(name: string, more?: Readonly<Record<string, string | number>>): ApiError
  /** A line for the log and the journal: the author may want to know. */
  warn(message: string): void
}
