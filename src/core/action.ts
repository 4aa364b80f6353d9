import type { ApiError } from './api-error.ts'
import type { Call } from './call.ts'
import type { CallContext } from './context.ts'
import type { Json, JsonObject } from './json.ts'
import type { GenerateSettings } from './maker.ts'
import type { SentReply } from './reply.ts'
import type { Draft, Manner, Step } from './scenario.ts'

/** What a cue may do, by one key: `reply`, `generate`, `error`, `sequence`, `recorded`, `passthrough`. */
export interface Action {
  readonly name: string
  /** JSON Schema of what stands under the key. `$ref: '#/$defs/draft'` is the endpoints' drafts, `'#/$defs/step'` any action. */
  readonly schema: JsonObject
  /** JSON Schemas of members that may stand beside the key and belong to it. */
  readonly beside?: Readonly<Record<string, JsonObject>>
  /** What stands under the key, as the steps it is made of; only for actions made of actions. They become `Step.parts`. */
  parts?(value: Json): readonly JsonObject[]
  /** After how many plays there is nothing left to do; absent or undefined: never. */
  limit?(step: Step): number | undefined
  play(step: Step, call: Call, context: CallContext, play: PlayStep, turn: Turn): Promise<Played> | Played
}

/** Plays another step: for actions made of actions. */
export type PlayStep = (step: Step, call: Call, context: CallContext, turn: Turn) => Promise<Played> | Played

/** The cue's turn in which a step is played. */
export interface Turn {
  /** How often the step was played before in this scope. */
  readonly nth: number
  /** Named groups of the cue's `matches`, for templates. */
  readonly groups: Readonly<Record<string, string>>
}

/** What came of an action. `manner` is laid over the cue's own. */
export type Played =
  | {
      readonly kind: 'draft'
      readonly draft: Draft
      /** A function has made the draft: nobody has looked at it. */
      readonly unread?: true
      /** It is the same object whenever the step is played, and what becomes of it does not depend on the request. */
      readonly fixed?: true
      readonly generate?: GenerateSettings
      readonly manner?: Manner
    }
  | { readonly kind: 'error'; readonly error: ApiError; readonly manner?: Manner }
  /** A reply as a service has sent it: nothing is added to it, and it is held to nothing. */
  | { readonly kind: 'recorded'; readonly reply: SentReply; readonly manner?: Manner }
  | { readonly kind: 'passthrough' }
