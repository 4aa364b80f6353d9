/** The known words most like the given one, best first; none that has little in common with it. */
export const nearestOf = (word: string, known: readonly string[], limit = 3): readonly string[] => {
  // Nobody mistypes a word that long, and the distance takes time by the square.
  if (word.length > 64) return []
  const reach = Math.max(2, word.length / 3)
  return known
    .filter((candidate) => Math.abs(candidate.length - word.length) <= reach)
    .map((candidate) => ({ candidate, distance: distanceBetween(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= reach)
    .toSorted((one, other) => one.distance - other.distance)
    .slice(0, limit)
    .map(({ candidate }) => candidate)
}

/** `: did you mean "x"?`, else `: write a, b or c`; empty when nothing is known. */
export const hintOf = (word: string, known: readonly string[]): string => {
  const [nearest] = nearestOf(word, known, 1)
  if (nearest !== undefined) return `: did you mean "${nearest}"?`
  return known.length === 0 ? '' : `: write ${listed(known)}`
}

/** `a, b or c`. */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`

/** How many letters must be put in, left out or changed to make one word of the other (Levenshtein). */
const distanceBetween = (one: string, other: string): number => {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let position = 1; position <= one.length; position++) {
    const next = [position]
    for (let index = 1; index <= other.length; index++) {
      const changed = (row[index - 1] ?? 0) + (one[position - 1] === other[index - 1] ? 0 : 1)
      next.push(Math.min(changed, (row[index] ?? 0) + 1, (next[index - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[other.length] ?? 0
}
