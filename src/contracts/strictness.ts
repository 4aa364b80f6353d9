import { isJsonObject, type Json, type JsonObject } from '../core/json.ts'
import type { Strictness } from '../core/contract.ts'

/*
 * One schema file serves both levels. Its keywords say what holds at `practical`; where the document says less (or something else), the
 * subschema carries `x-literal`, a JSON merge patch (RFC 7396) of itself: `{ "additionalProperties": null }` takes the keyword away,
 * `{ "maximum": 20 }` adds one. A validator that does not know the keyword checks the practical level.
 */
const patchKeyword = 'x-literal'

/** The schema as it holds at a level. The schema itself is not changed. */
export const atStrictness = (schema: JsonObject, strictness: Strictness): JsonObject =>
  strictness === 'practical' ? schema : literal(schema)

const literal = (schema: JsonObject): JsonObject => {
  const { [patchKeyword]: patch, ...keywords } = schema
  const patched = isJsonObject(patch) ? merged(keywords, patch) : keywords
  return Object.fromEntries(Object.entries(patched).map(([keyword, value]) => [keyword, literalValue(value)]))
}

const literalValue = (value: Json | undefined): Json | undefined => {
  if (Array.isArray(value)) return value.map((item: Json) => literalValue(item) ?? null)
  return isJsonObject(value) ? literal(value) : value
}

const merged = (target: JsonObject, patch: JsonObject): JsonObject => {
  const result: Record<string, Json | undefined> = { ...target }
  for (const [keyword, value] of Object.entries(patch)) {
    const before = result[keyword]
    if (value === null) result[keyword] = undefined
    else result[keyword] = isJsonObject(value) && isJsonObject(before) ? merged(before, value) : value
  }
  return Object.fromEntries(Object.entries(result).filter(([, value]) => value !== undefined))
}
