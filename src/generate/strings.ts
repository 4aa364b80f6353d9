import type { JsonObject } from '../core/json.ts'
import type { Random } from '../core/random.ts'
import { makeFormatted } from './formats.ts'
import { hintOf } from './hints.ts'
import { leastLength, makeMatching } from './matching.ts'
import type { Pattern } from './pattern.ts'
import type { Place } from './place.ts'
import { makeReadable } from './readable/readable.ts'
import { listOf } from './schema.ts'
import { fits, wantedOf } from './wanted.ts'
import type { Wanted } from './wanted.ts'
import { words } from './words.data.ts'

const longestText = 1_000_000

/** Text that satisfies all of the schemas, read as the value of the property at a place; undefined when none was found. */
export const makeString = (schemas: readonly JsonObject[], place: Place, random: Random): string | undefined => {
  const wanted = wantedOf(schemas)
  if (wanted === undefined || wanted.min > wanted.max || wanted.min > longestText) return undefined
  const hints = schemas.map(hintOf)
  const examples = [...schemas.flatMap(examplesIn), ...hints.flatMap((hint) => hint.examples)].filter((text) =>
    fits(text, wanted),
  )
  if (examples.length > 0) return random.pick(examples)
  const format = wanted.formats[0] ?? hints.find((hint) => hint.format !== undefined)?.format
  return (
    readableText(place, format, wanted, random) ??
    formattedText(wanted, random) ??
    (wanted.patterns.length === 0 ? plainText(wanted, random) : matchingText(wanted, random))
  )
}

/** Texts that the author of a schema gives for it; those at the ends of a range of dates are in it, too. */
const examplesIn = (schema: JsonObject): readonly string[] => {
  const { formatMinimum, formatMaximum } = schema
  return [...listOf(schema, 'examples'), formatMinimum, formatMaximum].filter((text) => typeof text === 'string')
}

const formattedText = (wanted: Wanted, random: Random): string | undefined => {
  for (const format of wanted.formats)
    for (let attempt = 0; attempt < 8; attempt++) {
      const text = makeFormatted(format, random)
      if (text === undefined) break
      if (fits(text, wanted)) return text
      const fitted = stretched(text, format, wanted)
      if (fitted !== undefined && fits(fitted, wanted)) return fitted
    }
  return undefined
}

const readableText = (
  { name, thing }: Place,
  format: string | undefined,
  wanted: Wanted,
  random: Random,
): string | undefined => {
  const text = makeReadable(name, format, thing, random)
  return text !== undefined && fits(text, wanted) ? text : undefined
}

/** A formatted text brought to its length where the format has room: local parts of addresses, ends of paths and fractions of seconds. */
const stretched = (text: string, format: string, { min, max }: Wanted): string | undefined => {
  const missing = min - text.length
  if (missing > 0)
    switch (format) {
      case 'email':
      case 'idn-email':
        return 'a'.repeat(missing) + text
      case 'date-time':
      case 'time':
        return text.replace('Z', `.${'0'.repeat(Math.max(missing - 1, 1))}Z`)
      case 'byte':
        return 'QUJD'.repeat(Math.ceil(min / 4))
      default:
        return text + 'a'.repeat(missing)
    }
  if (text.length <= max) return text
  switch (format) {
    case 'email':
    case 'idn-email':
      return 'a@b.co'
    case 'hostname':
    case 'idn-hostname':
      return text.slice(0, max)
    case 'uri':
    case 'url':
    case 'iri':
      return max >= 11 ? 'http://a.co' : 'a:b'
    case 'ipv6':
      return '::1'
    case 'ipv4':
      return '1.1.1.1'
    case 'duration':
      return 'P1D'
    case 'byte':
      return max < 4 ? '' : 'QUJD'
    case 'uri-template':
      return text.slice(0, Math.min(max, 19))
    default:
      return text.slice(0, max)
  }
}

/** A word or two; for a length that asks for more, as many as it takes, cut to fit. */
const plainText = (wanted: Wanted, random: Random): string => {
  let text = random.pick(words)
  if (wanted.min <= text.length && text.length <= wanted.max && random.below(2) === 0) return text
  do text += ` ${random.pick(words)}`
  while (text.length < wanted.min)
  if (text.length <= wanted.max) return text
  const cut = text.slice(0, wanted.max)
  const tidy = cut.trimEnd()
  return tidy.length >= wanted.min ? tidy : `${cut.slice(0, -1)}s`
}

const without = (patterns: readonly Pattern[], pattern: Pattern): readonly Pattern[] =>
  patterns.filter((other) => other !== pattern)

/** Repetitions are stretched further with every attempt, so that short and long text is tried. */
const stretches = [2, 0, 4, 1, 8, 3, 16, 40, 2, 12, 100, 6, 1, 300, 25, 3]

const matchingText = (wanted: Wanted, random: Random): string | undefined => {
  for (const text of [random.pick(words), `${random.pick(words)} ${random.pick(words)}`])
    if (fits(text, wanted)) return text
  const least = Math.max(wanted.min, ...wanted.patterns.map(({ node }) => leastLength(node)))
  const longest = Math.min(wanted.max * 2, Math.max(least * 2, 500), longestText)
  for (const [attempt, stretch] of [...stretches, wanted.min, wanted.min].entries()) {
    const texts = wanted.patterns.map(({ node }) =>
      makeMatching(node, random, { stretch, withAheads: attempt % 2 === 1, longest, isPlain: attempt < 6 }),
    )
    for (const [index, pattern] of wanted.patterns.entries()) {
      const text = texts[index]
      if (text === undefined) continue
      const found = [...completed(text, wanted, random), text].find((candidate) => fits(candidate, wanted))
      if (found !== undefined) return found
      // What was made after a risky pattern matches it as a rule; whether it does is left to the schema's own check.
      if (text.length > pattern.longest && fits(text, { ...wanted, patterns: without(wanted.patterns, pattern) }))
        return text
    }
    const all = texts.length > 1 ? texts.toSorted(byAnchors(wanted.patterns, texts)).join('') : ''
    if (all !== '' && fits(all, wanted)) return all
  }
  return undefined
}

/** What a pattern asks for is often only a part: of an address, of a date, of a longer text. */
const completed = (text: string, { min, formats }: Wanted, random: Random): readonly string[] => {
  const word = random.pick(words)
  const parts = formats.flatMap((format) => {
    const whole = makeFormatted(format, random) ?? ''
    return [text + whole.slice(text.length), text + whole, whole.replace(/Z$/, text)]
  })
  const longer = text.length < min ? [text + 'a'.repeat(Math.min(min, longestText) - text.length)] : []
  return [...parts, word + text, text + word, ...longer]
}

/** Texts of patterns that begin with `^` first, of those that end with `$` last. */
const byAnchors = (patterns: readonly Pattern[], texts: readonly (string | undefined)[]) => {
  const places = new Map(
    patterns.map(({ expression: { source } }, index) => [
      texts[index],
      source.startsWith('^') ? 0 : source.endsWith('$') ? 2 : 1,
    ]),
  )
  return (left: string | undefined, right: string | undefined): number =>
    (places.get(left) ?? 1) - (places.get(right) ?? 1)
}
