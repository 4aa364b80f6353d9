import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts'
import { echoed, pythonOf } from '../wording/grammar.ts'

/** Keywords that strict schemas may not use. */
const forbidden = [
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
]
const formats = ['date-time', 'time', 'date', 'duration', 'email', 'hostname', 'ipv4', 'ipv6', 'uuid']

const mostProperties = 5_000
const deepest = 10
/** A path through a schema longer than this is hostile: ten objects deep, with lists and branches between them, is far below. */
const longestContext = 100
const mostEnumValues = 1_000

/** Where in a schema something is: `properties`, `a`, `items`. */
type Context = readonly string[]

/** What is counted over a whole schema. */
interface Totals {
  properties: number
  enumValues: number
}

/** What the service says of a schema that is to be kept strictly; undefined when it is fine. Only the first problem, parents first. */
export const problemOfStrictSchema = (schema: Json): string | undefined => {
  const problem = problemOfRoot(schema)
  if (problem !== undefined) return problem
  const totals: Totals = { properties: 0, enumValues: 0 }
  const found = problemOfNode(schema, [], 0, totals)
  if (found !== undefined) return found
  if (totals.properties > mostProperties) return `${totals.properties} parameters exceeds limit of ${mostProperties}.`
  if (totals.enumValues > mostEnumValues)
    return `Expected at most ${mostEnumValues} enum values in total within a schema when using structured outputs, but got ${totals.enumValues}.`
  return undefined
}

/** The same for a function's parameters that need not be kept strictly. `{}` is fine. */
export const problemOfParameters = (schema: Json): string | undefined => {
  if (!isJsonObject(schema) || isEmpty(schema)) return undefined
  const problem = problemOfRoot(schema)
  if (problem !== undefined) return problem
  if (!isJsonObject(schema['properties'])) return `In context=(), object schema missing properties.`
  return arrayWithoutItems(schema, [])
}

const isEmpty = (schema: JsonObject): boolean => {
  for (const _ in schema) return false
  return true
}

const problemOfRoot = (schema: Json): string | undefined => {
  const type = isJsonObject(schema) ? schema['type'] : undefined
  if (type === 'object') return undefined
  return `schema must be a JSON Schema of 'type: "object"', got 'type: "${typeof type === 'string' ? type : pythonOf(type)}"'.`
}

const problemOfNode = (schema: Json, context: Context, depth: number, totals: Totals): string | undefined => {
  if (!isJsonObject(schema))
    return typeof schema === 'boolean' ? undefined : `${pythonOf(schema)} is not of type 'object', 'boolean'.`
  if (depth > deepest || context.length > longestContext)
    return `${Math.max(depth, deepest + 1)} levels of nesting exceeds limit of ${deepest}.`
  const own = problemOfKeywords(schema, context, totals)
  if (own !== undefined) return own
  return eachChild(schema, context, (child, place, isMember) =>
    problemOfNode(child, place, isMember ? depth + 1 : depth, totals),
  )
}

const problemOfKeywords = (schema: JsonObject, context: Context, totals: Totals): string | undefined => {
  if (typeof schema['$ref'] === 'string') return problemOfRef(schema, context)
  const unwanted = Object.keys(schema).find((keyword) => forbidden.includes(keyword))
  if (unwanted !== undefined) return `In ${tuple(context)}, '${unwanted}' is not permitted.`
  const { type, format, anyOf } = schema
  if (type === undefined && anyOf === undefined && schema['enum'] === undefined)
    return `In ${tuple(context)}, schema must have a 'type' key.`
  if (typeof format === 'string' && !formats.includes(format))
    return `In ${tuple(context)}, '${format}' is not a valid format.`
  if (Array.isArray(schema['enum'])) totals.enumValues += schema['enum'].length
  if (isType(type, 'object')) return problemOfObject(schema, context, totals)
  if (isType(type, 'array') && schema['items'] === undefined) return `In ${tuple(context)}, array schema missing items.`
  return undefined
}

const problemOfRef = (schema: JsonObject, context: Context): string | undefined => {
  // The root may define what it refers to.
  const others = Object.keys(schema).filter((keyword) => !['$ref', '$defs', 'definitions'].includes(keyword))
  if (others.length === 0 || context.length === 0) return undefined
  return `${tuple(context)}, $ref cannot have keywords {${others.map((keyword) => `'${keyword}'`).join(', ')}}.`
}

const problemOfObject = (schema: JsonObject, context: Context, totals: Totals): string | undefined => {
  if (schema['additionalProperties'] !== false)
    return `In ${tuple(context)}, 'additionalProperties' is required to be supplied and to be false.`
  const names = isJsonObject(schema['properties']) ? Object.keys(schema['properties']) : []
  totals.properties += names.length
  const given = Array.isArray(schema['required']) ? new Set<Json>(schema['required']) : undefined
  const complaint = `In ${tuple(context)}, 'required' is required to be supplied and to be an array including every key in properties.`
  const missing = names.find((name) => given?.has(name) !== true)
  if (missing !== undefined) return `${complaint} Missing '${missing}'.`
  const known = new Set<Json>(names)
  for (const name of given ?? [])
    if (!known.has(name)) return `${complaint} Extra required key '${echoed(name)}' supplied.`
  return undefined
}

/** Arrays must say what they hold, also without `strict`. */
const arrayWithoutItems = (schema: Json, context: Context): string | undefined => {
  if (!isJsonObject(schema) || context.length > longestContext) return undefined
  if (isType(schema['type'], 'array') && schema['items'] === undefined && schema['prefixItems'] === undefined)
    return `In ${tuple(context)}, array schema missing items.`
  return eachChild(schema, context, arrayWithoutItems)
}

type Visit = (child: Json, context: Context, isMember: boolean) => string | undefined

/** Visits the subschemas until one has a problem. */
const eachChild = (schema: JsonObject, context: Context, visit: Visit): string | undefined => {
  for (const keyword of ['properties', '$defs', 'definitions']) {
    const members = schema[keyword]
    if (!isJsonObject(members)) continue
    for (const name of Object.keys(members)) {
      const problem = visit(members[name] ?? null, [...context, keyword, name], keyword === 'properties')
      if (problem !== undefined) return problem
    }
  }
  if (schema['items'] !== undefined) {
    const problem = visit(schema['items'], [...context, 'items'], false)
    if (problem !== undefined) return problem
  }
  const branches = Array.isArray(schema['anyOf']) ? schema['anyOf'] : []
  for (const [index, branch] of branches.entries()) {
    const problem = visit(branch, [...context, 'anyOf', String(index)], false)
    if (problem !== undefined) return problem
  }
  return undefined
}

const isType = (type: Json | undefined, name: string): boolean =>
  type === name || (Array.isArray(type) && type.includes(name))

/** A context as Python prints a tuple. */
const tuple = (context: Context): string => {
  const [first, ...rest] = context
  if (first === undefined) return 'context=()'
  return rest.length === 0
    ? `context=(${pythonOf(first)},)`
    : `context=(${context.map((part) => pythonOf(part)).join(', ')})`
}
