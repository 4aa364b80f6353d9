import { similarTo } from '../core/nearest.ts'

/** ` (did you mean …?)` with the nearest of the known words, or nothing when none is near. */
export const didYouMean = (word: string, known: readonly string[]): string => {
  const [nearest] = similarTo(word, known, 1)
  return nearest === undefined ? '' : ` (did you mean ${nearest}?)`
}
