import { nearestOf } from '../../core/nearest.ts'

/** Further away than this a name is no near miss (wire-format 3.2). */
const reach = 2

/**
 * The candidates that a misspelt name may have meant: nearest first, ties in alphabetical order. A name that only breaks off too early
 * means what it begins: measured, `stor` is answered with `store` alone, though `stop` is as near.
 */
export const suggest = (name: string, candidates: readonly string[]): readonly string[] => {
  const near = nearestOf(name, candidates.toSorted(), reach)
  const begun = near.filter((candidate) => candidate.startsWith(name))
  return begun.length > 0 ? begun : near
}
