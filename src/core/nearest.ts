/** The known words at most `reach` slips away from a word: nearest first, equally near ones in the order given. */
export const nearestOf = (word: string, known: readonly string[], reach: number): readonly string[] =>
  known
    .map((candidate) => ({ candidate, distance: distanceBetween(word, candidate, reach) }))
    .filter(({ distance }) => distance <= reach)
    .toSorted((one, other) => one.distance - other.distance)
    .map(({ candidate }) => candidate)

/** The known words an author may have meant, best first, ignoring case; none that has little in common with the given one. */
export const similarTo = (word: string, known: readonly string[], limit = 3): readonly string[] => {
  // Nobody mistypes a word that long, and the distance takes time by the square.
  if (word.length > 64) return []
  const byFolded = new Map(known.map((candidate) => [candidate.toLowerCase(), candidate]))
  return nearestOf(word.toLowerCase(), [...byFolded.keys()], Math.max(2, word.length / 3))
    .slice(0, limit)
    .map((folded) => byFolded.get(folded) ?? folded)
}

/** How many letters must be put in, left out or changed to make one word of the other (Levenshtein); above `reach` perhaps infinite. */
const distanceBetween = (one: string, other: string, reach: number): number => {
  if (Math.abs(one.length - other.length) > reach) return Number.POSITIVE_INFINITY
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let position = 1; position <= one.length; position++) {
    const next = [position]
    for (let index = 1; index <= other.length; index++) {
      const changed = (row[index - 1] ?? 0) + (one[position - 1] === other[index - 1] ? 0 : 1)
      next.push(Math.min(changed, (row[index] ?? 0) + 1, (next[index - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[other.length] ?? Number.POSITIVE_INFINITY
}
