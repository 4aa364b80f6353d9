import cl100kRanks from 'gpt-tokenizer/bpeRanks/cl100k_base'
import o200kRanks from 'gpt-tokenizer/bpeRanks/o200k_base'
import * as cl100k from 'gpt-tokenizer/encoding/cl100k_base'
import * as o200k from 'gpt-tokenizer/encoding/o200k_base'

/** The tokenizer that ours is compared with. */
export interface Reference {
  readonly encoding: 'o200k_base' | 'cl100k_base'
  /** The bytes of each token of a text; special tokens are plain text to it. */
  tokens(text: string): readonly (readonly number[])[]
}

const utf8 = new TextEncoder()
const plain = { disallowedSpecial: new Set<string>() }

const bytesOf = (token: string | readonly number[] | undefined): readonly number[] =>
  typeof token === 'string' ? [...utf8.encode(token)] : (token ?? [])

export const references: readonly Reference[] = [
  { encoding: 'o200k_base', tokens: (text) => o200k.encode(text, plain).map((rank) => bytesOf(o200kRanks[rank])) },
  { encoding: 'cl100k_base', tokens: (text) => cl100k.encode(text, plain).map((rank) => bytesOf(cl100kRanks[rank])) },
]
