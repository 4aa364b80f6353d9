import type { ApiError } from './api-error.ts'
import type { Call } from './call.ts'
import type { StoredCompletion } from './collections.ts'
import type { CallContext } from './context.ts'
import type { Facts } from './facts.ts'
import type { JsonObject } from './json.ts'
import type { GenerateSettings } from './maker.ts'
import type { EventList } from './reply.ts'
import type { ChunkSize, Draft } from './scenario.ts'
import type { Violation } from './violation.ts'

/** A method and a path below the dialect's base path; `:name` matches one segment, `*name` the rest. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: string
}

/** One thing a service does. Its requests are either played by cues (or made up), or answered by itself. */
export type Endpoint = PlayedEndpoint | PlainEndpoint

interface EndpointBase {
  readonly name: string
  readonly routes: readonly Route[]
  /** Served without a key. */
  readonly open?: boolean
  /** The dialects whose service has it; absent: all. */
  readonly dialects?: readonly string[]
  /** Its routes stand at the root of the server, not below the dialect's base path. */
  readonly root?: true
}

/** Answered by cues, else made up from the request: chat completions. */
export interface PlayedEndpoint extends EndpointBase {
  readonly kind: 'played'
  /** What cues can ask about a request that passed its contract. */
  facts(body: JsonObject): Facts
  /** What is too much for the model, known only by counting (a prompt beyond its context window); before a cue is chosen. */
  excess?(call: Call, context: CallContext): Violation | undefined | Promise<Violation | undefined>
  /** Tokens a rate limit is charged for a request before it is looked at closely; any body, also a broken one. */
  cost(body: JsonObject): number
  /** JSON Schema of what a cue's `reply` may say; becomes part of `schemas/cuecard/scenario.json`. */
  readonly draft: JsonObject
  /** Makes the whole answer from what the cue says and, where it says nothing, from the request. */
  compose(draft: Draft, call: Call, context: CallContext, manner: ComposeManner): Promise<Composed>
  /** What of an answer is there to be read later, once it was sent; `undefined` when the request asks for nothing of the kind. */
  keep?(value: JsonObject, call: Call, context: CallContext): StoredCompletion | undefined
}

/** Answered by itself: models, health. */
export interface PlainEndpoint extends EndpointBase {
  readonly kind: 'plain'
  /** What its contract holds: query or body as one object. Absent or `undefined`: there is nothing to hold. */
  asked?(call: Call): JsonObject | undefined
  answer(call: Call, context: CallContext): Promise<JsonObject | Refusal> | JsonObject | Refusal
}

/** An answer that is an error. */
export interface Refusal {
  readonly refusal: ApiError
}

/** A whole answer, before it is narrowed to a dialect: as one value and, when the request asks for it, as a stream. */
export type Composed = Refusal | { readonly value: JsonObject; readonly stream?: ComposedStream }

export interface ComposedStream {
  readonly envelope: JsonObject
  readonly events: EventList
  /** How many events at the start carry no content. */
  readonly lead: number
  /** Whether the request lets events be padded (`stream_options.include_obfuscation`). */
  readonly obfuscate: boolean
}

/** How the made-up parts are made, and how a stream is cut into events. */
export interface ComposeManner {
  readonly chunk: ChunkSize
  readonly generate: GenerateSettings
}

export const isRefusal = (answer: object): answer is Refusal => 'refusal' in answer
