import type { JsonObject } from './json.ts'

/** A prompt as far as it decides what a later one has in common with it. */
export interface SentPrompt {
  /** What stands in front of all messages: tools, the asked-for form. */
  readonly head: string
  readonly messages: readonly JsonObject[]
}

/** Long prompts that one caller has sent before, as the service's cache of prompts knows them; bounded. */
export interface Prompts {
  /** Those of a lane (a model, a cache key), the latest first. */
  sent(lane: string): readonly SentPrompt[]
  /** Keeps a prompt that takes about `weight` bytes, in the place of `instead` where that is given. */
  remember(lane: string, prompt: SentPrompt, weight: number, instead?: SentPrompt): void
}
