import type { Json, JsonObject } from '../core/json.ts'
import { isJsonObject } from '../core/json.ts'

/** A JSON Schema of any draft, as a client sent it: nothing in it can be trusted to have the right type. */
export type Schema = JsonObject | boolean

export const isSchema = (value: unknown): value is Schema => typeof value === 'boolean' || isJsonObject(value)

/** An own member: a schema may ask for `constructor` or `__proto__`. */
export const memberOf = (object: JsonObject, name: string): Json | undefined =>
  Object.hasOwn(object, name) ? object[name] : undefined

export const numberOf = (schema: JsonObject, keyword: string): number | undefined => {
  const value = schema[keyword]
  return typeof value === 'number' ? value : undefined
}

export const textOf = (schema: JsonObject, keyword: string): string | undefined => {
  const value = schema[keyword]
  return typeof value === 'string' ? value : undefined
}

export const listOf = (schema: JsonObject, keyword: string): readonly Json[] => {
  const value = schema[keyword]
  return Array.isArray(value) ? value : []
}

export const textsOf = (schema: JsonObject, keyword: string): readonly string[] =>
  listOf(schema, keyword).filter((item) => typeof item === 'string')

export const schemaOf = (schema: JsonObject, keyword: string): Schema | undefined => {
  const value = schema[keyword]
  return isSchema(value) ? value : undefined
}

export const schemasOf = (schema: JsonObject, keyword: string): readonly Schema[] =>
  listOf(schema, keyword).filter(isSchema)

/** Schemas by name: `properties`, `patternProperties`, `$defs` … */
export const schemaEntriesOf = (schema: JsonObject, keyword: string): readonly (readonly [string, Schema])[] => {
  const value = schema[keyword]
  if (!isJsonObject(value)) return []
  const entries: (readonly [string, Schema])[] = []
  for (const [name, item] of Object.entries(value)) if (isSchema(item)) entries.push([name, item])
  return entries
}

export type TypeName = 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object'

export const typeNames: readonly TypeName[] = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null']

/** What `type` allows; undefined when it is absent. */
export const typesOf = (schema: JsonObject): readonly TypeName[] | undefined => {
  const { type } = schema
  if (type === undefined) return undefined
  const wanted = Array.isArray(type) ? type : [type]
  return typeNames.filter((name) => wanted.includes(name))
}

const typeOf = (value: Json): TypeName => {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  switch (typeof value) {
    case 'boolean':
      return 'boolean'
    case 'number':
      return Number.isInteger(value) ? 'integer' : 'number'
    case 'string':
      return 'string'
    default:
      return 'object'
  }
}

export const isOfType = (value: Json, types: readonly TypeName[]): boolean => {
  const type = typeOf(value)
  return types.includes(type) || (type === 'integer' && types.includes('number'))
}

/** Item schemas of a tuple, in either draft's words, and the schema of the items after them. */
export const itemsOf = (
  schema: JsonObject,
): { readonly tuple: readonly Schema[]; readonly rest: Schema | undefined } => {
  if (Array.isArray(schema['items']))
    return { tuple: schemasOf(schema, 'items'), rest: schemaOf(schema, 'additionalItems') }
  return {
    tuple: schemasOf(schema, 'prefixItems'),
    rest: schemaOf(schema, 'items'),
  }
}

/** Keywords whose value is one schema or a list of schemas, and those whose value names schemas. */
const schemaKeywords = new Set([
  'additionalProperties',
  'unevaluatedProperties',
  'propertyNames',
  'items',
  'prefixItems',
  'additionalItems',
  'unevaluatedItems',
  'contains',
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'if',
  'then',
  'else',
])
const schemaMapKeywords = new Set([
  'properties',
  'patternProperties',
  'dependentSchemas',
  'dependencies',
  '$defs',
  'definitions',
])

/** The schemas directly inside a schema. */
export const subschemasOf = (schema: JsonObject): readonly Schema[] => {
  const found: Schema[] = []
  const add = (value: Json | undefined): void => {
    if (isSchema(value)) found.push(value)
  }
  for (const keyword of Object.keys(schema)) {
    const value = schema[keyword]
    if (typeof value !== 'object' || value === null) continue
    if (schemaMapKeywords.has(keyword)) {
      if (isJsonObject(value)) for (const member of Object.values(value)) add(member)
    } else if (schemaKeywords.has(keyword)) {
      if (Array.isArray(value)) for (const item of value) add(item)
      else add(value)
    }
  }
  return found
}

/** Keywords that forbid nothing. */
export const annotations: ReadonlySet<string> = new Set([
  '$schema',
  '$id',
  'id',
  '$anchor',
  '$dynamicAnchor',
  '$comment',
  '$defs',
  'definitions',
  'title',
  'description',
  'default',
  'examples',
  'deprecated',
  'readOnly',
  'writeOnly',
  'nullable',
])
