import type { Json, JsonObject } from '../core/json.ts'
import { isJsonObject } from '../core/json.ts'
import { choicesOf } from './conjunction.ts'
import type { Making } from './conjunction.ts'
import { deep, pickType } from './direct.ts'
import { isMap, mostOptionals } from './objects.ts'
import { itemPlace, kindOf, placeOf, usualLength } from './place.ts'
import type { Place } from './place.ts'
import { createThing } from './readable/thing.ts'
import { annotations, itemsOf, numberOf, schemaEntriesOf, schemaOf, schemasOf, textsOf } from './schema.ts'
import type { Schema } from './schema.ts'
import { words } from './words.data.ts'

/** A schema that json-schema-faker can take: no references, no end left open, texts and numbers in our hands. */
export interface Bounded {
  readonly schema: JsonObject
  /** Makes the text or number of a leaf; the leaf's schema names it as `faker: { make: [index] }`. */
  readonly leaves: readonly Leaf[]
}

export interface Leaf {
  readonly type: 'string' | 'number' | 'integer'
  readonly schema: JsonObject
  readonly place: Place
}

const mostNodes = 3000
const mostItems = 200
const mostCopies = 10

/** Keywords that json-schema-faker reads otherwise than JSON Schema means them; such schemas are made without it. */
const outOfReach = [
  'not',
  'if',
  'contains',
  'dependentRequired',
  'dependentSchemas',
  'dependencies',
  'propertyNames',
  'minProperties',
  'maxProperties',
  'unevaluatedItems',
  'unevaluatedProperties',
  'patternProperties',
]

const composition = new Set(['$ref', '$dynamicRef', '$recursiveRef', 'allOf', 'anyOf', 'oneOf'])

/**
 * A copy of the schema with only what a value needs: references written out, one branch of each choice, optional members thinned
 * with depth, arrays of a fixed length, no keyword that only the generator knows. Undefined when that cannot be said so simply.
 */
export const boundSchema = (root: JsonObject, making: Making): Bounded | undefined => {
  const leaves: Leaf[] = []
  let left = mostNodes

  const copy = (schema: Schema, place: Place): JsonObject | undefined => {
    if (schema === false || left-- < 0 || place.depth > 24) return undefined
    if (schema === true) return copy({}, place)
    if (outOfReach.some((keyword) => keyword in schema)) return undefined
    const parts = partsOf(schema, place)
    if (parts === undefined) return undefined
    const [only, another] = parts
    if (another === undefined && only !== undefined && only !== schema) return copy(only, place)
    if (another !== undefined) return copyAll(parts, place)
    return copyPlain(schema, place)
  }

  /** The schema without its compositions, what it refers to, all of `allOf` and one branch of each choice. */
  const partsOf = (schema: JsonObject, place: Place): readonly Schema[] | undefined => {
    const keywords = Object.keys(schema)
    if (!keywords.some((keyword) => composition.has(keyword))) return [schema]
    const rest = Object.fromEntries(Object.entries(schema).filter(([keyword]) => !composition.has(keyword)))
    const parts: Schema[] = keywords.every((keyword) => composition.has(keyword) || annotations.has(keyword))
      ? []
      : [rest]
    const target = making.refs.target(schema)
    if (target !== undefined) parts.push(target)
    parts.push(...schemasOf(schema, 'allOf'))
    for (const keyword of ['anyOf', 'oneOf']) {
      const branches = schemasOf(schema, keyword)
      if (branches.length === 0) continue
      const affordable = branches.filter((branch) => making.costOf(branch).nodes <= Math.min(left, mostItems))
      if (affordable.length === 0) return undefined
      parts.push(making.random.pick(place.depth < deep ? affordable : cheapestOf(affordable)))
    }
    return parts
  }

  const cheapestOf = (branches: readonly Schema[]): readonly Schema[] =>
    branches.toSorted((left, right) => making.costOf(left).nodes - making.costOf(right).nodes).slice(0, 2)

  const copyAll = (parts: readonly Schema[], place: Place): JsonObject | undefined => {
    const copies = parts.map((part) => copy(part, place))
    const objects = copies.filter((part) => part?.['type'] === 'object' && 'properties' in part)
    return objects.length === parts.length
      ? { allOf: objects.map((part) => ({ ...part, additionalProperties: true })) }
      : undefined
  }

  const copyPlain = (schema: JsonObject, place: Place): JsonObject | undefined => {
    const conjunction = { schemas: [schema], nots: [] }
    const choices = choicesOf(conjunction)
    if (choices !== undefined) return choices.length === 0 ? undefined : { enum: choices.slice(0, mostItems) }
    const type = pickType(conjunction, making, place)
    switch (type) {
      case undefined:
        return undefined
      case 'null':
      case 'boolean':
        return { type }
      case 'string':
      case 'number':
      case 'integer':
        leaves.push({ type, schema, place })
        return { type, faker: { make: [leaves.length - 1] } }
      case 'array':
        return copyArray(schema, place)
      case 'object':
        return copyObject(schema, place)
    }
  }

  const copyArray = (schema: JsonObject, place: Place): JsonObject | undefined => {
    const { tuple, rest } = itemsOf(schema)
    const min = numberOf(schema, 'minItems') ?? 0
    const max = numberOf(schema, 'maxItems') ?? Number.POSITIVE_INFINITY
    const isOpen = rest !== false && making.costOf(rest ?? true).nodes < mostItems
    const wanted = tuple.length > 0 ? tuple.length : isOpen ? usualLength(place, making) : 0
    const length = Math.min(Math.max(min, wanted), max)
    if (min > max || length > mostItems || (tuple.length > 0 && length > tuple.length)) return undefined
    making.budget.optional -= length - Math.min(length, min)
    const base = {
      type: 'array',
      minItems: length,
      maxItems: length,
      ...(schema['uniqueItems'] === true ? { uniqueItems: true } : {}),
    }
    if (tuple.length > 0) {
      const items = tuple.slice(0, length).map((item) => copy(item, itemPlace(place)))
      return items.includes(undefined)
        ? undefined
        : { ...base, prefixItems: items.filter((item) => item !== undefined), items: false }
    }
    if (length === 0) return { const: [] }
    if (length > mostCopies) {
      const items = copy(rest ?? {}, itemPlace(place))
      return items === undefined ? undefined : { ...base, items }
    }
    // Each item is a thing of its own.
    const items = Array.from({ length }, () => copy(rest ?? {}, itemPlace(place)))
    return items.includes(undefined)
      ? undefined
      : { ...base, prefixItems: items.filter((item) => item !== undefined), items: false }
  }

  const copyObject = (schema: JsonObject, place: Place): JsonObject | undefined => {
    const thing = createThing(kindOf([schema], place))
    const required = new Set(textsOf(schema, 'required'))
    const described = schemaEntriesOf(schema, 'properties')
    const additional = schemaOf(schema, 'additionalProperties') ?? true
    const known = new Set(described.map(([name]) => name))
    const others = new Set([...required].filter((name) => !known.has(name)))
    if (others.size === 0 && isMap([schema]))
      for (let count = usualLength(place, making); count > 0; count--) others.add(making.random.pick(words))
    let optionals = making.isSparse ? 0 : (mostOptionals[place.depth] ?? 0)
    const properties: [string, JsonObject][] = []
    for (const [name, property] of [...described, ...Array.from(others, (name) => [name, additional] as const)]) {
      const isNeeded = required.has(name)
      if (
        !isNeeded &&
        (optionals-- <= 0 || making.budget.optional-- <= 0 || making.costOf(property).nodes > Math.min(left, mostItems))
      )
        continue
      const member = copy(property, { name, depth: place.depth + 1, thing })
      if (member !== undefined) properties.push([name, member])
      else if (isNeeded) return undefined
    }
    return {
      type: 'object',
      properties: Object.fromEntries(properties),
      required: properties.map(([name]) => name),
      additionalProperties: false,
    }
  }

  const schema = copy(root, placeOf('', 0))
  return schema === undefined ? undefined : { schema, leaves }
}

/** Whether a value looks as if it came from a generator gone wrong. */
export const isValue = (value: unknown): value is Json =>
  value === null ||
  ['string', 'number', 'boolean'].includes(typeof value) ||
  Array.isArray(value) ||
  isJsonObject(value)
