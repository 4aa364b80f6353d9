import { mostTokensIn } from './text-topics.ts'

/** A sentence with slots for topics, counted once. */
export interface Template {
  readonly start: Piece
  /** `slot`: 0 is the topic of the moment, 1 the one after it. */
  readonly rest: readonly (Piece & { readonly slot: 0 | 1 })[]
}

interface Piece {
  readonly text: string
  /** About so many. */
  readonly tokens: number
}

/** What a text is about. */
export interface Topic extends Piece {
  /** At most so many tokens, in any encoding. */
  readonly most: number
}

export const toTemplate = (sentence: string): Template => {
  const [start = '', ...rest] = sentence.split(/(?=\{[ab]\})/)
  const isOpen = start.startsWith('{')
  return {
    start: toPiece(isOpen ? '' : start),
    rest: (isOpen ? [start, ...rest] : rest).map((piece) => ({
      slot: piece.startsWith('{a}') ? 0 : 1,
      ...toPiece(piece.slice(3)),
    })),
  }
}

const toPiece = (text: string): Piece => ({ text, tokens: tokensIn(text) })

export const toTopic = (text: string): Topic => ({ text, tokens: tokensIn(text), most: mostTokensIn(text) })

/** About as many tokens as a tokenizer would count: a token for most words and marks, more for long or foreign words. */
export const tokensIn = (text: string): number => {
  let tokens = 0
  for (const word of text.match(/[\p{L}\p{M}\p{N}'’-]+|[^\s]/gu) ?? [])
    tokens += /^[\x20-\x7e]+$/.test(word) ? Math.ceil(word.length / 12) : Math.ceil(word.length / 2)
  return tokens
}
