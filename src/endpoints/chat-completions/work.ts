import type { CallContext } from '../../core/context.ts'
import type { GenerateSettings } from '../../core/maker.ts'
import type { ModelProfile } from '../../core/models.ts'
import type { TokenCounter } from '../../core/tokens.ts'
import type { ChatRequest } from './request.ts'
import type { Logprobs, Message } from './types.ts'

/** What composing one answer works with. */
export interface Work {
  readonly request: ChatRequest
  readonly profile: ModelProfile
  readonly counter: TokenCounter
  readonly context: CallContext
  readonly settings: GenerateSettings
  /** When the request arrived, in milliseconds since 1970. */
  readonly at: number
}

/** One choice, before it is counted and numbered. */
export interface Answer {
  readonly message: Message
  readonly finish_reason: string
  readonly reasoning_tokens: number
  /** Tokens of what the message says. */
  readonly tokens: number
  /** Tokens of sound, beside those; absent: none. */
  readonly audio_tokens?: number
  /** As a cue says; `undefined`: made up when asked for. */
  readonly logprobs?: Logprobs | null | undefined
}

/** Why nothing can be made up, as a 400 says it. */
export interface Impossible {
  readonly reason: string
  readonly param: string
}

export const isImpossible = (answer: Answer | Impossible): answer is Impossible => 'reason' in answer
