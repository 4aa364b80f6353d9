import type { JsonObject } from '../../core/json.ts'
import type { TokenLogprob } from '../../core/maker.ts'

/* oxlint-disable typescript/consistent-type-definitions -- only types fit `JsonObject`, as which an answer leaves this folder */

/*
 * Members that are absent on the wire are `undefined` here: objects of one shape are made faster than spread together.
 */

/** A whole answer, members in wire order (wire-format 4). */
export type Completion = {
  readonly id: string
  readonly object: 'chat.completion'
  readonly created: number
  readonly model: string
  readonly choices: readonly Choice[]
  readonly moderation: JsonObject | undefined
  readonly usage: Usage
  /** Absent on search models. */
  readonly service_tier: string | undefined
  readonly system_fingerprint: string | null
  readonly metadata: JsonObject | undefined
}

export type Choice = {
  readonly index: number
  readonly message: Message
  /** Absent, not null, on some models. */
  readonly logprobs?: Logprobs | null
  readonly finish_reason: string
}

export type Message = {
  readonly role: 'assistant'
  readonly content: string | null
  readonly tool_calls: readonly ToolCall[] | undefined
  readonly function_call: FunctionCall | undefined
  readonly refusal: string | null
  readonly annotations: readonly JsonObject[]
  readonly audio: Audio | undefined
}

export type ToolCall =
  | { readonly id: string; readonly type: 'function'; readonly function: FunctionCall }
  | { readonly id: string; readonly type: 'custom'; readonly custom: { readonly name: string; readonly input: string } }

export type FunctionCall = { readonly name: string; readonly arguments: string }

export type Audio = {
  readonly id: string
  readonly expires_at: number
  /** Base64. */
  readonly data: string
  readonly transcript: string
}

export type Logprobs = {
  readonly content: readonly TokenLogprobJson[] | null
  readonly refusal: readonly TokenLogprobJson[] | null
}

/** `TokenLogprob` in the form of a type; `bytes` may be null in what a cue says. */
export type TokenLogprobJson = {
  readonly token: string
  readonly logprob: number
  readonly bytes: readonly number[] | null
  readonly top_logprobs: readonly {
    readonly token: string
    readonly logprob: number
    readonly bytes: readonly number[] | null
  }[]
}

/** A made-up one in wire order. */
export const toTokenLogprob = ({ token, logprob, bytes, top_logprobs }: TokenLogprob): TokenLogprobJson => ({
  token,
  logprob,
  bytes,
  top_logprobs: top_logprobs.map((top) => ({ token: top.token, logprob: top.logprob, bytes: top.bytes })),
})

export type Usage = {
  readonly prompt_tokens: number
  readonly completion_tokens: number
  readonly total_tokens: number
  readonly prompt_tokens_details: PromptTokensDetails
  readonly completion_tokens_details: CompletionTokensDetails
}

type PromptTokensDetails = {
  readonly cached_tokens: number
  readonly audio_tokens: number
  readonly cache_write_tokens: number | undefined
  readonly text_tokens: number | undefined
  readonly image_tokens: number | undefined
}

type CompletionTokensDetails = {
  readonly reasoning_tokens: number
  readonly audio_tokens: number
  readonly accepted_prediction_tokens: number
  readonly rejected_prediction_tokens: number
  readonly text_tokens: number | undefined
}

/** One choice of a chunk. */
export type ChunkChoice = {
  readonly index: number
  readonly delta: JsonObject
  readonly logprobs?: Logprobs | null
  readonly finish_reason: string | null
}
