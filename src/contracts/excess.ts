import { isJsonObject, type Json, type JsonObject } from '../core/json.ts'
import { referenceParts, valueAt } from '../core/pointer.ts'

/** Compiling takes a tenth of a millisecond for each object. Strict schemas end at 5000 properties (wire-format 7). */
const mostObjects = 6_000
/** Every check carries the path to itself: in deep schemas, or those with long names, the paths take more time than the checks. */
const mostPathCharacters = 1_000_000
/** What the schemas of an `allOf` have evaluated is merged one after the other, in time that grows with the square of their number. */
const mostOfAll = 300

/** Schemas that one place of a value is held to: where schemas refer to each other twice, they double at every step. */
const mostChecks = 100_000

/** Why compiling a schema would take longer than a moment; undefined when it would not. The schema must be finite. */
export const excessOf = (schema: JsonObject | boolean): string | undefined => {
  let objects = 0
  let pathCharacters = 0
  const open: { readonly value: Json; readonly path: number }[] = [{ value: schema, path: 0 }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, path } = next
    if (isJsonObject(value)) {
      objects++
      pathCharacters += path
      if (Array.isArray(value['allOf']) && value['allOf'].length > mostOfAll)
        return `the schema has an allOf of more than ${mostOfAll} schemas`
    }
    if (objects > mostObjects) return `the schema has more than ${mostObjects} objects`
    if (pathCharacters > mostPathCharacters)
      return `the schema is too large for its depth: the paths to its objects have more than ${mostPathCharacters} characters`
    for (const [name, member] of Object.entries(value ?? {}))
      if (typeof member === 'object') open.push({ value: member, path: path + name.length + 1 })
  }
  return checksExcessOf(schema)
}

const checksExcessOf = (schema: JsonObject | boolean): string | undefined => {
  try {
    return isJsonObject(schema) && mostChecksOf(schema) > mostChecks
      ? `the schema holds one value to more than ${mostChecks} schemas`
      : undefined
  } catch (error) {
    if (error instanceof RangeError) return 'the schema refers to itself too deeply'
    throw error
  }
}

/** The largest number of schemas that any place is held to; a reference back into what is being counted counts once. */
const mostChecksOf = (root: JsonObject): number => {
  const { named, homes } = placesIn(root)
  const known = new Map<JsonObject, number>()
  const count = (schema: Json | undefined): number => {
    if (!isJsonObject(schema)) return 0
    const before = known.get(schema)
    if (before !== undefined) return before
    known.set(schema, 1)
    const { $ref, $dynamicRef, allOf, anyOf, oneOf, not } = schema
    const parts = [allOf, anyOf, oneOf, not, schema['if'], schema['then'], schema['else'], ...dependents(schema)].flat()
    const targets = [$ref, $dynamicRef].map((reference) => targetOf(reference, homes.get(schema) ?? root, named))
    const all = [...parts, ...targets].reduce<number>((sum, part) => sum + count(part), 1)
    known.set(schema, all)
    return all
  }
  let most = 0
  const open: Json[] = [root]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (isJsonObject(next)) most = Math.max(most, count(next))
    for (const member of Object.values(next ?? {})) if (typeof member === 'object' && member !== null) open.push(member)
  }
  return most
}

const dependents = ({ dependentSchemas, dependencies }: JsonObject): readonly (Json | undefined)[] =>
  [dependentSchemas, dependencies].flatMap((schemas) => (isJsonObject(schemas) ? Object.values(schemas) : []))

interface Places {
  /** Schemas by the last part of their `$id`, and by their anchors as `#here`. */
  readonly named: ReadonlyMap<string, JsonObject>
  /** The schema with an `$id` around one that refers to something: where its pointers start. */
  readonly homes: ReadonlyMap<JsonObject, JsonObject>
}

const placesIn = (root: JsonObject): Places => {
  const named = new Map<string, JsonObject>()
  const homes = new Map<JsonObject, JsonObject>()
  const open: { readonly value: Json; readonly around: JsonObject }[] = [{ value: root, around: root }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value } = next
    let { around } = next
    if (isJsonObject(value)) {
      const { $id, $anchor, $dynamicAnchor, $ref, $dynamicRef } = value
      if (typeof $id === 'string') named.set(lastPart($id.split('#', 1)[0] ?? ''), (around = value))
      for (const anchor of [$anchor, $dynamicAnchor]) if (typeof anchor === 'string') named.set(`#${anchor}`, value)
      if ($ref !== undefined || $dynamicRef !== undefined) homes.set(value, around)
    }
    for (const member of Object.values(value ?? {}))
      if (typeof member === 'object' && member !== null) open.push({ value: member, around })
  }
  return { named, homes }
}

/** Addresses are not resolved: rather one schema is counted for another of the same last name than none at all. */
const targetOf = (reference: Json | undefined, home: JsonObject, named: Places['named']): Json | undefined => {
  if (typeof reference !== 'string') return undefined
  const [address = '', fragment = ''] = reference.split('#')
  const resource = (address === '' ? undefined : named.get(lastPart(address))) ?? home
  if (fragment === '') return resource
  return fragment.startsWith('/') ? valueAt(resource, referenceParts(fragment)) : named.get(`#${fragment}`)
}

const lastPart = (address: string): string => address.slice(address.lastIndexOf('/') + 1)
