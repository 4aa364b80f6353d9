import type { Json, JsonObject } from '../core/json.ts'
import { canonicalText } from '../core/json.ts'
import type { Random } from '../core/random.ts'
import { waysAgainst } from './against.ts'
import type { CostOf } from './cost.ts'
import type { Refs } from './refs.ts'
import { isOfType, listOf, schemaEntriesOf, schemaOf, schemasOf, typeNames, typesOf } from './schema.ts'
import type { Schema, TypeName } from './schema.ts'

/** What the makers of values share while one value is made. */
export interface Making {
  readonly refs: Refs
  readonly costOf: CostOf
  readonly random: Random
  /** Whether optional members and items are made at all. */
  readonly isSparse: boolean
  /** Whether what a schema forbids is avoided on purpose; most values do so by chance. */
  readonly isGuided: boolean
  readonly budget: Budget
}

/** What may still be spent; shared and counted down by all that is made for one value. */
export interface Budget {
  /** Nodes, failed ones included. */
  left: number
  /** Optional members and items. */
  optional: number
  /** How often nothing was found for a schema. */
  readonly failures: Map<JsonObject, number>
  /** Where nothing was found first. */
  failed: Failure | undefined
}

/** The property for which no value was found, and which keywords exclude each other. */
export interface Failure {
  readonly name: string
  readonly why: string
}

/** Schemas without references and choices, all of which must hold. */
export interface Conjunction {
  readonly schemas: readonly JsonObject[]
  readonly nots: readonly Schema[]
  /** Lists of which exactly one must hold. */
  readonly ones: readonly (readonly Schema[])[]
  /** Schemas with `if`. */
  readonly conditions: readonly JsonObject[]
}

const deepest = 400

/** A schema taken up beside the making of a node. */
const step = 0.1

/** Follows references and takes one branch of every choice at random; undefined when one of the schemas is `false`. */
export const conjunctionOf = (schemas: readonly Schema[], making: Making): Conjunction | undefined => {
  const flat: JsonObject[] = []
  const nots: Schema[] = []
  const ones: (readonly Schema[])[] = []
  const conditions: JsonObject[] = []

  const add = (schema: Schema | undefined, depth: number): boolean => {
    if (typeof schema === 'boolean' || schema === undefined) return schema !== false
    if (flat.includes(schema)) return true
    if (depth > deepest) return false
    flat.push(schema)
    making.budget.left -= step
    if (!add(making.refs.target(schema), depth + 1)) return false
    for (const part of schemasOf(schema, 'allOf')) if (!add(part, depth + 1)) return false
    const one = schemasOf(schema, 'oneOf')
    if (one.length > 0) ones.push(one)
    if (!addBranch(schemasOf(schema, 'anyOf'), depth, false) || !addBranch(one, depth, true)) return false
    const not = schemaOf(schema, 'not')
    if (not !== undefined && !addNot(not, depth)) return false
    if ('if' in schema) conditions.push(schema)
    return true
  }

  const addNot = (not: Schema, depth: number): boolean => {
    nots.push(not)
    if (!making.isGuided) return true
    const types = allowedTypes({ schemas: flat, nots })
    const ways = waysAgainst(not, making.refs).filter((way) => areOfTypes(way, types))
    return ways.length > 0 && add(making.random.pick(ways), depth + 1)
  }

  const addBranch = (branches: readonly Schema[], depth: number, isOnly: boolean): boolean => {
    if (branches.length === 0) return true
    const possible = branches.filter((branch) => Number.isFinite(making.costOf(branch).nodes))
    const types = allowedTypes({ schemas: flat, nots })
    const fitting = possible.filter((branch) => areOfTypes(branch, types))
    const affordable = fitting.filter((branch) => making.costOf(branch).nodes <= making.budget.left)
    const cheapest = affordable.toSorted((left, right) => making.costOf(left).nodes - making.costOf(right).nodes)
    const branch = making.isSparse
      ? (cheapest[making.random.below(Math.min(2, cheapest.length))] ?? false)
      : pickFrom(affordable)
    if (!add(branch, depth + 1)) return false
    return !isOnly || !making.isGuided || branches.every((other) => other === branch || addNot(other, depth))
  }

  const areOfTypes = (branch: Schema, types: readonly TypeName[]): boolean => {
    if (typeof branch === 'boolean') return branch
    const own = typesOf(branch)
    if (own !== undefined)
      return own.some((type) => types.includes(type) || (type === 'number' && types.includes('integer')))
    const target = making.refs.target(branch)
    return typeof target !== 'object' || typesOf(target)?.some((type) => types.includes(type)) !== false
  }

  const pickFrom = (branches: readonly Schema[]): Schema =>
    branches.length === 0 ? false : making.random.pick(branches)

  /** Lists of conditions mostly tell cases apart: one is met, the others are not; whether they had to be is seen afterwards. */
  const addConditions = (): boolean => {
    for (let from = 0; from < conditions.length;) {
      const some = conditions.slice(from)
      from = conditions.length
      const met = some[making.random.below(some.length + 1)]
      if (!some.every((schema) => addCase(schema, isMet(schema, met)))) return false
    }
    return true
  }

  const isMet = (schema: JsonObject, met: JsonObject | undefined): boolean =>
    schema['then'] !== false && (schema['else'] === false || schema === met)

  const addCase = (schema: JsonObject, isChosen: boolean): boolean => {
    const condition = schemaOf(schema, 'if')
    if (condition === undefined) return true
    // What a condition speaks of has to be there, or it would be met together with its like.
    if (isChosen) return add(condition, 1) && add(named(condition), 1) && add(schemaOf(schema, 'then'), 1)
    return (!making.isGuided || addNot(condition, 1)) && add(schemaOf(schema, 'else'), 1)
  }

  const isPossible = schemas.every((schema) => add(schema, 0)) && addConditions()
  return isPossible ? { schemas: flat, nots, ones, conditions } : undefined
}

const named = (condition: Schema): Schema =>
  typeof condition === 'boolean' || !('properties' in condition)
    ? true
    : { required: schemaEntriesOf(condition, 'properties').map(([name]) => name) }

/** Values that `const` and `enum` leave, or undefined where neither is said. */
export const choicesOf = ({ schemas, nots }: Pick<Conjunction, 'schemas' | 'nots'>): readonly Json[] | undefined => {
  let choices: readonly Json[] | undefined
  for (const schema of schemas) {
    const wanted =
      'const' in schema ? [schema['const'] ?? null] : Array.isArray(schema['enum']) ? listOf(schema, 'enum') : undefined
    if (wanted === undefined) continue
    if (choices === undefined) {
      choices = wanted
      continue
    }
    const texts = new Set(wanted.map(canonicalText))
    choices = choices.filter((choice) => texts.has(canonicalText(choice)))
  }
  if (choices === undefined) return undefined
  const types = allowedTypes({ schemas, nots })
  const banned = new Set(nots.flatMap(bannedBy).map(canonicalText))
  return choices.filter(
    (choice) => isOfType(choice, types) && (banned.size === 0 || !banned.has(canonicalText(choice))),
  )
}

/** Values that a negated schema names one by one. */
const bannedBy = (not: Schema): readonly Json[] => {
  if (typeof not === 'boolean') return []
  if ('const' in not) return [not['const'] ?? null]
  return listOf(not, 'enum')
}

/** Types that every schema allows. An integer is a number: where both are allowed, `number` stands for both. */
export const allowedTypes = ({ schemas, nots }: Pick<Conjunction, 'schemas' | 'nots'>): readonly TypeName[] => {
  let allowed = typeNames
  for (const schema of schemas) {
    const types = typesOf(schema)
    if (types === undefined) continue
    const wide = types.includes('number') ? [...types, 'integer'] : types
    allowed = allowed.filter((type) => wide.includes(type))
  }
  for (const not of nots) {
    const banned = typeof not !== 'boolean' && Object.keys(not).length === 1 ? typesOf(not) : undefined
    if (banned !== undefined)
      allowed = allowed.filter((type) => !banned.includes(type) && !(type === 'integer' && banned.includes('number')))
  }
  return allowed
}
