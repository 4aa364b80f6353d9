import type { JsonObject } from '../core/json.ts'
import type { Refs } from './refs.ts'
import { schemaEntriesOf, schemaOf, schemasOf } from './schema.ts'
import type { Schema } from './schema.ts'

/**
 * How many schemas a check may look at for one place of a value. Schemas that refer to each other twice double it at every step,
 * and with it the time of every check. A reference to itself counts once.
 */
export const checksOf = (root: JsonObject, refs: Refs): number => {
  const known = new Map<JsonObject, number>()
  const count = (schema: Schema): number => {
    if (typeof schema === 'boolean') return 0
    const before = known.get(schema)
    if (before !== undefined) return before
    known.set(schema, 1)
    const parts = [...inPlace(schema), refs.target(schema) ?? true]
    const all = parts.reduce((total, part) => total + count(part), 1)
    known.set(schema, all)
    return all
  }
  count(root)
  return refs.schemas.reduce((most, schema) => Math.max(most, count(schema)), 0)
}

/** The schemas inside a schema that are about the same value. */
const inPlace = (schema: JsonObject): readonly Schema[] => [
  ...['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => schemasOf(schema, keyword)),
  ...['not', 'if', 'then', 'else'].map((keyword) => schemaOf(schema, keyword) ?? true),
  ...['dependentSchemas', 'dependencies'].flatMap((keyword) =>
    schemaEntriesOf(schema, keyword).map(([, part]) => part),
  ),
]
