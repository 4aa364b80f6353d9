import { similarTo } from '../core/nearest.ts'

/** `: did you mean "x"?`, else `: write a, b or c`; empty when nothing is known. */
export const hintOf = (word: string, known: readonly string[]): string => {
  const [nearest] = similarTo(word, known, 1)
  if (nearest !== undefined) return `: did you mean "${nearest}"?`
  return known.length === 0 ? '' : `: write ${listed(known)}`
}

/** `a, b or c`. */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
