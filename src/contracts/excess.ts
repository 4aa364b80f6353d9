import { isJsonObject, type Json, type JsonObject } from '../core/json.ts'

/** Compiling takes a tenth of a millisecond for each object. Strict schemas end at 5000 properties (wire-format 7). */
const mostObjects = 6_000
/** Every check carries the path to itself: in deep schemas, or those with long names, the paths take more time than the checks. */
const mostPathCharacters = 1_000_000
/** What the schemas of an `allOf` have evaluated is merged one after the other, in time that grows with the square of their number. */
const mostOfAll = 300

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
  return undefined
}
