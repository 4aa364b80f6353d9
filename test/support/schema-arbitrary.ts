import * as fc from 'fast-check'

import { canonicalText, isJsonObject, type Json, type JsonObject } from '../../src/core/json.ts'
import type { Path } from '../../src/core/violation.ts'
import { everyType, excluded, flatten, type FlatSchema, type TypeName } from './schema-flat.ts'

/** A change that the schema forbids, at a place in a value. */
export interface Misfit {
  readonly kind: 'type' | 'value' | 'limit' | 'missing' | 'unknown'
  readonly path: Path
  /** In place of what is there; `undefined` takes it away. */
  readonly value: Json | undefined
  /** Whether the schema asks there which of its branches holds: then what is wrong may be said of the object around it. */
  readonly isDeciding: boolean
}

/** A value that satisfies a schema, with changes after which it would not. */
export interface Specimen {
  readonly value: Json
  readonly misfits: readonly Misfit[]
}

/** Values of a schema, optional members and all its branches included. */
export const specimensOf = (schema: JsonObject): fc.Arbitrary<Specimen> =>
  ofSchema(schema, { root: schema, depth: 0, ways: [] })

export interface Misfitting {
  readonly value: Json
  readonly misfit: Misfit
}

/** Values that satisfy a schema of objects but for one thing, which is in one of their members; or that have `instead` at its place. */
export const misfitsOf = (schema: JsonObject, instead?: Json): fc.Arbitrary<Misfitting> =>
  fc.tuple(specimensOf(schema), fc.nat()).map(([{ value, misfits }, pick]) => {
    const [first, ...rest] = misfits.filter(({ path }) => path.length > 0)
    if (first === undefined) throw new Error('the schema forbids nothing')
    const misfit = [first, ...rest][pick % (rest.length + 1)] ?? first
    return { value: put(value, misfit.path, instead ?? misfit.value), misfit }
  })

interface Terms {
  readonly root: JsonObject
  readonly depth: number
  /** All branches of the schema that is made. */
  readonly ways: readonly FlatSchema[]
}

/** Below this a schema that is nested in itself ends: what is optional is left out. */
const deepest = 6

const ofSchema = (schema: JsonObject, terms: Terms): fc.Arbitrary<Specimen> => {
  const ways = flatten(schema, terms.root)
  const wrong = [...wrongTypes(ways), ...wrongValues(ways)]
  return fc.oneof(...ways.map((way) => ofWay(way, { ...terms, ways }))).map(({ value, misfits }) => ({
    value,
    misfits: [...misfits, ...wrong, ...wrongLimits(ways, value)],
  }))
}

const ofWay = (way: FlatSchema, terms: Terms): fc.Arbitrary<Specimen> => {
  const left = excluded(way.limits)
  if (way.values !== undefined) {
    const values = way.values.filter((value) => hasType(value, way.types) && !left.includes(canonicalText(value)))
    return fc.constantFrom(...values).map(plain)
  }
  const made = fc.oneof(...way.types.map((type) => ofType(type, way, terms)))
  return left.length === 0 ? made : made.filter(({ value }) => !left.includes(canonicalText(value)))
}

const plain = (value: Json): Specimen => ({ value, misfits: [] })

const ofType = (type: TypeName, way: FlatSchema, terms: Terms): fc.Arbitrary<Specimen> => {
  const { limits } = way
  switch (type) {
    case 'null':
      return fc.constant(plain(null))
    case 'boolean':
      return fc.boolean().map(plain)
    case 'integer':
      return fc.integer({ min: numberOf(limits, 'minimum', -1000), max: numberOf(limits, 'maximum', 1000) }).map(plain)
    case 'number':
      return fc
        .double({ min: numberOf(limits, 'minimum', -1e6), max: numberOf(limits, 'maximum', 1e6), noNaN: true })
        .map((value) => plain(Object.is(value, -0) ? 0 : value))
    case 'string':
      return ofText(limits).map(plain)
    case 'array':
      return ofItems(way, terms)
    case 'object':
      return ofMembers(way, terms)
  }
}

const ofText = (limits: JsonObject): fc.Arbitrary<string> => {
  const minLength = numberOf(limits, 'minLength', 0)
  const maxLength = numberOf(limits, 'maxLength', 12)
  const { pattern } = limits
  if (typeof pattern === 'string')
    return fc.stringMatching(new RegExp(pattern, 'u')).map((text) => Array.from(text).slice(0, maxLength).join(''))
  // Code points, which is what lengths are counted in.
  return fc.string({ unit: 'binary', minLength, maxLength })
}

const ofItems = ({ items, limits }: FlatSchema, terms: Terms): fc.Arbitrary<Specimen> => {
  const minLength = numberOf(limits, 'minItems', 0)
  const most = terms.depth > deepest ? minLength : Math.max(minLength, 3)
  const item = most === 0 ? fc.constant(plain(null)) : ofSchema(items, inside(terms))
  return fc.array(item, { minLength, maxLength: Math.min(most, numberOf(limits, 'maxItems', most)) }).map((made) => ({
    value: made.map(({ value }) => value),
    misfits: made.flatMap(({ misfits }, index) => misfits.map((misfit) => below(index, misfit))),
  }))
}

const ofMembers = (way: FlatSchema, terms: Terms): fc.Arbitrary<Specimen> => {
  const { required, properties, others, limits } = way
  const described = Object.entries(properties).filter(([name]) => terms.depth <= deepest || required.includes(name))
  const members = described.map(([name, schema]) => [name, ofSchema(schema, inside(terms))] as const)
  const requiredKeys = required.filter((name) => Object.hasOwn(properties, name))
  const known = fc.record<Record<string, Specimen>, string>(Object.fromEntries(members), { requiredKeys })
  const misfitsOfDeciding = [...way.deciding].flatMap((name) => wrongDecisions(name, terms))
  const isMap = isJsonObject(others) && Object.keys(properties).length === 0 && terms.depth <= deepest
  if (!isMap) return known.map((made) => assembled(made, way, misfitsOfDeciding))
  const size = { maxKeys: Math.min(3, numberOf(limits, 'maxProperties', 3)) }
  const name = ofText(isJsonObject(limits['propertyNames']) ? limits['propertyNames'] : {})
  return fc
    .dictionary(name, ofSchema(others, inside(terms)), size)
    .map((made) => assembled(made, way, misfitsOfDeciding))
}

const assembled = (
  made: Readonly<Record<string, Specimen>>,
  { required, others, deciding }: FlatSchema,
  ofDeciding: readonly Misfit[],
): Specimen => {
  const members = Object.entries(made)
  const missing = members
    .filter(([name]) => required.includes(name) && !deciding.has(name))
    .map(([name]): Misfit => ({ kind: 'missing', path: [name], value: undefined, isDeciding: false }))
  const unknown: readonly Misfit[] =
    others === false ? [{ kind: 'unknown', path: ['no_such_member'], value: 1, isDeciding: false }] : []
  return {
    value: Object.fromEntries(members.map(([name, { value }]) => [name, value])),
    misfits: [
      ...members.flatMap(([name, { misfits }]) =>
        misfits.filter(({ path }) => path.length > 0 || !deciding.has(name)).map((misfit) => below(name, misfit)),
      ),
      ...ofDeciding,
      ...missing,
      ...unknown,
    ],
  }
}

/** What no branch allows of a member that tells the branches apart. */
const wrongDecisions = (name: string, { ways, root }: Terms): readonly Misfit[] => {
  const ofObjects = ways.filter(({ types }) => types.includes('object'))
  const members = ofObjects.flatMap(({ properties }) => flatten(properties[name] ?? {}, root))
  const missing: readonly Misfit[] = ofObjects.every(({ required }) => required.includes(name))
    ? [{ kind: 'missing', path: [], value: undefined, isDeciding: true }]
    : []
  const misfits = [...wrongTypes(members), ...wrongValues(members), ...missing]
  return misfits.map((misfit) => below(name, { ...misfit, isDeciding: true }))
}

const below = (part: string | number, misfit: Misfit): Misfit => ({ ...misfit, path: [part, ...misfit.path] })

const wrongTypes = (ways: readonly FlatSchema[]): readonly Misfit[] => {
  const allowed = ways.flatMap(({ types }) => types)
  return everyType
    .filter((type) => !allowed.includes(type) && !(type === 'number' && allowed.includes('integer')))
    .map((type) => ({ kind: 'type', path: [], value: samples[type], isDeciding: false }))
}

const samples = { string: 'text', integer: 7, number: 1.5, boolean: true, object: {}, array: [], null: null } as const

/** Only where no branch takes a text of its own making. */
const wrongValues = (ways: readonly FlatSchema[]): readonly Misfit[] => {
  const ofTexts = ways.filter(({ types }) => types.includes('string'))
  return ofTexts.length > 0 && ofTexts.every(({ values }) => values !== undefined)
    ? [{ kind: 'value', path: [], value: 'no such value', isDeciding: false }]
    : []
}

const wrongLimits = (ways: readonly FlatSchema[], value: Json): readonly Misfit[] => {
  const types: readonly TypeName[] = everyType.filter((type) => hasType(value, [type]))
  const holding = ways.filter((way) => types.some((type) => way.types.includes(type)) || Number.isInteger(value))
  const shared = (keyword: string): number | undefined => {
    const [first, ...rest] = holding.map(({ limits }) => limits[keyword])
    return typeof first === 'number' && rest.every((limit) => limit === first) ? first : undefined
  }
  const beyond = (keyword: string, make: (limit: number) => Json): readonly Misfit[] => {
    const limit = shared(keyword)
    return limit === undefined || Math.abs(limit) > 1e6
      ? []
      : [{ kind: 'limit', path: [], value: make(limit), isDeciding: false }]
  }
  if (typeof value === 'number')
    return [...beyond('minimum', (limit) => limit - 1), ...beyond('maximum', (limit) => limit + 1)]
  if (typeof value === 'string') return beyond('maxLength', (limit) => 'x'.repeat(limit + 1))
  if (Array.isArray(value) && value.length > 0)
    return [...beyond('minItems', () => []), ...beyond('maxItems', (limit) => Array(limit + 1).fill(value[0]))]
  return []
}

const hasType = (value: Json, types: readonly TypeName[]): boolean =>
  types.some((type) => {
    if (value === null || type === 'null') return value === null && type === 'null'
    if (Array.isArray(value)) return type === 'array'
    return type === 'integer' ? Number.isInteger(value) : typeof value === type
  })

const numberOf = (limits: JsonObject, keyword: string, otherwise: number): number => {
  const { [keyword]: limit } = limits
  return typeof limit === 'number' && Math.abs(limit) < Number.MAX_SAFE_INTEGER ? limit : otherwise
}

const inside = ({ root, depth }: Terms): Terms => ({ root, depth: depth + 1, ways: [] })

const put = (target: Json, [part, ...rest]: Path, value: Json | undefined): Json => {
  if (part === undefined) return value ?? null
  if (Array.isArray(target)) return target.map((item: Json, index) => (index === part ? put(item, rest, value) : item))
  const members: JsonObject = isJsonObject(target) ? target : {}
  const { [part]: before = null, ...others } = members
  if (rest.length === 0 && value === undefined) return others
  // Defined, not assigned: a member may be called `__proto__`.
  return Object.fromEntries([
    ...Object.entries(members).filter(([name]) => name !== part),
    [part, put(before, rest, value)],
  ])
}
