import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts'
import { referenceParts, valueAt } from '../../core/pointer.ts'
import { echoed, pythonOf } from '../wording/grammar.ts'
import { contextOf, eachChild, isTooDeep, isType, problemOfRoot, type Context } from './schema-walk.ts'

/** Keywords that strict schemas may not use. */
const forbidden: ReadonlySet<string> = new Set([
  'allOf',
  'oneOf',
  'not',
  'if',
  'then',
  'else',
  'dependentRequired',
  'dependentSchemas',
  'patternProperties',
  'propertyNames',
  'unevaluatedProperties',
  'unevaluatedItems',
  'minProperties',
  'maxProperties',
  'minLength',
  'maxLength',
  'contains',
  'minContains',
  'maxContains',
  'uniqueItems',
  'default',
])
const formats = ['date-time', 'time', 'date', 'duration', 'email', 'hostname', 'ipv4', 'ipv6', 'uuid']

const mostProperties = 5_000
const deepest = 10
const mostEnumValues = 1_000
const mostCharacters = 120_000
/** An enum of more strings than this has a limit of its own. */
const manyStrings = 250
const mostEnumCharacters = 15_000

/** What is counted over a whole schema. */
interface Totals {
  readonly root: JsonObject
  properties: number
  enumValues: number
  /** Of names, and of strings in enums and constants. */
  characters: number
  depth: number
}

/** What the service says of a schema that is to be kept strictly; undefined when it is fine. Only the first problem, parents first. */
export const problemOfStrictSchema = (schema: Json): string | undefined => {
  const problem = problemOfRoot(schema)
  if (problem !== undefined || !isJsonObject(schema)) return problem
  if (schema['anyOf'] !== undefined) return `In ${contextOf([])}, 'anyOf' is not permitted.`
  const totals: Totals = { root: schema, properties: 0, enumValues: 0, characters: 0, depth: 0 }
  const found = problemOfNode(schema, [], 0, totals)
  return found ?? problemOfTotals(totals)
}

const problemOfTotals = ({ properties, enumValues, characters, depth }: Totals): string | undefined => {
  if (depth > deepest) return `${depth} levels of nesting exceeds limit of ${deepest}.`
  if (properties > mostProperties) return `${properties} parameters exceeds limit of ${mostProperties}.`
  if (enumValues > mostEnumValues)
    return `Expected at most ${mostEnumValues} enum values in total within a schema when using structured outputs, but got ${enumValues}.`
  if (characters > mostCharacters)
    return (
      `Expected at most ${mostCharacters} characters in total of property names, definition names, enum values and const values ` +
      `within a schema when using structured outputs, but got ${characters}.`
    )
  return undefined
}

const problemOfNode = (schema: Json, context: Context, depth: number, totals: Totals): string | undefined => {
  if (!isJsonObject(schema))
    return typeof schema === 'boolean'
      ? `In ${contextOf(context)}, schema must have a 'type' key.`
      : `${pythonOf(schema)} is not of type 'object', 'boolean'.`
  if (isTooDeep(context)) {
    totals.depth = Math.max(depth, totals.depth, deepest + 1)
    return undefined
  }
  totals.depth = Math.max(depth, totals.depth)
  const own = problemOfKeywords(schema, context, totals)
  if (own !== undefined) return own
  return eachChild(schema, context, (child, place, isMember) =>
    problemOfNode(child, place, isMember ? depth + 1 : depth, totals),
  )
}

const problemOfKeywords = (schema: JsonObject, context: Context, totals: Totals): string | undefined => {
  const { type, format, anyOf, $ref } = schema
  if (typeof $ref === 'string') return problemOfRef(schema, $ref, context, totals)
  const unwanted = Object.keys(schema).find((keyword) => forbidden.has(keyword))
  if (unwanted !== undefined) return `In ${contextOf(context)}, '${unwanted}' is not permitted.`
  if (type === undefined && anyOf === undefined && schema['enum'] === undefined)
    return `In ${contextOf(context)}, schema must have a 'type' key.`
  if (typeof format === 'string' && !formats.includes(format))
    return `In ${contextOf(context, type, 'string')}, '${echoed(format)}' is not a valid format.`
  const { $defs, definitions } = schema
  for (const defined of [$defs, definitions])
    if (isJsonObject(defined)) for (const name in defined) totals.characters += name.length
  const listed = problemOfValues(schema, context, totals)
  if (listed !== undefined) return listed
  if (isType(type, 'object')) return problemOfObject(schema, context, totals)
  if (isType(type, 'array') && schema['items'] === undefined)
    return `In ${contextOf(context, type, 'array')}, array schema missing items.`
  return undefined
}

/** Counts what an enum or a constant says. */
const problemOfValues = ({ enum: values, const: value }: JsonObject, context: Context, totals: Totals) => {
  if (typeof value === 'string') totals.characters += value.length
  if (!Array.isArray(values)) return undefined
  let characters = 0
  for (const item of values) if (typeof item === 'string') characters += item.length
  totals.enumValues += values.length
  totals.characters += characters
  if (values.length <= manyStrings || characters <= mostEnumCharacters) return undefined
  return (
    `In ${contextOf(context)}, expected at most ${mostEnumCharacters} characters in total of the values of an enum with more than ` +
    `${manyStrings} values, but got ${characters}.`
  )
}

const besideRef = ['$ref', '$defs', 'definitions']

const problemOfRef = (schema: JsonObject, ref: string, context: Context, { root }: Totals): string | undefined => {
  const others = Object.keys(schema).filter((keyword) => !besideRef.includes(keyword))
  // The root may define what it refers to.
  if (others.length > 0 && context.length > 0)
    return `${contextOf(context)}, $ref cannot have keywords {${others.map((keyword) => `'${keyword}'`).join(', ')}}.`
  if (ref === '#') return undefined
  if (!/^#\/(?:\$defs|definitions)\/[^/]+$/.test(ref))
    return `In ${contextOf(context)}, reference can only point to definitions defined at the top level of the schema.`
  if (valueAt(root, referenceParts(ref)) !== undefined) return undefined
  return `In ${contextOf(context)}, reference to component '${echoed(ref)}' which was not found in the schema.`
}

const problemOfObject = (schema: JsonObject, context: Context, totals: Totals): string | undefined => {
  const place = contextOf(context, schema['type'], 'object')
  if (schema['additionalProperties'] !== false)
    return `In ${place}, 'additionalProperties' is required to be supplied and to be false.`
  const names = isJsonObject(schema['properties']) ? Object.keys(schema['properties']) : []
  totals.properties += names.length
  for (const name of names) totals.characters += name.length
  const given = Array.isArray(schema['required']) ? new Set<Json>(schema['required']) : undefined
  const complaint = `In ${place}, 'required' is required to be supplied and to be an array including every key in properties.`
  const missing = names.find((name) => given?.has(name) !== true)
  if (missing !== undefined) return `${complaint} Missing '${missing}'.`
  const known = new Set<Json>(names)
  for (const name of given ?? [])
    if (!known.has(name)) return `${complaint} Extra required key '${echoed(name)}' supplied.`
  return undefined
}
