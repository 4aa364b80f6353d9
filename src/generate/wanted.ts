import type { JsonObject } from '../core/json.ts'
import { isFormatted } from './formats.ts'
import { parsePattern } from './pattern.ts'
import type { Pattern } from './pattern.ts'
import { numberOf, textOf } from './schema.ts'

/** What several schemas together ask of a text. */
export interface Wanted {
  readonly min: number
  readonly max: number
  readonly patterns: readonly Pattern[]
  readonly formats: readonly string[]
}

/** Undefined when one of the patterns is none. */
export const wantedOf = (schemas: readonly JsonObject[]): Wanted | undefined => {
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
export const parsedPattern = (source: string): Pattern | undefined => {
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

/** Whether a text is as long as it should be, and looks as it should as far as that can be told in time. */
export const fits = (text: string, { min, max, patterns, formats }: Wanted): boolean => {
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
