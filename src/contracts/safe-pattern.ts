import { backtracksExponentially, bearableLength } from '../core/backtracking.ts'

/** A compiled pattern as ajv uses it; `toString` must tell patterns apart. */
export interface Pattern {
  test(text: string): boolean
  toString(): string
}

/** Texts up to this length are safe to try on a pattern that has groups which repeat, as long as none of them does so ambiguously. */
const shortText = 20
const longestSearched = 2_000
/** Repetitions inside each other multiply: few of them are enough. */
const manyTimes = 3

/**
 * Compiles a pattern that a client wrote. One that may backtrack for long is only tried on short texts; longer ones are taken to match:
 * better to let a value pass than to hang. Throws when the pattern is no regular expression.
 */
export const safePattern = (pattern: string): Pattern => {
  const expression = compiled(pattern)
  const longest = longestFor(pattern, expression)
  if (longest === Number.POSITIVE_INFINITY) return expression
  return {
    test: (text) => text.length > longest || expression.test(text),
    toString: () => String(expression),
  }
}

const longestFor = (pattern: string, expression: RegExp): number => {
  const isFlexible = mayExplode(pattern)
  const explodes = pattern.length > longestSearched ? isFlexible : backtracksExponentially(expression, manyTimes)
  if (explodes) return bearableLength(expression)
  return isFlexible ? shortText : sharedLength(pattern)
}

/** As many ways to share a text among the repetitions of a pattern are tried in a fraction of a second. */
const mostWays = 30_000_000

/** The longest text that repetitions behind each other, `a*a*b`, can be tried on in time. */
const sharedLength = (pattern: string): number => {
  const bare = pattern.replaceAll(/\\[^]|\[(?:\\[^]|[^\]\\])*\]/g, 'x')
  const repetitions = bare.match(/[*+]|\{\d+,\d*\}/g)?.length ?? 0
  // Where the pattern begins is shared out, too.
  const degree = repetitions === 0 ? 0 : repetitions + (pattern.startsWith('^') ? 0 : 1)
  if (degree <= 1) return Number.POSITIVE_INFINITY
  // Of n characters there are about n^d / d! ways to share them among d repetitions.
  let factorial = 1
  for (let factor = 2; factor <= degree; factor++) factorial *= factor
  return factorial === Number.POSITIVE_INFINITY ? shortText : Math.floor((mostWays * factorial) ** (1 / degree))
}

/** Unicode mode as JSON Schema asks for; patterns made for other engines often hold escapes that only the older mode allows. */
const compiled = (pattern: string): RegExp => {
  try {
    return new RegExp(pattern, 'u')
  } catch {
    // Not valid in Unicode mode: the older mode decides.
    return new RegExp(pattern)
  }
}

/** Whether a group that repeats without end holds a repetition or a choice itself: `(a+)+`, `(a|aa)*`, `(a?){9,}`. */
const mayExplode = (pattern: string): boolean => {
  const isFlexible: boolean[] = [false]
  let inClass = false
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern[index]
    if (character === '\\') index++
    else if (inClass) inClass = character !== ']'
    else if (character === '[') inClass = true
    else if (character === '(') {
      isFlexible.push(false)
      // `(?:`, `(?=` and the like: the question mark is no quantifier.
      if (pattern[index + 1] === '?') index++
    } else if (character === ')') {
      const inner = isFlexible.pop() === true
      if (inner && repeatsAt(pattern, index + 1)) return true
      if (inner) isFlexible[isFlexible.length - 1] = true
    } else if (isFlexibleAt(pattern, index)) isFlexible[isFlexible.length - 1] = true
  }
  return false
}

/** Whether something stands here that lets the same text match in more than one way: a choice, or a count that is not exact. */
const isFlexibleAt = (pattern: string, index: number): boolean =>
  '|?*+'.includes(pattern[index] ?? ' ') || /^\{\d+,/.test(pattern.slice(index, index + 20))

/** Whether a quantifier stands here that repeats more than twice. */
const repeatsAt = (pattern: string, index: number): boolean => {
  const character = pattern[index]
  if (character === '*' || character === '+') return true
  if (character !== '{') return false
  const [, least = '0', comma, most = ''] = /^\{(\d+)(,?)(\d*)\}/.exec(pattern.slice(index, index + 20)) ?? []
  const times = comma === ',' ? most : least
  return times === '' || Number(times) > 2
}
