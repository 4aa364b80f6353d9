import type { ApiError } from './core/api-error.ts'
import type { CallContext } from './core/context.ts'
import type { Clock } from './core/clock.ts'
import type { Collections } from './core/collections.ts'
import type { Counters, LimitState } from './core/store.ts'
import type { Dialect, ErrorDetails, NarrowTerms } from './core/dialect.ts'
import type { Endpoint } from './core/endpoint.ts'
import type { GenerateSettings } from './core/maker.ts'
import type { Incoming } from './core/incoming.ts'
import type { ModelProfile } from './core/models.ts'
import type { SentReply } from './core/reply.ts'
import type { Cue } from './core/scenario.ts'
import type { Violation } from './core/violation.ts'
import type { Rooms, ScopeState } from './rooms.ts'
import type { Strictness } from './core/contract.ts'
import { keyOf, readControls, type Controls } from './core/controls.ts'
import { maskKey } from './core/mask.ts'
import type { JsonObject } from './core/json.ts'
import { oncePerText } from './core/memo.ts'
import { profileOf } from './core/models.ts'
import { hashOf, hashOfJson, type Random } from './core/random.ts'
import { idsOf, requestIdFrom } from './core/request-id.ts'
import { corsHeaders } from './wire/headers.ts'

/** Members of a request that do not change what is answered, or only how much of it is said and what is told about it. */
const silent: ReadonlySet<string> = new Set(
  (
    'stream stream_options user safety_identifier prompt_cache_key metadata store ' +
    'n max_tokens max_completion_tokens stop logit_bias logprobs top_logprobs'
  ).split(' '),
)

/** One request on its way through the pipeline: what is known of it so far, and what the rooms may ask. */
export class Visit implements CallContext {
  readonly incoming: Incoming
  readonly at: number
  readonly scope: ScopeState
  /** As the request carries it; never stored, never logged. */
  readonly bareKey: string | undefined
  readonly controls: Controls
  readonly ordinal: number
  readonly ids: Random
  readonly requestId: string
  readonly organization = 'org-cuecard'
  dialect: Dialect
  endpoint: Endpoint | undefined
  body: JsonObject = {}
  limits: LimitState | undefined
  violations: readonly Violation[] = []
  readonly warnings: string[] = []
  /** Puts what the request asked to keep where later calls find it; called once the answer was sent in whole. */
  keep: (() => void) | undefined
  /** Strictness of the scenario that is about to answer, when it has its own. */
  declared: Strictness | undefined
  cue: Cue | undefined
  generated = false
  /** Of made-up content; a scenario may set its own. */
  seed: number
  readonly #rooms: Rooms
  #content: number | undefined
  #processing: number | undefined

  constructor(rooms: Rooms, incoming: Incoming) {
    const { options } = rooms
    this.#rooms = rooms
    this.incoming = incoming
    this.at = options.clock.now()
    this.bareKey = keyOf(incoming.headers)
    this.controls = readControls(incoming.headers, this.bareKey)
    this.scope = rooms.scopes.of(incoming.scope ?? this.controls.scope)
    if (rooms.pushedOut.length > 0) for (const name of rooms.pushedOut.splice(0)) this.warn(pushedOut(name))
    this.ordinal = ++this.scope.calls
    this.ids = idsOf(options.seed, this.scope.name, this.ordinal)
    this.requestId = requestIdFrom(this.ids)
    this.dialect = rooms.dialect
    this.seed = options.seed
  }

  /** As the service sees it: a door that knows the dialect has taken the base path off. */
  get path(): string {
    const { dialect, path } = this.incoming
    return dialect === undefined ? path : this.dialect.basePath + path
  }

  get strictness(): Strictness {
    return this.controls.strictness ?? this.declared ?? this.#rooms.options.strictness
  }

  get clock(): Clock {
    return this.#rooms.options.clock
  }

  get counters(): Counters {
    return this.scope.counters
  }

  get prompts(): CallContext['prompts'] {
    // The key itself is never stored.
    return this.#rooms.prompts.of(this.scope.name, hashOf(this.bareKey ?? '').toString(36))
  }

  get tokens(): CallContext['tokens'] {
    return this.#rooms.tokens
  }

  get writer(): CallContext['writer'] {
    return this.#rooms.writer
  }

  get maker(): CallContext['maker'] {
    return this.#rooms.maker
  }

  get compiler(): CallContext['compiler'] {
    return this.#rooms.compiler
  }

  collections(): Promise<Collections> {
    return this.#rooms.collections.of(this.scope.name)
  }

  get rules(): CallContext['rules'] {
    return this.#rooms.options.rules
  }

  get models(): CallContext['models'] {
    return this.#rooms.options.models
  }

  /** Whole milliseconds until the answer was made, at least one. */
  get processing_ms(): number {
    return (this.#processing ??= Math.max(1, Math.round(this.clock.now() - this.at)))
  }

  get key(): string {
    return this.bareKey === undefined ? '' : maskKey(this.bareKey)
  }

  get model(): string {
    return typeof this.body['model'] === 'string' ? this.body['model'] : ''
  }

  profile(model: string): ModelProfile {
    return profileOf(model)
  }

  contentSeed(choice: number, settings: GenerateSettings = {}): number {
    this.#content ??= contentHashOf(this.body)
    const { seed = this.seed, vary = false } = settings
    return hashOf(seed, this.#content, choice, vary ? this.ordinal : 0)
  }

  warn(message: string): void {
    this.warnings.push(message)
  }

  /** The dialect's error of that name, its `server_error` for a name it lacks. */
  error(name: string, more: Readonly<Record<string, string | number>> = {}): ApiError {
    const word = this.dialect.errors[name] ?? this.dialect.errors['server_error']
    if (word === undefined) throw new Error(`dialect ${this.dialect.name} has no error ${name}`)
    return word(this.#details(more))
  }

  /** The reply that refuses with this error, in the dialect's envelope. */
  refuse(error: ApiError): SentReply {
    const { value, layout, contentType } = this.dialect.refuse(error)
    const headers = { ...this.headers(error.status, 'error'), 'content-type': contentType, ...error.headers }
    return { status: error.status, headers, delay: 0, body: { kind: 'json', value, layout } }
  }

  /** The dialect's headers and those a browser needs, without a content type. */
  headers(status: number, kind: 'json' | 'events' | 'error'): Record<string, string> {
    const headers = this.dialect.headers({
      status,
      kind,
      requestId: this.requestId,
      organization: this.organization,
      processing_ms: this.processing_ms,
      limits: this.limits,
    })
    return this.incoming.headers['origin'] === undefined ? headers : { ...headers, ...corsHeaders(this.incoming) }
  }

  /** What the dialect may need to narrow the answer to this request. */
  narrowTerms(request: JsonObject): NarrowTerms {
    const { strictness, processing_ms } = this
    return { strictness, rules: this.#rooms.options.rules, request, processing_ms }
  }

  #details(more: Readonly<Record<string, string | number>>): ErrorDetails {
    return {
      method: this.incoming.method,
      path: this.path,
      model: this.model,
      organization: this.organization,
      requestId: this.requestId,
      key: this.key,
      body_limit: this.#rooms.options.bodyLimit,
      body_bytes: this.incoming.body.length,
      ...more,
    }
  }
}

const pushedOut = (name: string): string =>
  `scope "${name}" was idle longest and is forgotten: no more than 10,000 are alive at once`

/** Of the members that change what is answered, whatever their order. */
const contentHashOf = (body: JsonObject): number => {
  let sum = 0
  for (const member in body) {
    if (silent.has(member)) continue
    const value = body[member]
    const hash =
      member !== 'messages' && typeof value === 'object' && value !== null ? hashOnce(value) : hashOfJson(value)
    sum = (sum + hashOf(member, hash)) | 0
  }
  return sum
}

// Walking them costs more than printing them.
const hashOnce = oncePerText(hashOfJson)
