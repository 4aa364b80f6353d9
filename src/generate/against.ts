import type { Json, JsonObject } from '../core/json.ts'
import { isJsonObject } from '../core/json.ts'
import type { Refs } from './refs.ts'
import {
  itemsOf,
  memberOf,
  numberOf,
  schemaEntriesOf,
  schemaOf,
  schemasOf,
  textOf,
  textsOf,
  typeNames,
  typesOf,
} from './schema.ts'
import type { Schema } from './schema.ts'
import { words } from './words.data.ts'

/** A schema is broken in one of so many ways; a hundred properties offer more than are ever needed. */
const mostWays = 40

/** Ways to break a schema: a value that satisfies one of these hardly satisfies it. Whether it does not is for the caller to check. */
export const waysAgainst = (schema: Schema, refs: Refs): readonly Schema[] => {
  if (typeof schema === 'boolean') return schema ? [] : [true]
  const target = refs.target(schema)
  return [
    ...(target === undefined ? [] : [against(target)]),
    ...compositionWays(schema),
    ...typeWays(schema),
    ...objectWays(schema),
    ...arrayWays(schema),
    ...textWays(schema),
    ...numberWays(schema),
  ].slice(0, mostWays)
}

const against = (not: Schema): JsonObject => ({ not })

const compositionWays = (schema: JsonObject): Schema[] => {
  const not = schemaOf(schema, 'not')
  const condition = schemaOf(schema, 'if')
  const one = schemasOf(schema, 'oneOf')
  const then = schemaOf(schema, 'then')
  const otherwise = schemaOf(schema, 'else')
  const ways: Schema[] = schemasOf(schema, 'allOf').map(against)
  for (const branches of [schemasOf(schema, 'anyOf'), one])
    if (branches.length > 0) ways.push({ allOf: branches.map(against) })
  if (one.length > 1) ways.push({ allOf: one.slice(0, 2) })
  if (not !== undefined) ways.push(not)
  if (condition !== undefined && then !== undefined) ways.push({ allOf: [condition, against(then)] })
  if (condition !== undefined && otherwise !== undefined) ways.push({ allOf: [against(condition), against(otherwise)] })
  return ways
}

/** `const` and `enum` need no other way than to be avoided. */
const typeWays = (schema: JsonObject): Schema[] => {
  const ways: Schema[] = 'const' in schema || 'enum' in schema ? [true] : []
  const types = typesOf(schema)
  if (types === undefined) return ways
  const others = typeNames.filter((name) => !types.includes(name) && !(name === 'integer' && types.includes('number')))
  return others.length === 0 ? ways : [...ways, { type: others }]
}

const objectWays = (schema: JsonObject): Schema[] => {
  const way = (name: string, member: Schema): Schema => ({
    type: 'object',
    required: [name],
    properties: Object.fromEntries([[name, member]]),
  })
  const ways: Schema[] = textsOf(schema, 'required').map((name) => ({
    type: 'object',
    properties: Object.fromEntries([[name, false]]),
  }))
  for (const [name, member] of schemaEntriesOf(schema, 'properties')) ways.push(way(name, against(member)))
  for (const [pattern, member] of schemaEntriesOf(schema, 'patternProperties'))
    ways.push({ type: 'object', minProperties: 1, patternProperties: Object.fromEntries([[pattern, against(member)]]) })
  const additional = schemaOf(schema, 'additionalProperties') ?? schemaOf(schema, 'unevaluatedProperties')
  const properties = isJsonObject(schema['properties']) ? schema['properties'] : {}
  const unnamed = words.find((word) => memberOf(properties, word) === undefined)
  if (additional !== undefined && unnamed !== undefined) ways.push(way(unnamed, against(additional)))
  return [...ways, ...sizeWays(schema, 'object', 'minProperties', 'maxProperties')]
}

const arrayWays = (schema: JsonObject): Schema[] => {
  const { tuple, rest } = itemsOf(schema)
  const contained = schemaOf(schema, 'contains')
  const ways: Schema[] = tuple.map((item, index) => ({
    type: 'array',
    minItems: index + 1,
    prefixItems: [...Array<Json>(index).fill(true), against(item)],
  }))
  if (rest !== undefined && tuple.length === 0) ways.push({ type: 'array', contains: against(rest) })
  if (contained !== undefined) ways.push({ type: 'array', items: against(contained) })
  if (schema['uniqueItems'] === true) ways.push({ type: 'array', minItems: 2, items: { enum: [0] } })
  return [...ways, ...sizeWays(schema, 'array', 'minItems', 'maxItems')]
}

const textWays = (schema: JsonObject): Schema[] => [
  ...(textOf(schema, 'pattern') === undefined && textOf(schema, 'format') === undefined ? [] : [{ type: 'string' }]),
  ...sizeWays(schema, 'string', 'minLength', 'maxLength'),
]

const sizeWays = (schema: JsonObject, type: string, least: string, most: string): Schema[] => {
  const min = numberOf(schema, least) ?? 0
  const max = numberOf(schema, most)
  return [...(min > 0 ? [{ type, [most]: min - 1 }] : []), ...(max === undefined ? [] : [{ type, [least]: max + 1 }])]
}

const numberWays = (schema: JsonObject): Schema[] => {
  const ways: Schema[] = []
  const way = (keyword: string, opposite: string): void => {
    const bound = numberOf(schema, keyword)
    if (bound !== undefined) ways.push({ type: 'number', [opposite]: bound })
  }
  way('minimum', 'exclusiveMaximum')
  way('maximum', 'exclusiveMinimum')
  way('exclusiveMinimum', 'maximum')
  way('exclusiveMaximum', 'minimum')
  if (numberOf(schema, 'multipleOf') !== undefined) ways.push({ type: 'number' })
  return ways
}
