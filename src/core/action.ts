import type { ApiError } from './api-error.ts'
import type { Call } from './call.ts'
import type { CallContext } from './context.ts'
import type { JsonObject } from './json.ts'
import type { GenerateSettings } from './maker.ts'
import type { Draft, Manner, Step } from './scenario.ts'

/** What a cue may do, by one key: `reply`, `generate`, `error`, `sequence`, `passthrough`. */
export interface Action {
  readonly name: string
  /** JSON Schema of what stands under the key. `$ref: '#/$defs/draft'` is the endpoints' drafts, `'#/$defs/step'` any action. */
  readonly schema: JsonObject
  /** JSON Schemas of members that may stand beside the key and belong to it. */
  readonly beside?: Readonly<Record<string, JsonObject>>
  play(step: Step, call: Call, context: CallContext, play: PlayStep): Promise<Played> | Played
}

/** Plays another step: for actions made of actions. */
export type PlayStep = (step: Step, call: Call, context: CallContext) => Promise<Played> | Played

/** What came of an action. `manner` is laid over the cue's own. */
export type Played =
  | { readonly kind: 'draft'; readonly draft: Draft; readonly generate?: GenerateSettings; readonly manner?: Manner }
  | { readonly kind: 'error'; readonly error: ApiError; readonly manner?: Manner }
  | { readonly kind: 'passthrough' }
