import type { JsonObject } from '../core/json.ts'
import type { Random } from '../core/random.ts'
import { isFormatted, makeFormatted } from './formats.ts'
import { makeMatching } from './matching.ts'
import { parsePattern } from './pattern.ts'
import type { Pattern } from './pattern.ts'
import { makeReadable } from './readable.ts'
import { listOf, numberOf, textOf } from './schema.ts'
import { words } from './words.data.ts'

const longestText = 1_000_000

interface Wanted {
  readonly min: number
  readonly max: number
  readonly patterns: readonly Pattern[]
  readonly formats: readonly string[]
}

/** Text that satisfies all of the schemas, read as the value of a property called `name`; undefined when none was found. */
export const makeString = (schemas: readonly JsonObject[], name: string, random: Random): string | undefined => {
  const wanted = wantedOf(schemas)
  if (wanted === undefined || wanted.min > wanted.max || wanted.min > longestText) return undefined
  const examples = schemas.flatMap(examplesIn).filter((text) => fits(text, wanted))
  if (examples.length > 0) return random.pick(examples)
  return (
    formattedText(wanted, random) ??
    readableText(name, wanted, random) ??
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

const readableText = (name: string, wanted: Wanted, random: Random): string | undefined => {
  const text = makeReadable(name, random)
  return text !== undefined && fits(text, wanted) ? text : undefined
}

const wantedOf = (schemas: readonly JsonObject[]): Wanted | undefined => {
  const patterns: Pattern[] = []
  for (const schema of schemas) {
    const source = textOf(schema, 'pattern')
    const pattern = source === undefined ? undefined : parsedPattern(source)
    if (pattern !== undefined) patterns.push(pattern)
    else if (source !== undefined) return undefined
  }
  const numbers = (keyword: string): number[] =>
    schemas.map((schema) => numberOf(schema, keyword)).filter((bound) => bound !== undefined)
  return {
    min: Math.max(0, ...numbers('minLength')),
    max: Math.min(Number.POSITIVE_INFINITY, ...numbers('maxLength')),
    patterns,
    formats: schemas.map((schema) => textOf(schema, 'format')).filter((format) => format !== undefined),
  }
}

const parsed = new Map<string, Pattern | undefined>()

/** `parsePattern`, remembered; bounded. */
const parsedPattern = (source: string): Pattern | undefined => {
  if (!parsed.has(source)) {
    if (parsed.size >= 500) parsed.clear()
    parsed.set(source, parsePattern(source))
  }
  return parsed.get(source)
}

/** Whether the pattern matches; undefined where finding out could take too long. */
export const isMatch = (source: string, text: string): boolean | undefined => {
  const pattern = parsedPattern(source)
  if (pattern === undefined || text.length > pattern.longest) return undefined
  return pattern.expression.test(text)
}

const fits = (text: string, { min, max, patterns, formats }: Wanted): boolean => {
  const length = characterCount(text)
  if (length < min || length > max || !formats.every((format) => isFormatted(format, text))) return false
  return patterns.every((pattern) => text.length <= pattern.longest && pattern.expression.test(text))
}

/** JSON Schema counts characters, not UTF-16 units. */
const characterCount = (text: string): number => {
  let count = text.length
  for (let index = 0; index < text.length; index++) if ((text.charCodeAt(index) & 0xfc00) === 0xdc00) count--
  return count
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
  const longest = Math.min(wanted.max * 2, Math.max(wanted.min * 2, 500))
  for (const [attempt, stretch] of [...stretches, wanted.min, wanted.min].entries())
    for (const pattern of wanted.patterns) {
      const text = makeMatching(pattern.node, random, { stretch, withAheads: attempt % 2 === 1, longest })
      if (text === undefined) continue
      if (fits(text, wanted)) return text
      // What was made after a risky pattern matches it as a rule; whether it does is left to the schema's own check.
      if (text.length > pattern.longest && fits(text, { ...wanted, patterns: without(wanted.patterns, pattern) }))
        return text
      const longer = text + 'a'.repeat(Math.max(0, Math.min(wanted.min, longestText) - text.length))
      if (longer !== text && fits(longer, wanted)) return longer
    }
  return undefined
}
