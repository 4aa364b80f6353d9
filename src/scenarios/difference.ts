import type { Call } from '../core/call.ts'
import { isJsonObject, type Json } from '../core/json.ts'
import { similarTo } from '../core/nearest.ts'
import { readFact, type Scalar, type Test } from './condition.ts'
import { fold } from './fold.ts'
import { toRegex } from './pattern.ts'

/** In what a call differs from what a cue asks of one fact. */
export interface Difference {
  /** `user`, `headers.x-test`, or `body`. */
  readonly fact: string
  /** What the cue asks for: `"Hello!"`, `contains "hello"`. */
  readonly wanted: string
  /** What the call has; absent when it has nothing of the kind. */
  readonly got?: string
  /** How the two differ, when they are near, and what to write instead. */
  readonly hint?: string
}

export const differenceOf = ({ fact, asked }: Test, call: Call): Difference => {
  const value = readFact(fact, call)
  const wanted = askedText(asked)
  if (value === undefined) return { fact, wanted }
  const hint = hintOf(asked, value)
  return { fact, wanted, got: shown(value), ...(hint !== undefined && { hint }) }
}

/** `user: wanted contains "refund", got "I want my money"`, with the hint. */
export const differenceText = ({ fact, wanted, got, hint }: Difference): string =>
  `${fact}: wanted ${wanted}, ${got === undefined ? `there is no ${fact}` : `got ${got}`}${hint === undefined ? '' : ` (${hint})`}`

const askedText = (asked: Json): string =>
  isJsonObject(asked)
    ? Object.entries(asked)
        .map(([name, operand]) => `${name} ${name === 'matches' ? String(operand) : shown(operand)}`)
        .join(' and ')
    : shown(asked)

const longestShown = 80

const shown = (value: unknown): string => {
  const text = JSON.stringify(typeof value === 'string' ? value.slice(0, longestShown) : value)
  return text.length > longestShown ? `${text.slice(0, longestShown - 1)}…` : text
}

/** Of longer texts only the beginning is compared word by word. */
const longestCompared = 5_000

const hintOf = (asked: Json, value: Scalar | readonly string[]): string | undefined => {
  if (typeof value === 'object') return hintOfList(asked, value)
  if (typeof value !== 'string') return undefined
  const got = value.slice(0, longestCompared)
  if (typeof asked === 'string') return hintOfText(asked.slice(0, longestCompared), got)
  const { contains, matches, one_of } = isJsonObject(asked) ? asked : {}
  if (Array.isArray(one_of)) return didYouMean(got, one_of)
  const lacking = typeof contains === 'string' ? hintOfPart(contains, got) : undefined
  return lacking ?? (typeof matches === 'string' ? hintOfPattern(matches, got) : undefined)
}

/** A misspelt name among names: of a tool, of a call. */
const hintOfList = (asked: Json, names: readonly string[]): string | undefined =>
  typeof asked === 'string' ? didYouMean(asked, names) : undefined

const didYouMean = (word: string, known: readonly Json[]): string | undefined => {
  const [nearest] = similarTo(
    word,
    known.filter((name) => typeof name === 'string'),
    1,
  )
  return nearest === undefined ? undefined : `did you mean ${shown(nearest)}?`
}

const hintOfText = (wanted: string, got: string): string | undefined => {
  if (fold(wanted) === fold(got)) return 'only capital and small letters differ: `contains` ignores them'
  if (squeezed(wanted) === squeezed(got)) return `only white space differs${edgeOf(wanted, got)}`
  if (simplified(wanted) === simplified(got)) return signHint(wanted, got)
  if (wanted !== '' && got.includes(wanted)) return 'there is more around it: write `contains`'
  return wordHint(wanted, got)
}

const squeezed = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim()

const edgeOf = (wanted: string, got: string): string => {
  if (wanted.trim() !== got.trim()) return ''
  return wanted.length < got.length ? ', the message has more of it at an edge' : ', the cue has more of it at an edge'
}

/** Signs that look alike become one: curly quotes, long dashes, letters with their accents apart. */
const simplified = (text: string): string =>
  fold(
    squeezed(
      text
        .normalize('NFKC')
        .replaceAll(/[‘’‚′`]/gu, "'")
        .replaceAll(/[“”„″]/gu, '"')
        .replaceAll(/\p{Pd}/gu, '-'),
    ),
  )

const signHint = (wanted: string, got: string): string => {
  const [ones, others] = [Array.from(wanted), Array.from(got)]
  const at = ones.findIndex((sign, index) => sign !== others[index])
  const [one, other] = [ones[at], others[at]]
  if (one === undefined || other === undefined) return 'signs that look alike differ'
  return `signs that look alike differ: ${codeOf(one)} is ${codeOf(other)} in the message`
}

const codeOf = (sign: string): string =>
  `${sign} (U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')})`

/** The words in the middle that differ, when those around them are the same and are more. */
const wordHint = (wanted: string, got: string): string | undefined => {
  const [ones, others] = [wordsOf(wanted), wordsOf(got)]
  const least = Math.min(ones.length, others.length)
  let before = 0
  while (before < least && ones[before] === others[before]) before += 1
  let behind = 0
  while (behind < least - before && ones.at(-1 - behind) === others.at(-1 - behind)) behind += 1
  const [lost, found] = [ones.slice(before, ones.length - behind), others.slice(before, others.length - behind)]
  if (before + behind === 0 || Math.max(lost.length, found.length) > before + behind) return undefined
  if (lost.length === 0) return `the message has ${shown(found.join(' '))} more`
  if (found.length === 0) return `the message lacks ${shown(lost.join(' '))}`
  return `the message has ${shown(found.join(' '))} for ${shown(lost.join(' '))}`
}

const wordsOf = (text: string): readonly string[] => text.match(/\S+/gu) ?? []

const hintOfPart = (part: string, got: string): string | undefined => {
  const text = fold(got)
  if (text.includes(fold(part))) return undefined
  if (squeezed(text).includes(squeezed(fold(part)))) return 'only white space differs'
  if (simplified(got).includes(simplified(part))) return 'signs that look alike differ: quotes, dashes or accents'
  const words = [...new Set(wordsOf(fold(part)))]
  const missing = words.filter((word) => !text.includes(word))
  if (missing.length === words.length) return undefined
  if (missing.length === 0) return 'all its words are there, but not one after the other'
  return `it lacks ${missing.slice(0, 3).map(shown).join(', ')}`
}

const hintOfPattern = (source: string, got: string): string | undefined => {
  const pattern = toRegex(source)
  if ('problem' in pattern) return undefined
  const { regex } = pattern
  if (regex.test(got)) return undefined
  if (!regex.ignoreCase && new RegExp(regex.source, `${regex.flags}i`).test(got))
    return `only capital and small letters differ: write /${regex.source}/${regex.flags}i`
  return regex.test(got.trim()) ? 'it would match without the white space at its edges' : undefined
}
