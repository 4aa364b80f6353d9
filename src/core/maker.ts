import type { Json, JsonObject } from './json.ts'

/** Writes texts up. The same seed gives the same text. */
export interface Writer {
  /** A short assistant answer that takes up the user's words; about `tokens` tokens when that is given. */
  text(ask: TextAsk): string
  /** How likely each token was: seeded, plausible, sorted, `top` alternatives each. */
  logprobs(tokens: readonly Token[], top: number, seed: number): readonly TokenLogprob[]
}

/** Makes values up as well, which takes libraries that a text does not need. */
export interface Maker extends Writer {
  /** A value that satisfies the schema, or why there is none. */
  value(schema: JsonObject | boolean, seed: number): { readonly value: Json } | { readonly reason: string }
}

export interface TextAsk {
  readonly user: string
  readonly seed: number
  /** Absent: 10 to 120, by what the user's text asks for and by `verbosity`. */
  readonly tokens?: number
  /** `low` and `high` are half and twice of what would be usual. */
  readonly verbosity?: string
  /** Whether a sentence may be said. Those that may not are said only where there is no other. */
  readonly suits?: (sentence: string) => boolean
}

export interface Token {
  readonly token: string
  readonly bytes: readonly number[]
}

export interface TokenLogprob extends Token {
  readonly logprob: number
  readonly top_logprobs: readonly (Token & { readonly logprob: number })[]
}

/** How an answer is made up; what `generate:` in a scenario may say. */
export interface GenerateSettings {
  /** Stands in for the cuecard's seed. */
  readonly seed?: number
  /** Mixes the call's ordinal in, so that equal requests get different answers. */
  readonly vary?: boolean
  /** Length of made-up text. */
  readonly tokens?: number
}
