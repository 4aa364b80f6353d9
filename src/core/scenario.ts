import type { Source } from './errors.ts'
import type { Call } from './call.ts'
import type { Strictness } from './contract.ts'
import type { Json, JsonObject } from './json.ts'

/** A scenario file, parsed. */
export interface Scenario {
  readonly name: string
  /** Only calls of this dialect; absent: any. */
  readonly dialect?: string
  readonly seed?: number
  readonly strictness?: Strictness
  readonly cues: readonly Cue[]
}

/** When a request arrives that looks like this, do that. */
export interface Cue {
  readonly name: string
  /** Conditions as written, one per fact; absent: holds always. */
  readonly when?: JsonObject
  readonly action: Step
  /** How often it is played before it is spent; absent: for ever. */
  readonly times?: number
  readonly how: Manner
  /** A request that `check`, `explain` and `verify` play. */
  readonly example?: JsonObject
  readonly source?: Source
}

/** What a cue does: an action by name, with what was written under that name (and, for `error`, beside it). */
export interface Step {
  readonly name: string
  /** A function only for `reply` in code: it returns a draft. */
  readonly value: Json | ((call: Call) => JsonObject | Promise<JsonObject>)
  /** Members written beside the action that belong to it (`retry_after`, `message`, `param`). */
  readonly beside?: JsonObject
  /** The steps of an action made of actions (`sequence`), as they are to be played. */
  readonly parts?: readonly Part[]
}

/** A step inside another: with its own manner, laid over the cue's, and how often it is played. */
export interface Part {
  readonly step: Step
  readonly how: Manner
  readonly times?: number
}

/** How a reply is sent, whatever it says. Durations are in milliseconds. */
export interface Manner {
  readonly headers?: Readonly<Record<string, string>>
  readonly delay?: number
  readonly stream?: StreamManner
  /** Faults by name, with their settings; a value that is no object is the fault's first setting. */
  readonly faults?: readonly { readonly name: string; readonly settings: Json }[]
}

export interface StreamManner {
  readonly chunk?: ChunkSize
  /** `manual` only by the options: nobody else has the stream in hand. */
  readonly pace?: 'instant' | 'natural' | 'manual'
  readonly time_to_first_token?: number
  readonly inter_token_latency?: number
  readonly jitter?: number
  /** When each event is sent, from the request; wins over the other times. */
  readonly times?: readonly number[]
}

/** How text is cut into content events: a token, a word, a character, or so many characters each. */
export type ChunkSize = 'token' | 'word' | 'character' | { readonly size: number }

/** What a cue says before the endpoint makes an answer of it: the wire's members without the envelope, which may be overridden. */
export type Draft = JsonObject
