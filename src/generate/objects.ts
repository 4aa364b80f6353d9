import type { Json, JsonObject } from '../core/json.ts'
import { isJsonObject } from '../core/json.ts'
import type { Conjunction, Making } from './conjunction.ts'
import { hasDependents, withDependents } from './dependents.ts'
import type { MakeInner } from './direct.ts'
import { holds } from './judge.ts'
import { kindOf, placeOf, usualLength } from './place.ts'
import type { Place } from './place.ts'
import { createThing } from './readable/thing.ts'
import { isSchema, memberOf, numberOf, schemaEntriesOf, schemaOf, textsOf } from './schema.ts'
import type { Schema } from './schema.ts'
import { isMatch } from './wanted.ts'
import { words } from './words.data.ts'

/** Optional members of one object, by depth. */
export const mostOptionals = [24, 12, 6, 3, 1]
const mostTries = 30

/** An object: required members, optional ones as depth and count allow, and made-up names where it asks for more. */
export const makeObject = (
  conjunction: Conjunction,
  making: Making,
  place: Place,
  inner: MakeInner,
): JsonObject | undefined => {
  const completed = withDependents(conjunction.schemas, making)
  if (completed === undefined) return undefined
  const { schemas, names } = completed
  const bounds = (keyword: string): number[] =>
    schemas.map((schema) => numberOf(schema, keyword)).filter((bound) => bound !== undefined)
  const min = Math.max(0, ...bounds('minProperties'))
  const max = Math.min(Number.POSITIVE_INFINITY, ...bounds('maxProperties'))
  if (names.size > max || min > max || min > making.budget.left) return undefined

  const within = { ...place, thing: createThing(kindOf(schemas, place)) }
  const members = new Map<string, Json>()
  for (const name of names) {
    const value = memberValue(schemas, name, within, inner)
    if (value === undefined) return undefined
    members.set(name, value)
  }
  const missing = (): number => min - members.size
  const optionals = making.isSparse ? 0 : (mostOptionals[place.depth] ?? 0)
  const offered = offeredNames({ schemas, nots: conjunction.nots }, making).filter((name) => !members.has(name))
  for (const [index, name] of offered.entries()) {
    if (members.size >= max || (missing() <= 0 && index >= optionals)) break
    const isAffordable = propertySchemas(schemas, name)?.every(
      (schema) => making.costOf(schema).nodes < Math.min(making.budget.left, 200),
    )
    if (isAffordable !== true || (missing() <= 0 && hasDependents(schemas, name))) continue
    if (missing() <= 0 && making.budget.optional-- <= 0) break
    const value = memberValue(schemas, name, within, inner)
    if (value !== undefined) members.set(name, value)
  }
  const isFree = (name: string): boolean =>
    !members.has(name) && isNameAllowed(schemas, name, making) && propertySchemas(schemas, name) !== undefined
  const wanted = members.size === 0 && isMap(schemas) ? usualLength(place, making) : 0
  for (let attempt = 0; members.size < Math.min(Math.max(min, wanted), max); attempt++) {
    if (attempt > mostTries + min * 2 || making.budget.left <= 0) {
      if (missing() > 0) return undefined
      break
    }
    const name = inventedName(schemas, making, inner, isFree)
    if (name === undefined) continue
    const value = memberValue(schemas, name, within, inner)
    if (value !== undefined) members.set(name, value)
  }
  return Object.fromEntries(inOrder(members, schemas))
}

/** Whether the schemas describe members but name none: `Record<string, number>`. */
export const isMap = (schemas: readonly JsonObject[]): boolean =>
  schemas.some((schema) => isJsonObject(schema['additionalProperties'])) &&
  schemas.every((schema) => schemaEntriesOf(schema, 'properties').length === 0)

const memberValue = (
  schemas: readonly JsonObject[],
  name: string,
  { depth, thing }: Place,
  inner: MakeInner,
): Json | undefined => {
  const own = propertySchemas(schemas, name)
  return own === undefined ? undefined : inner(own, { name, depth: depth + 1, thing })
}

/** Everything that a member of this name must be; undefined when a schema forbids it. */
const propertySchemas = (schemas: readonly JsonObject[], name: string): readonly Schema[] | undefined => {
  const own: Schema[] = []
  let isNamed = false
  for (const schema of schemas) {
    const before = own.length
    const properties = schema['properties']
    const property = isJsonObject(properties) ? memberOf(properties, name) : undefined
    if (isSchema(property)) own.push(property)
    for (const [source, item] of schemaEntriesOf(schema, 'patternProperties'))
      if (isMatch(source, name) === true) own.push(item)
    if (own.length > before) {
      isNamed = true
      continue
    }
    const additional = schemaOf(schema, 'additionalProperties')
    if (additional !== undefined) own.push(additional)
  }
  if (!isNamed)
    for (const schema of schemas) {
      const unevaluated = schemaOf(schema, 'unevaluatedProperties')
      if (unevaluated !== undefined) own.push(unevaluated)
    }
  return own.includes(false) ? undefined : own
}

/** Names that the schemas describe and do not forbid together with what is required. */
const offeredNames = ({ schemas, nots }: Pick<Conjunction, 'schemas' | 'nots'>, making: Making): readonly string[] => {
  const forbidden = new Set(nots.flatMap(forbiddenBy))
  const names = new Set(schemas.flatMap((schema) => schemaEntriesOf(schema, 'properties').map(([name]) => name)))
  return [...names].filter((name) => !forbidden.has(name) && isNameAllowed(schemas, name, making))
}

/** `not: { required: [a] }` forbids `a`; of several names the first is left out. */
const forbiddenBy = (not: Schema): readonly string[] => {
  if (typeof not === 'boolean') return []
  const alternatives = Array.isArray(not['anyOf']) ? not['anyOf'].filter(isJsonObject) : []
  return [
    ...textsOf(not, 'required').slice(0, 1),
    ...alternatives.flatMap((part) => textsOf(part, 'required').slice(0, 1)),
  ]
}

const isNameAllowed = (schemas: readonly JsonObject[], name: string, making: Making): boolean =>
  schemas.every((schema) => holds(schemaOf(schema, 'propertyNames') ?? true, name, making))

/** A name for a member that no schema names: after a pattern, a schema of names, or a plain word; a longer one where that is taken. */
const inventedName = (
  schemas: readonly JsonObject[],
  making: Making,
  inner: MakeInner,
  isFree: (name: string) => boolean,
): string | undefined => {
  const patterns = schemas
    .flatMap((schema) => schemaEntriesOf(schema, 'patternProperties'))
    .filter(([source, item]) => item !== false && isMatch(source, '') !== true)
  const names = schemas.map((schema) => schemaOf(schema, 'propertyNames')).filter((names) => names !== undefined)
  const like = patterns.length > 0 ? [{ pattern: making.random.pick(patterns)[0] }] : []
  const word = making.random.pick(words)
  const name = like.length + names.length > 0 ? inner([{ type: 'string' }, ...like, ...names], placeOf('', 0)) : word
  if (typeof name !== 'string') return undefined
  return [name, name + word, `${name}${word}${making.random.below(10_000)}`].find(isFree)
}

/** Members in the order in which the schemas describe them; others last. */
const inOrder = (members: ReadonlyMap<string, Json>, schemas: readonly JsonObject[]): (readonly [string, Json])[] => {
  const described = schemas.flatMap((schema) => schemaEntriesOf(schema, 'properties').map(([name]) => name))
  const names = new Set([...described, ...members.keys()])
  const ordered: (readonly [string, Json])[] = []
  for (const name of names) {
    const value = members.get(name)
    if (value !== undefined) ordered.push([name, value])
  }
  return ordered
}
