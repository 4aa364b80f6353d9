import { generateSync } from 'json-schema-faker'
import type { SchemaCheck, SchemaCompiler } from '../core/contract.ts'
import { textOfJson, type Json, type JsonObject } from '../core/json.ts'
import type { Maker } from '../core/maker.ts'
import { createMemo } from '../core/memo.ts'
import { createRandom, hashOf } from '../core/random.ts'
import { boundSchema, isValue } from './bounds.ts'
import type { Budget, Failure, Making } from './conjunction.ts'
import type { Cost } from './cost.ts'
import { createCosts } from './cost.ts'
import { makeDirect } from './direct.ts'
import { makeNumber } from './numbers.ts'
import { placeOf } from './place.ts'
import { usualOf } from './readable/readable.ts'
import { createRefs } from './refs.ts'
import { repair } from './repair.ts'
import { makeString } from './strings.ts'

type Made = ReturnType<Maker['value']>

const mostNodes = 10_000
const mostText = 1_000_000

const schemasLimit = 32 * 1024 * 1024
const valuesLimit = 256 * 1024

/** Makes values for schemas. What is known of a schema, and its values by seed, are remembered by its text, bounded. */
export const createValues = (compiler: SchemaCompiler): Maker['value'] => {
  const prepared = createMemo<(seed: number) => Made>(schemasLimit)
  const make = (schema: JsonObject | boolean, seed: number): Made => {
    const text = typeof schema === 'object' ? textOfJson(schema) : String(schema)
    const known = prepared.get(text)
    if (known !== undefined) return known(seed)
    const makeFor = remembered(prepare(schema, compiler))
    prepared.set(text, makeFor, text.length * 20 + 16_384)
    return makeFor(seed)
  }
  return (schema, seed) => {
    try {
      return make(schema, seed)
    } catch (error) {
      if (error instanceof RangeError) return { reason: 'the schema is nested too deeply' }
      throw error
    }
  }
}

const remembered = (make: (seed: number) => Made): ((seed: number) => Made) => {
  const values = createMemo<Made>(valuesLimit)
  return (seed) => {
    const known = values.get(String(seed))
    if (known !== undefined) return known
    const made = make(seed)
    values.set(String(seed), made, JSON.stringify(made).length * 2 + 200)
    return made
  }
}

/** Everything about a schema that does not depend on the seed; a schema that has no value of a sane size says so here. */
const prepare = (schema: JsonObject | boolean, compiler: SchemaCompiler): ((seed: number) => Made) => {
  if (schema === true) return () => ({ value: {} })
  if (schema === false) return () => ({ reason: 'the schema `false` allows no value' })
  const compiled = compiler.compile(schema)
  if ('reason' in compiled) return () => compiled
  const refs = createRefs(schema)
  const costOf = createCosts(refs)
  const cost = costOf(schema)
  const reason = excessOf(cost)
  if (reason !== undefined) return () => ({ reason })
  return (seed) =>
    attempts(schema, compiled.check, cost.nodes, (attempt, budget) => ({
      refs,
      costOf,
      random: createRandom(hashOf(seed, attempt)),
      isSparse: attempt > fakerAttempts + 3 && attempt % 2 === 0,
      isGuided: attempt > fakerAttempts + 1 && attempt % 3 === 0,
      budget,
    }))
}

const excessOf = ({ nodes, text }: Cost): string | undefined => {
  if (nodes === Number.POSITIVE_INFINITY) return 'the schema asks for a value without end, or for one that it forbids'
  if (nodes > mostNodes) return `the smallest value of the schema has more than ${mostNodes} parts`
  return text > mostText ? `the smallest value of the schema has more than ${mostText} characters` : undefined
}

type Begin = (attempt: number, budget: Budget) => Making

const fakerAttempts = 2
const directAttempts = 24
const repairs = 3

/** What is made beyond the least that a value needs. */
const mostOptional = 100
const sparePerAttempt = 1000
const sparePerValue = 4000

/** json-schema-faker first, then values made straight from the schema; what fails is repaired as its errors say. */
const attempts = (schema: JsonObject, check: SchemaCheck, least: number, begin: Begin): Made => {
  let reason: string | undefined
  let left = least * 3 + sparePerValue
  const failures = new Map<JsonObject, number>()
  let failed: Failure | undefined
  for (let attempt = 0; attempt < fakerAttempts + directAttempts && left > 0; attempt++) {
    const budget: Budget = {
      left: Math.min(left, least * 2 + sparePerAttempt),
      optional: mostOptional,
      failures,
      failed,
    }
    const before = budget.left
    const making = begin(attempt, budget)
    let value = attempt < fakerAttempts ? makeWithFaker(schema, making) : makeDirect([schema], making, placeOf('', 0))
    for (let round = 0; round <= repairs && value !== undefined; round++) {
      const errors = check(value)
      if (errors.length === 0) return { value }
      const [first] = errors
      // References are followed, never broken: only a chain of them without end is reported so.
      if (first?.keyword === '$ref') return { reason: 'the schema refers to itself without end' }
      if (first !== undefined)
        reason = `${first.instancePath || 'the value'} ${first.message ?? `breaks ${first.keyword}`}`
      value = repair(value, errors, schema, making)
    }
    left -= before - budget.left
    failed = budget.failed
  }
  return { reason: reason ?? explained(failed) }
}

const explained = (failed: Failure | undefined): string => {
  if (failed === undefined) return 'the keywords exclude each other'
  return failed.name === '' ? failed.why : `in '${failed.name.slice(0, 100)}' ${failed.why}`
}

const makeWithFaker = (schema: JsonObject, making: Making): Json | undefined => {
  const bounded = boundSchema(schema, making)
  if (bounded === undefined) return undefined
  let isComplete = true
  const make = (index: number): string | number | undefined => {
    const leaf = bounded.leaves[index]
    if (leaf === undefined) return undefined
    const { type, place } = leaf
    const made =
      type === 'string'
        ? makeString([leaf.schema], place, making.random)
        : makeNumber([leaf.schema], type === 'integer', making.random, usualOf(place.name, place.thing, making.random))
    if (made === undefined) isComplete = false
    return made
  }
  try {
    const value = generateSync(bounded.schema, {
      seed: Math.floor(making.random.next() * 2 ** 31),
      maxDepth: 100,
      alwaysFakeOptionals: true,
      extensions: { faker: { make } },
    })
    return isComplete && isValue(value) ? value : undefined
  } catch {
    // It throws where it sees no value; the direct way may.
    return undefined
  }
}
