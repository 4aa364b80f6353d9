import { canonicalText, isJsonObject, type Json, type JsonObject } from '../../src/core/json.ts'

/*
 * A schema as a choice of schemas without `$ref`, `allOf`, `anyOf`, `if`: what a generator can work with. Only the keywords that the
 * request schemas here are made of.
 */

export type TypeName = 'string' | 'integer' | 'number' | 'boolean' | 'object' | 'array' | 'null'

export const everyType: readonly TypeName[] = ['string', 'number', 'boolean', 'object', 'array', 'null']

/** One way to satisfy a schema; what it says of members and items is not flat yet. */
export interface FlatSchema {
  readonly types: readonly TypeName[]
  readonly values: readonly Json[] | undefined
  readonly required: readonly string[]
  readonly properties: Readonly<Record<string, JsonObject>>
  /** Members that no property describes. */
  readonly others: JsonObject | boolean
  readonly items: JsonObject
  /** `minimum`, `maxLength`, `pattern` and the like. */
  readonly limits: JsonObject
  /** Members that decide which of the ways holds. */
  readonly deciding: ReadonlySet<string>
}

/** All ways to satisfy a schema that do not contradict themselves. */
export const flatten = (schema: JsonObject, root: JsonObject): readonly FlatSchema[] => {
  const { $ref, allOf, anyOf, if: condition, then = {}, else: otherwise = {} } = schema
  const parts = [
    [own(schema)],
    ...(typeof $ref === 'string' ? [flatten(targetOf($ref, root), root)] : []),
    ...schemasIn(allOf).map((part) => flatten(part, root)),
    ...(anyOf === undefined ? [] : [schemasIn(anyOf).flatMap((part) => flatten(part, root))]),
    ...(isJsonObject(condition) ? [branches(condition, toSchema(then), toSchema(otherwise), root)] : []),
  ]
  return parts
    .reduce((ways, more) => ways.flatMap((way) => more.flatMap((other) => merge(way, other))))
    .map((way) => (isDecidable(way, root) ? way : { ...way, types: way.types.filter((type) => type !== 'object') }))
    .filter(isPossible)
}

/** Whether objects can meet the conditions of this way; other values meet whatever is said of members. */
const isDecidable = ({ deciding, properties }: FlatSchema, root: JsonObject): boolean =>
  [...deciding].every((name) => properties[name] === undefined || flatten(properties[name], root).length > 0)

const branches = (
  condition: JsonObject,
  then: JsonObject,
  otherwise: JsonObject,
  root: JsonObject,
): readonly FlatSchema[] => {
  const deciding = new Set(decidersOf(condition))
  const met = flatten({ allOf: [condition, then] }, root)
  const missed = flatten({ allOf: [negated(condition), otherwise] }, root)
  return [...met, ...missed].map((way) => ({ ...way, deciding: new Set([...way.deciding, ...deciding]) }))
}

const decidersOf = (condition: JsonObject): readonly string[] => [
  ...Object.keys(isJsonObject(condition['properties']) ? condition['properties'] : {}),
  ...schemasIn(condition['anyOf']).flatMap((part) =>
    Array.isArray(part['required']) ? part['required'].map(String) : [],
  ),
]

/** What does not meet a condition of the usual forms; of other forms, anything, which has to be tried. */
const negated = ({ type, properties, ...rest }: JsonObject): JsonObject => {
  if (typeof type === 'string' && Object.keys(rest).length === 0)
    return { type: everyType.filter((one) => one !== type) }
  const [first, ...more] = Object.entries(isJsonObject(properties) ? properties : {})
  if (first === undefined || more.length > 0 || rest['anyOf'] !== undefined) return {}
  const [name, member] = first
  const { const: value, enum: values = value === undefined ? [] : [value] } = toSchema(member)
  return { properties: { [name]: { 'x-not': values } } }
}

const own = (schema: JsonObject): FlatSchema => {
  const { type, enum: values, const: value, required, properties, additionalProperties, items } = schema
  const limits = Object.entries(schema).filter(([keyword]) => limiting.has(keyword))
  return {
    types: type === undefined ? everyType : toTypes(type),
    values: Array.isArray(values) ? values : value === undefined ? undefined : [value],
    required: Array.isArray(required) ? required.map(String) : [],
    properties: Object.fromEntries(
      Object.entries(isJsonObject(properties) ? properties : {}).map(([name, member]) => [name, toSchema(member)]),
    ),
    others: typeof additionalProperties === 'boolean' ? additionalProperties : toSchema(additionalProperties),
    items: toSchema(items),
    limits: Object.fromEntries(limits),
    deciding: new Set(),
  }
}

const limiting: ReadonlySet<string> = new Set([
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'pattern',
  'minItems',
  'maxItems',
  'maxProperties',
  'propertyNames',
  'x-not',
])

const merge = (one: FlatSchema, other: FlatSchema): readonly FlatSchema[] => {
  const types = one.types.flatMap((type) => {
    if (other.types.includes(type)) return [type]
    if (type === 'number' && other.types.includes('integer')) return ['integer' as const]
    return type === 'integer' && other.types.includes('number') ? [type] : []
  })
  const values =
    one.values === undefined || other.values === undefined
      ? (one.values ?? other.values)
      : one.values.filter((value) => other.values?.some((same) => canonicalText(same) === canonicalText(value)))
  const merged: FlatSchema = {
    types,
    values,
    required: [...new Set([...one.required, ...other.required])],
    properties: both(one.properties, other.properties),
    others:
      one.others === false || other.others === false
        ? false
        : { allOf: [schemaOf(one.others), schemaOf(other.others)] },
    items: { allOf: [one.items, other.items] },
    limits: { ...one.limits, ...other.limits, 'x-not': [...excludedBy(one), ...excludedBy(other)] },
    deciding: new Set([...one.deciding, ...other.deciding]),
  }
  return isPossible(merged) ? [merged] : []
}

const excludedBy = ({ limits }: FlatSchema): readonly Json[] => (Array.isArray(limits['x-not']) ? limits['x-not'] : [])

const isPossible = ({ types, values, limits }: FlatSchema): boolean =>
  types.length > 0 && (values === undefined || values.some((value) => !excluded(limits).includes(canonicalText(value))))

/** Texts of the values that an unmet condition leaves out. */
export const excluded = ({ 'x-not': values }: JsonObject): readonly string[] =>
  Array.isArray(values) ? values.map((value: Json) => canonicalText(value)) : []

const both = (one: FlatSchema['properties'], other: FlatSchema['properties']): FlatSchema['properties'] => ({
  ...one,
  ...Object.fromEntries(
    Object.entries(other).map(([name, schema]) => [
      name,
      one[name] === undefined ? schema : { allOf: [one[name], schema] },
    ]),
  ),
})

const schemaOf = (schema: JsonObject | boolean): JsonObject => (typeof schema === 'boolean' ? {} : schema)
const toSchema = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {})
const schemasIn = (value: Json | undefined): readonly JsonObject[] => (Array.isArray(value) ? value.map(toSchema) : [])

const toTypes = (type: Json): readonly TypeName[] =>
  [type].flat().flatMap((name) => allTypes.filter((known) => known === name))
const allTypes: readonly TypeName[] = [...everyType, 'integer']

const targetOf = (ref: string, root: JsonObject): JsonObject =>
  toSchema(
    ref
      .split('/')
      .slice(1)
      .reduce<Json | undefined>((at, name) => (isJsonObject(at) ? at[name] : undefined), root),
  )
