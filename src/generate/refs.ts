import type { JsonObject } from '../core/json.ts'
import { referenceParts, valueAt } from '../core/pointer.ts'
import { isSchema, subschemasOf, textOf } from './schema.ts'
import type { Schema } from './schema.ts'

/** Follows references inside one schema document. */
export interface Refs {
  /** What `$ref` and its kin in `schema` point to, if it has any. */
  target(schema: JsonObject): Schema | undefined
  /** Every schema object of the document, each once. */
  readonly schemas: readonly JsonObject[]
}

/** Stand-ins for the drafts' own schemas, which a document may refer to: one value that each allows. */
const anySchema: Schema = { const: {} }
const anyCount: Schema = { const: 1 }
const anyNames: Schema = { const: ['name'] }

const metaSchemaPart = (uri: string): Schema | undefined => {
  if (!uri.includes('://json-schema.org/')) return undefined
  if (/[iI]nteger/.test(uri)) return anyCount
  return uri.endsWith('stringArray') ? anyNames : anySchema
}

const baseOfNameless = 'schema:/'

/** Indexes ids and anchors once. Pointers, anchors and ids are followed; a meta-schema is met by an empty object. */
export const createRefs = (root: JsonObject): Refs => {
  const resources = new Map<string, JsonObject>()
  const anchors = new Map<string, JsonObject>()
  const bases = new Map<JsonObject, string>()

  const index = (given: Schema, givenBase: string): void => {
    const pending: { readonly schema: Schema; readonly base: string }[] = [{ schema: given, base: givenBase }]
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const { schema } = next
      if (typeof schema === 'boolean' || bases.has(schema)) continue
      const id = textOf(schema, '$id') ?? textOf(schema, 'id')
      const base = id === undefined ? next.base : resolved(id, next.base)
      bases.set(schema, withoutFragment(base))
      if (id !== undefined)
        (id.startsWith('#') ? anchors : resources).set(id.startsWith('#') ? base : withoutFragment(base), schema)
      for (const keyword of ['$anchor', '$dynamicAnchor']) {
        const anchor = textOf(schema, keyword)
        if (anchor !== undefined) anchors.set(`${withoutFragment(base)}#${anchor}`, schema)
      }
      for (const inner of subschemasOf(schema)) pending.push({ schema: inner, base: withoutFragment(base) })
    }
  }
  index(root, baseOfNameless)
  if (!resources.has(bases.get(root) ?? '')) resources.set(bases.get(root) ?? baseOfNameless, root)
  if (!resources.has(baseOfNameless)) resources.set(baseOfNameless, root)

  const follow = (ref: string, from: JsonObject): Schema | undefined => {
    const absolute = resolved(ref, bases.get(from) ?? baseOfNameless)
    const hash = absolute.indexOf('#')
    const fragment = hash === -1 ? '' : absolute.slice(hash + 1)
    const resource = resources.get(withoutFragment(absolute))
    if (resource === undefined) return anchors.get(absolute) ?? metaSchemaPart(absolute)
    if (fragment === '') return resource
    return fragment.startsWith('/') ? (pointed(resource, fragment) ?? pointed(root, fragment)) : anchors.get(absolute)
  }

  const targets = new Map<JsonObject, Schema>()
  // References may lead to places that are no subschemas of a known keyword: a map meets what is added while it is walked.
  for (const [schema, base] of bases) {
    const ref = textOf(schema, '$ref') ?? textOf(schema, '$dynamicRef') ?? textOf(schema, '$recursiveRef')
    const target = ref === undefined ? undefined : follow(ref, schema)
    if (target === undefined) continue
    targets.set(schema, target)
    index(target, base)
  }

  return { schemas: [...bases.keys()], target: (schema) => targets.get(schema) }
}

const withoutFragment = (uri: string): string => {
  const hash = uri.indexOf('#')
  return hash === -1 ? uri : uri.slice(0, hash)
}

const resolved = (ref: string, base: string): string => {
  if (ref.startsWith('#')) return withoutFragment(base) + ref
  return URL.canParse(ref, base) ? new URL(ref, base).href : ref
}

/** The schema that a JSON pointer, as a URI writes it, leads to. */
export const pointed = (root: JsonObject, pointer: string): Schema | undefined => {
  const place = valueAt(root, referenceParts(pointer))
  return isSchema(place) ? place : undefined
}
