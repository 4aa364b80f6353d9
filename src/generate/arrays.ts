import type { Json } from '../core/json.ts'
import { canonicalText } from '../core/json.ts'
import type { Conjunction, Making } from './conjunction.ts'
import type { MakeInner, Place } from './direct.ts'
import { itemsOf, numberOf, schemaOf } from './schema.ts'
import type { Schema } from './schema.ts'

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
  const contained = containedIn(
    schemas.map((schema) => ({ schema: schemaOf(schema, 'contains'), least: numberOf(schema, 'minContains') ?? 1 })),
  )
  const lists = schemas.map(itemsOf)
  const unevaluated = schemas.map((schema) => schemaOf(schema, 'unevaluatedItems'))
  const itemSchemas = (index: number): Schema[] => {
    const own = lists.map(({ tuple, rest }) => tuple[index] ?? rest).filter((schema) => schema !== undefined)
    return own.length > 0 ? own : unevaluated.filter((schema) => schema !== undefined)
  }
  const isOpenEnded = itemSchemas(Number.MAX_SAFE_INTEGER).length > 0
  const tupleLength = Math.max(0, ...lists.map(({ tuple }) => tuple.length))

  const wanted = isOpenEnded || tupleLength === 0 ? 1 + making.random.below(2) : tupleLength
  const extra = making.isSparse || place.depth > 6 || making.budget.optional <= 0 ? 0 : wanted
  const length = Math.min(Math.max(min, contained.length, Math.max(tupleLength, extra)), max)
  if (min > max || min > making.budget.left) return undefined

  making.budget.optional -= length - Math.min(length, min)
  const items: Json[] = []
  const seen = new Set<string>()
  const within = { name: singular(place.name), depth: place.depth + 1 }
  const make = (index: number): Json | undefined => {
    const own = itemSchemas(index)
    const also = contained[index - Math.max(0, length - contained.length)]
    for (let attempt = 0; attempt < (isUnique ? triesFor(length) : 1); attempt++) {
      const item = inner(also === undefined ? own : [...own, also], within)
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
    if (item === undefined)
      return items.length >= Math.max(min, contained.length) && contained.length === 0 ? items : undefined
    items.push(item)
  }
  return items
}

/** What the last items must also be, one schema for each. */
const containedIn = (
  all: readonly { readonly schema: Schema | undefined; readonly least: number }[],
): readonly Schema[] =>
  all.flatMap(({ schema, least }) =>
    schema === undefined ? [] : Array.from<Schema>({ length: Math.min(least, 10_000) }).fill(schema),
  )

const singular = (name: string): string =>
  name.length > 3 && name.endsWith('s') && !name.endsWith('ss') ? name.slice(0, -1) : name
