import { allowedTypes, choicesOf } from './conjunction.ts'
import type { Conjunction } from './conjunction.ts'
import { annotations, memberOf, numberOf, textOf, textsOf } from './schema.ts'
import { isJsonObject } from '../core/json.ts'

interface Pair {
  readonly least: string
  readonly most: string
  readonly isOpen?: boolean
}

const pairs: readonly Pair[] = [
  { least: 'minimum', most: 'maximum' },
  { least: 'exclusiveMinimum', most: 'exclusiveMaximum', isOpen: true },
  { least: 'minimum', most: 'exclusiveMaximum', isOpen: true },
  { least: 'exclusiveMinimum', most: 'maximum', isOpen: true },
  { least: 'minLength', most: 'maxLength' },
  { least: 'minItems', most: 'maxItems' },
  { least: 'minProperties', most: 'maxProperties' },
]

/** Which keywords exclude each other where no value was found. */
export const whyNone = (conjunction: Conjunction | undefined): string => {
  if (conjunction === undefined) return 'the keywords exclude each other'
  const { schemas } = conjunction
  if (allowedTypes(conjunction).length === 0) return 'the types exclude each other'
  const choices = choicesOf(conjunction)
  if (choices !== undefined)
    return choices.length === 0
      ? 'no value of enum or const is allowed'
      : 'other keywords forbid what enum or const allow'
  for (const { least, most, isOpen = false } of pairs) {
    const low = Math.max(...schemas.map((schema) => numberOf(schema, least) ?? Number.NEGATIVE_INFINITY))
    const high = Math.min(...schemas.map((schema) => numberOf(schema, most) ?? Number.POSITIVE_INFINITY))
    if (low > high || (isOpen && low === high)) return `${least} ${low} excludes ${most} ${high}`
  }
  const required = new Set(schemas.flatMap((schema) => textsOf(schema, 'required')))
  const most = Math.min(...schemas.map((schema) => numberOf(schema, 'maxProperties') ?? Number.POSITIVE_INFINITY))
  if (required.size > most) return `${required.size} required properties exclude maxProperties ${most}`
  for (const name of required)
    if (schemas.some((schema) => isJsonObject(schema['properties']) && memberOf(schema['properties'], name) === false))
      return `'${name}' is required and forbidden`
  const pattern = schemas.map((schema) => textOf(schema, 'pattern')).find((source) => source !== undefined)
  if (pattern !== undefined) return `no text was found that fits the pattern ${pattern.slice(0, 200)}`
  const keywords: ReadonlySet<string> = new Set(
    schemas.flatMap((schema) => Object.keys(schema)).filter((name) => !annotations.has(name)),
  )
  if (keywords.size === 1) return `nothing satisfies its ${[...keywords].join('')}`
  return `the keywords ${[...keywords].slice(0, 8).join(', ')} exclude each other`
}
