import { nearestOf } from '../../core/nearest.ts'

/** Further away than this a name is no near miss (wire-format 3.2). */
const reach = 2

/** The candidates that a misspelt name may have meant: nearest first, ties in alphabetical order. */
export const suggest = (name: string, candidates: readonly string[]): readonly string[] =>
  nearestOf(name, candidates.toSorted(), reach)
