import { isJsonObject, type Json, type JsonObject } from '../core/json.ts'
import { referenceParts, valueAt } from '../core/pointer.ts'
import type { Path } from '../core/violation.ts'

/**
 * Where a body has members that its schema does not name, in the body's order, the first hundred; what lies below them is not told apart.
 * Objects of which the schema names no member may hold anything (metadata, a JSON Schema), members that are null count as absent,
 * and what the schema forbids is not ignored but refused.
 */
export const ignoredMembers = (schema: JsonObject, body: Json): readonly Path[] => {
  const found: Path[] = []
  // Deep bodies would overflow the stack of a recursion.
  const open: Place[] = [{ value: body, schemas: inForce([schema], body, schema) }]
  for (let place = open.pop(); place !== undefined && found.length < mostFound; place = open.pop()) {
    const { value, schemas } = place
    const inner: Place[] = []
    const enter = (key: string | number, member: Json, below: readonly Json[]): void => {
      if (typeof member === 'object' && member !== null)
        inner.push({ within: place, key, value: member, schemas: inForce(below, member, schema) })
    }
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) enter(index, item, itemSchemas(schemas, index))
    } else if (isJsonObject(value)) {
      const isFree = !schemas.some(({ properties }) => isJsonObject(properties))
      const isClosed = schemas.some(({ additionalProperties }) => additionalProperties === false)
      for (const [name, member] of Object.entries(value)) {
        if (member === undefined || member === null) continue
        const below = memberSchemas(schemas, name)
        if (below.length > 0) enter(name, member, below)
        else if (!isFree && !isClosed) found.push([...pathOf(place), name])
      }
    }
    open.push(...inner.toReversed())
  }
  return found.slice(0, mostFound)
}

/** Nobody reads more. */
const mostFound = 100

interface Place {
  /** Absent: it is the body itself. */
  readonly within?: Place
  readonly key?: string | number
  readonly value: Json
  /** All schemas that the value is held to, none of them a mere reference or combination. */
  readonly schemas: readonly JsonObject[]
}

const pathOf = (place: Place): Path => {
  const path: (string | number)[] = []
  for (let at: Place | undefined = place; at !== undefined; at = at.within) if (at.key !== undefined) path.push(at.key)
  return path.toReversed()
}

/** What is said of a member: by its name, by a pattern, else by what is said of all others (where that is more than "anything"). */
const memberSchemas = (schemas: readonly JsonObject[], name: string): readonly Json[] =>
  schemas.flatMap(({ properties, patternProperties, additionalProperties }) => {
    const named = isJsonObject(properties) && Object.hasOwn(properties, name) ? [properties[name] ?? true] : []
    const patterned = Object.entries(objectOf(patternProperties))
      .filter(([pattern]) => new RegExp(pattern, 'u').test(name))
      .map(([, below]) => below ?? true)
    const known = [...named, ...patterned].filter((below) => below !== false)
    return known.length === 0 && isJsonObject(additionalProperties) ? [additionalProperties] : known
  })

const itemSchemas = (schemas: readonly JsonObject[], index: number): readonly Json[] =>
  schemas.flatMap(({ prefixItems, items }) => {
    const placed = listOf(prefixItems)[index] ?? items
    return placed === undefined ? [] : [placed]
  })

/** The schemas and all that they refer to, combine or make depend on a condition, as far as that concerns the value. */
const inForce = (schemas: readonly Json[], value: Json, root: JsonObject): readonly JsonObject[] => {
  const found = new Set<JsonObject>()
  const open: Json[] = [...schemas]
  for (let schema = open.pop(); schema !== undefined; schema = open.pop()) {
    if (!isJsonObject(schema) || found.has(schema)) continue
    found.add(schema)
    const { $ref, allOf, anyOf, oneOf } = schema
    if (typeof $ref === 'string') open.push(targetOf($ref, root))
    open.push(...listOf(allOf), ...branchesFor(listOf(anyOf), value, root), ...branchesFor(listOf(oneOf), value, root))
    if (schema['if'] !== undefined) open.push(schema[mayHold(schema['if'], value, root) ? 'then' : 'else'] ?? true)
  }
  return [...found]
}

/** Those of several forms that the value may be meant to have; all when it has none of them. */
const branchesFor = (branches: readonly Json[], value: Json, root: JsonObject): readonly Json[] => {
  const meant = branches.filter((branch) => mayHold(branch, value, root))
  return meant.length === 0 ? branches : meant
}

/** More references than this in a row lead nowhere. */
const mostSteps = 20

/** Whether a schema may describe a value, by what tells forms apart: types, constants, and those of the members. */
const mayHold = (schema: Json, value: Json | undefined, root: JsonObject, steps = mostSteps): boolean => {
  if (!isJsonObject(schema)) return schema !== false
  if (steps === 0) return true
  const fits = (below: Json, inner: Json | undefined = value): boolean => mayHold(below, inner, root, steps - 1)
  const { $ref, type, properties, required, allOf, anyOf, oneOf } = schema
  if (type !== undefined && !isOfType(type, value)) return false
  if ('const' in schema && !isSame(schema['const'], value)) return false
  if (Array.isArray(schema['enum']) && !schema['enum'].some((one: Json) => isSame(one, value))) return false
  if (typeof $ref === 'string' && !fits(targetOf($ref, root))) return false
  if (!listOf(allOf).every((one) => fits(one))) return false
  for (const forms of [anyOf, oneOf]) if (Array.isArray(forms) && !forms.some((one: Json) => fits(one))) return false
  if (!isJsonObject(value)) return true
  if (!listOf(required).every((name) => typeof name === 'string' && Object.hasOwn(value, name))) return false
  return Object.entries(objectOf(properties)).every(
    ([name, below]) =>
      !Object.hasOwn(value, name) || typeof value[name] === 'object' || fits(below ?? true, value[name]),
  )
}

const isOfType = (types: Json, value: Json | undefined): boolean =>
  [types].flat().some((type) => type === typeOf(value) || (type === 'integer' && Number.isInteger(value)))

const typeOf = (value: Json | undefined): string => {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

/** Constants that tell forms apart are no objects or lists. */
const isSame = (one: Json | undefined, other: Json | undefined): boolean =>
  one === other || (typeof one === 'object' && one !== null)

/** What a reference inside our own schemas points to. */
const targetOf = (reference: string, root: JsonObject): Json => valueAt(root, referenceParts(reference)) ?? true

const nothing: readonly Json[] = []
const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : nothing)
const empty: JsonObject = {}
const objectOf = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : empty)
