import type { SchemaError } from '../core/contract.ts'
import type { Json, JsonObject } from '../core/json.ts'
import { isJsonObject } from '../core/json.ts'
import { pointerParts } from '../core/pointer.ts'
import { makeDirect } from './direct.ts'
import type { Making } from './conjunction.ts'
import { placeOf } from './place.ts'
import { pointed } from './refs.ts'
import { memberOf, schemaEntriesOf } from './schema.ts'
import type { Schema } from './schema.ts'

const mostErrors = 20

/** Changes what the errors point at: takes out what may not be there, adds what is missing, makes the rest again. */
export const repair = (value: Json, errors: readonly SchemaError[], root: JsonObject, making: Making): Json =>
  errors.slice(0, mostErrors).reduce((repaired, error) => repairOne(repaired, error, root, making), value)

const repairOne = (value: Json, error: SchemaError, root: JsonObject, making: Making): Json => {
  const path = pointerParts(error.instancePath)
  const params = error.params
  const surplus = params['additionalProperty'] ?? params['unevaluatedProperty'] ?? params['propertyName']
  if (typeof surplus === 'string') return replaced(value, [...path, surplus], () => undefined)
  const parent = parentSchema(error, root)
  if (parent === undefined) return value
  const missing = params['missingProperty']
  if (typeof missing === 'string') {
    const named = schemaEntriesOf(parent, 'properties').find(([name]) => name === missing)?.[1] ?? true
    return replaced(value, [...path, missing], () => make(named, missing, path.length + 1, making))
  }
  // The whole value is better made again by the next attempt.
  if (path.length === 0) return value
  return replaced(
    value,
    path,
    (before) => make(parent, path.findLast((part) => !/^\d+$/.test(part)) ?? '', path.length, making) ?? before,
  )
}

const make = (schema: Schema, name: string, depth: number, making: Making): Json | undefined =>
  makeDirect([schema], making, placeOf(name, depth))

const parentSchema = ({ schemaPath }: SchemaError, root: JsonObject): JsonObject | undefined => {
  const hash = schemaPath.indexOf('#')
  const end = schemaPath.lastIndexOf('/')
  if (hash !== 0 || end < 1) return hash === 0 ? root : undefined
  const schema = end === 1 ? root : pointed(root, schemaPath.slice(1, end))
  return isJsonObject(schema) ? schema : undefined
}

/** The value with another one at the path; without that member where there is none. */
const replaced = (
  value: Json,
  path: readonly string[],
  change: (before: Json | undefined) => Json | undefined,
): Json => {
  const [name, ...rest] = path
  if (name === undefined) return change(value) ?? value
  if (Array.isArray(value))
    return value.map((item: Json, index) => (String(index) === name ? replaced(item, rest, change) : item))
  if (!isJsonObject(value)) return value
  const before = memberOf(value, name)
  const after = rest.length > 0 ? (before === undefined ? undefined : replaced(before, rest, change)) : change(before)
  const others = Object.entries(value).filter(([member]) => member !== name)
  return Object.fromEntries(after === undefined ? others : [...others, [name, after]])
}
