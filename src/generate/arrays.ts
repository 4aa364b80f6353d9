import type { Json, JsonObject } from '../core/json.ts'
import { canonicalText } from '../core/json.ts'
import { allowedTypes, choicesOf, conjunctionOf } from './conjunction.ts'
import type { Conjunction, Making } from './conjunction.ts'
import { holds } from './judge.ts'
import { numberAt } from './numbers.ts'
import { itemPlace, usualLength } from './place.ts'
import type { Place } from './place.ts'
import type { MakeInner } from './direct.ts'
import { itemsOf, numberOf, schemaOf } from './schema.ts'
import type { Schema } from './schema.ts'

const mostContained = 10_000

/** Tries to find an item that is not there yet; the last of a narrow range take many. */
const triesFor = (length: number): number => 20 + length * 8

/** An array: as short as allowed, or one or two items where the schemas leave it open. */
export const makeArray = (
  { schemas }: Conjunction,
  making: Making,
  place: Place,
  inner: MakeInner,
): readonly Json[] | undefined => {
  const numbers = (keyword: string): number[] =>
    schemas.map((schema) => numberOf(schema, keyword)).filter((bound) => bound !== undefined)
  const min = Math.max(0, ...numbers('minItems'))
  const max = Math.min(Number.POSITIVE_INFINITY, ...numbers('maxItems'))
  const isUnique = schemas.some((schema) => schema['uniqueItems'] === true)
  const counted = schemas.filter((schema) => schemaOf(schema, 'contains') !== undefined)
  const lists = schemas.map(itemsOf)
  const unevaluated = schemas
    .map((schema) => schemaOf(schema, 'unevaluatedItems'))
    .filter((schema) => schema !== undefined)
  const itemSchemas = (index: number): readonly Schema[] => {
    const own = lists.map(({ tuple, rest }) => tuple[index] ?? rest).filter((schema) => schema !== undefined)
    if (own.length > 0) return own
    // What `contains` has matched is evaluated.
    const [matched] = counted
    return unevaluated.includes(false) && matched !== undefined ? [schemaOf(matched, 'contains') ?? true] : unevaluated
  }
  const isOpenEnded = itemSchemas(Number.MAX_SAFE_INTEGER).length > 0
  const tupleLength = Math.max(0, ...lists.map(({ tuple }) => tuple.length))

  const needed = counted.map(leastOf).reduce((all, least) => (making.isSparse ? Math.max(all, least) : all + least), 0)
  const usual = usualLength(place, making)
  const extra = usual > 0 && !isOpenEnded && tupleLength > 0 ? tupleLength : usual
  const length = Math.min(Math.max(min, needed, tupleLength, extra), max)
  if (min > max || min > making.budget.left) return undefined

  making.budget.optional -= length - Math.min(length, min)
  const items: Json[] = []
  const seen = new Set<string>()
  const surplus = counted.filter((schema) => (numberOf(schema, 'maxContains') ?? length) < length)
  const contained = containedAt(counted, length, making)
  let duplicates = 0
  const make = (index: number): Json | undefined => {
    const also = contained.get(index)
    const own =
      also === undefined
        ? [...itemSchemas(index), ...surplus.map(({ contains = true }) => ({ not: contains }))]
        : [...itemSchemas(index), ...also]
    for (let attempt = 0; attempt < (isUnique ? triesFor(length) : 1); attempt++) {
      const item =
        attempt < (duplicates > 20 ? 1 : 8)
          ? inner(own, itemPlace(place))
          : variantOf(own, duplicates++, making, itemPlace(place), inner)
      if (item === undefined) return undefined
      const text = isUnique ? canonicalText(item) : ''
      if (isUnique && seen.has(text)) continue
      seen.add(text)
      return item
    }
    return undefined
  }
  for (let index = 0; index < length; index++) {
    const item = make(index)
    if (item === undefined) return items.length >= min && counted.length === 0 ? items : undefined
    items.push(item)
  }
  return items
}

/** How many items `contains` asks for. */
const leastOf = (schema: JsonObject): number => Math.min(numberOf(schema, 'minContains') ?? 1, mostContained)

/** What some items must also be, by their index: the last ones, each for one purpose; in a sparse array any, and one for several. */
const containedAt = (
  counted: readonly JsonObject[],
  length: number,
  making: Making,
): ReadonlyMap<number, readonly Schema[]> => {
  const found = new Map<number, readonly Schema[]>()
  let end = length
  for (const schema of counted) {
    const least = Math.min(leastOf(schema), length)
    const first = making.isSparse ? making.random.below(length) : end - least + length
    for (let count = 0; count < least; count++) {
      const index = (first + count) % length
      found.set(index, [...(found.get(index) ?? []), schemaOf(schema, 'contains') ?? true])
    }
    end -= least
  }
  return found
}

/** Where chance does not find another item: the values that there are, one after the other. */
const variantOf = (
  schemas: readonly Schema[],
  count: number,
  making: Making,
  place: Place,
  inner: MakeInner,
): Json | undefined => {
  const conjunction = conjunctionOf(schemas, making)
  if (conjunction === undefined) return undefined
  const choices = choicesOf(conjunction)
  if (choices !== undefined) return choices[count % choices.length]
  const types = allowedTypes(conjunction)
  const isNumeric = types.every((type) => type === 'number' || type === 'integer')
  if (isNumeric) return numberAt(conjunction.schemas, types.length === 1, count)
  const item = inner(schemas, place)
  const longer = typeof item === 'string' ? `${item} ${count}` : item
  return longer !== undefined && schemas.every((schema) => holds(schema, longer, making)) ? longer : item
}
