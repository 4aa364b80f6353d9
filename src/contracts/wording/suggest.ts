/** Further away than this a name is no near miss (wire-format 3.2). */
const reach = 2

/** The candidates that a misspelt name may have meant: nearest first, ties in alphabetical order. */
export const suggest = (name: string, candidates: readonly string[]): readonly string[] =>
  candidates
    .map((candidate) => ({ candidate, distance: distanceOf(name, candidate) }))
    .filter(({ distance }) => distance <= reach)
    .toSorted((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
    .map(({ candidate }) => candidate)

/** Levenshtein distance; anything above the reach may come back as infinite. */
const distanceOf = (a: string, b: string): number => {
  if (Math.abs(a.length - b.length) > reach) return Number.POSITIVE_INFINITY
  let above = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const substituted = (above[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1)
      current.push(Math.min(substituted, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1))
    }
    above = current
  }
  return above[b.length] ?? Number.POSITIVE_INFINITY
}
