import type { Loading } from './loader.ts'

/** The encodings of the models' tokenizers. */
export type Encoding = 'o200k_base' | 'cl100k_base' | 'o200k_harmony'

/** Counts and splits text as a model's tokenizer does. Never throws, whatever the text. */
export interface TokenCounter {
  /** Cached by text, bounded. */
  count(text: string): number
  /** The numbers of the text's tokens in the encoding's vocabulary. */
  ids(text: string): readonly number[]
  /** The text in pieces, one token each; tokens that end inside a character are joined with the next. */
  split(text: string): readonly string[]
  /** The text of the first `limit` tokens, cut back to a whole character. */
  cut(text: string, limit: number): string
  /** Every token with its own bytes, for logprobs: `token` shows bytes outside a whole character as `\xNN`. */
  tokens(text: string): readonly { readonly token: string; readonly bytes: readonly number[] }[]
}

/** Loads a tokenizer on first use. */
export type LoadTokens = (encoding: Encoding) => Loading<TokenCounter>
