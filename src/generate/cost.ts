import type { JsonObject } from '../core/json.ts'
import { isJsonObject } from '../core/json.ts'
import { leastLength } from './matching.ts'
import type { Refs } from './refs.ts'
import {
  isSchema,
  itemsOf,
  listOf,
  memberOf,
  numberOf,
  schemaOf,
  schemasOf,
  subschemasOf,
  textOf,
  textsOf,
  typesOf,
} from './schema.ts'
import type { Schema } from './schema.ts'
import { parsedPattern } from './wanted.ts'

/** The least that values of a schema take: nodes of the value (infinite when it cannot end) and characters of text. */
export interface Cost {
  readonly nodes: number
  readonly text: number
}

export type CostOf = (schema: Schema) => Cost

const free: Cost = { nodes: 1, text: 0 }
const impossible: Cost = { nodes: Number.POSITIVE_INFINITY, text: 0 }
const mostRounds = 40

/** Bounds from below, by iteration from "impossible" until nothing changes: recursion costs what its shortest way out costs. */
export const createCosts = (refs: Refs): CostOf => {
  const costs = new Map(refs.schemas.map((schema) => [schema, impossible]))
  const costOf: CostOf = (schema) => {
    if (typeof schema === 'boolean') return schema ? free : impossible
    // Of a schema that was made up meanwhile nothing is known.
    return costs.get(schema) ?? free
  }
  const users = usersOf(refs)
  // Inner schemas come after outer ones, so most costs are final when first looked at from the back.
  const pending = new Set(refs.schemas.toReversed())
  let left = refs.schemas.length * mostRounds
  for (const schema of pending) {
    if (left-- === 0) break
    pending.delete(schema)
    const before = costOf(schema)
    const cost = costOfOne(schema, costOf, refs)
    if (cost.nodes === before.nodes && cost.text === before.text) continue
    costs.set(schema, cost)
    for (const user of users.get(schema) ?? []) pending.add(user)
  }
  // Without a result in time nothing is called impossible.
  if (pending.size > 0) for (const [schema, cost] of costs) if (cost.nodes === impossible.nodes) costs.set(schema, free)
  return costOf
}

/** Schemas by what they are directly made of. */
const usersOf = (refs: Refs): ReadonlyMap<Schema, readonly JsonObject[]> => {
  const users = new Map<Schema, JsonObject[]>()
  for (const schema of refs.schemas)
    for (const part of [...subschemasOf(schema), refs.target(schema) ?? true]) {
      const known = users.get(part)
      if (known === undefined) users.set(part, [schema])
      else known.push(schema)
    }
  return users
}

const costOfOne = (schema: JsonObject, costOf: CostOf, refs: Refs): Cost => {
  let cost = ownCost(schema, costOf)
  const raise = (other: Cost): void => {
    if (other.nodes > cost.nodes || other.text > cost.text)
      cost = { nodes: Math.max(cost.nodes, other.nodes), text: Math.max(cost.text, other.text) }
  }
  const target = refs.target(schema)
  if (target !== undefined) raise(costOf(target))
  for (const part of schemasOf(schema, 'allOf')) raise(costOf(part))
  for (const keyword of ['anyOf', 'oneOf']) raise(cheapest(schemasOf(schema, keyword).map(costOf)))
  return cost
}

const cheapest = (costs: readonly Cost[]): Cost =>
  costs.length === 0 ? free : costs.reduce((best, cost) => (cost.nodes < best.nodes ? cost : best))

const ownCost = (schema: JsonObject, costOf: CostOf): Cost => {
  if ('const' in schema || listOf(schema, 'enum').length > 0) return free
  const types = typesOf(schema)
  const ways: Cost[] = []
  if (types === undefined || types.some((type) => type !== 'array' && type !== 'object' && type !== 'string'))
    ways.push(free)
  if (types?.includes('string')) ways.push({ nodes: 1, text: textCost(schema) })
  if (types?.includes('object')) ways.push(objectCost(schema, costOf))
  if (types?.includes('array')) ways.push(arrayCost(schema, costOf))
  return cheapest(ways)
}

const textCost = (schema: JsonObject): number => {
  const pattern = textOf(schema, 'pattern')
  const least = numberOf(schema, 'minLength') ?? 0
  // Only counts make patterns long that are not long themselves.
  if (pattern?.includes('{') !== true) return least
  const parsed = parsedPattern(pattern)
  return parsed === undefined ? least : Math.max(least, leastLength(parsed.node))
}

const objectCost = (schema: JsonObject, costOf: CostOf): Cost => {
  const properties = isJsonObject(schema['properties']) ? schema['properties'] : {}
  const required = textsOf(schema, 'required')
  const costs = required.map((name) => {
    const property = memberOf(properties, name)
    return isSchema(property) ? costOf(property) : free
  })
  const more = Math.max(0, (numberOf(schema, 'minProperties') ?? 0) - required.length)
  return { nodes: 1 + more + sum(costs.map((cost) => cost.nodes)), text: sum(costs.map((cost) => cost.text)) }
}

const arrayCost = (schema: JsonObject, costOf: CostOf): Cost => {
  const { tuple, rest } = itemsOf(schema)
  const count = numberOf(schema, 'minItems') ?? 0
  const first = tuple.slice(0, count).map(costOf)
  const others = Math.max(0, count - tuple.length)
  const item = rest === undefined || others === 0 ? free : costOf(rest)
  const contained = schemaOf(schema, 'contains')
  const contains =
    contained === undefined || schema['minContains'] === 0 ? 0 : Math.max(1, numberOf(schema, 'minContains') ?? 1)
  return {
    nodes: 1 + Math.max(contains, sum(first.map((cost) => cost.nodes)) + (others === 0 ? 0 : others * item.nodes)),
    text: sum(first.map((cost) => cost.text)) + others * item.text,
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
