import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts'
import type { Rule } from '../../core/rule.ts'
import { echoed, pythonOf } from '../wording/grammar.ts'
import { checkSentSchemas } from './sent-schemas.ts'

/** A schema, strict or not, is one: its keywords have values that JSON Schema knows. */
export const validSchemas: Rule = {
  name: 'valid-schemas',
  source:
    'wire-format 7 (R); the words are those of the Python library that the service checks with (R for three of them)',
  side: 'request',
  dialects: ['openai'],
  strictness: ['practical'],
  check: checkSentSchemas(
    (schema) => problemOfSchema(schema),
    // Of anything else the schema of requests says that it is of the wrong type.
    ({ schema }) => isJsonObject(schema),
  ),
}

const types: readonly Json[] = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']

/** Keywords by what they take. Those that are not listed take anything. */
const keywords = {
  type: ['type'],
  schema: ['items', 'additionalProperties', 'not', 'if', 'then', 'else', 'contains', 'propertyNames'],
  schemas: ['anyOf', 'allOf', 'oneOf', 'prefixItems'],
  map: ['properties', 'patternProperties', '$defs', 'definitions'],
  strings: ['required'],
  array: ['enum'],
  string: ['pattern', 'format', 'title', 'description', '$ref'],
  number: ['minimum', 'maximum', 'multipleOf'],
  count: ['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'],
  boolean: ['uniqueItems'],
} as const

type Kind = keyof typeof keywords

const kinds: ReadonlyMap<string, Kind> = new Map(
  // Object.entries forgets the names it was given.
  Object.entries(keywords).flatMap(([kind, names]) => names.map((name) => [name, kind as Kind] as const)),
)

/** What keeps a value from being a schema; undefined when it is one. Parents first; at any depth without recursion. */
export const problemOfSchema = (schema: Json): string | undefined => {
  const open: Json[] = [schema]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next === 'boolean') continue
    if (!isJsonObject(next)) return notOfType(next, "'object', 'boolean'")
    const problem = problemOfKeywords(next, open)
    if (problem !== undefined) return problem
  }
  return undefined
}

const problemOfKeywords = (schema: JsonObject, open: Json[]): string | undefined => {
  for (const keyword in schema) {
    const kind = kinds.get(keyword)
    const value = schema[keyword]
    if (kind === undefined || value === undefined) continue
    const problem = problemOfValue(kind, value, open)
    if (problem !== undefined) return problem
  }
  return undefined
}

const problemOfValue = (kind: Kind, value: Json, open: Json[]): string | undefined => {
  switch (kind) {
    case 'type':
      return isTypeName(value) ? undefined : `${shown(value)} is not valid under any of the given schemas.`
    case 'schema':
      // Older drafts let `items` be a list.
      if (Array.isArray(value)) open.push(...value.slice(0, mostListed))
      else open.push(value)
      return undefined
    case 'schemas':
      if (!Array.isArray(value)) return notOfType(value, "'array'")
      if (value.length === 0) return '[] should be non-empty.'
      for (const item of value) open.push(item)
      return undefined
    case 'map':
      if (!isJsonObject(value)) return notOfType(value, "'object'")
      for (const name of Object.keys(value)) open.push(value[name] ?? null)
      return undefined
    case 'strings':
      if (!Array.isArray(value)) return notOfType(value, "'array'")
      for (const item of value) if (typeof item !== 'string') return notOfType(item, "'string'")
      return new Set(value).size === value.length ? undefined : `${shown(value)} has non-unique elements.`
    case 'array':
      return Array.isArray(value) ? undefined : notOfType(value, "'array'")
    case 'count':
      if (typeof value !== 'number' || !Number.isInteger(value)) return notOfType(value, "'integer'")
      return value < 0 ? `${value} is less than the minimum of 0.` : undefined
    case 'string':
    case 'number':
    case 'boolean':
      return typeof value === kind ? undefined : notOfType(value, `'${kind}'`)
  }
}

/** More schemas than this in an old-fashioned list of items mean nothing. */
const mostListed = 1_000

const isTypeName = (value: Json): boolean =>
  Array.isArray(value) ? value.length > 0 && value.every((item) => types.includes(item)) : types.includes(value)

const shown = (value: Json): string => echoed(pythonOf(value))

const notOfType = (value: Json, type: string): string => `${shown(value)} is not of type ${type}.`
