import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts'
import { pythonOf } from '../wording/grammar.ts'

/** Where in a schema something is: `properties`, `a`, `items`. */
export type Context = readonly string[]

/** A path through a schema longer than this is hostile: ten objects deep, with lists and branches between them, is far below. */
const longestContext = 100

export const isTooDeep = (context: Context): boolean => context.length > longestContext

/** What the service says of a schema that is not one of an object. */
export const problemOfRoot = (schema: Json): string | undefined => {
  const type = isJsonObject(schema) ? schema['type'] : undefined
  if (type === 'object') return undefined
  return `schema must be a JSON Schema of 'type: "object"', got 'type: "${typeof type === 'string' ? type : pythonOf(type)}"'.`
}

type Visit = (child: Json, context: Context, isMember: boolean) => string | undefined

/** Visits the subschemas until one has a problem. */
export const eachChild = (schema: JsonObject, context: Context, visit: Visit): string | undefined => {
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

export const isType = (type: Json | undefined, name: string): boolean =>
  type === name || (Array.isArray(type) && type.includes(name))

/**
 * A context as Python prints a tuple. Of several types the service takes one after the other, as if they were branches:
 * what is wrong with one of them is in `'type', '0'`.
 */
export const contextOf = (context: Context, type?: Json, of?: string): string => {
  const place = Array.isArray(type) ? [...context, 'type', String(Math.max(0, type.indexOf(of ?? '')))] : context
  const [first, ...rest] = place
  if (first === undefined) return 'context=()'
  return rest.length === 0
    ? `context=(${pythonOf(first)},)`
    : `context=(${place.map((part) => pythonOf(part)).join(', ')})`
}
