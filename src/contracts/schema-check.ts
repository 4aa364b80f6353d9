import type { Ajv2020, ErrorObject, ValidateFunction } from 'ajv/dist/2020.js'

import { isJsonObject, type JsonObject } from '../core/json.ts'
import type { Path } from '../core/violation.ts'
import type { Fault } from './wording/fault.ts'

/** Checks a body against one schema: no faults when it holds. */
export type FaultFinder = (body: unknown) => readonly Fault[]

const none: readonly Fault[] = []

/**
 * A body with more values than this gets its first fault only: a broken one may have a fault per value (25 MB of `[1,1,…]`), and ajv joins
 * lists of faults in time that grows with their square. A megabyte of ordinary conversation stays below.
 */
const mostValues = 20_000

/**
 * Compiles on first use. The usual, valid body meets a validator that stops at the first fault (about a microsecond); only after one
 * was found a second validator, compiled then, collects them all.
 */
export const createFaultFinder = (Ajv: typeof Ajv2020, schema: JsonObject): FaultFinder => {
  let first: ValidateFunction | undefined
  let all: ValidateFunction | undefined
  return (body) => {
    first ??= compile(Ajv, schema, false)
    if (first(body)) return none
    if (hasMoreValuesThan(mostValues, body)) return toFaults(body, first.errors)
    all ??= compile(Ajv, schema, true)
    all(body)
    return toFaults(body, all.errors)
  }
}

const compile = (Ajv: typeof Ajv2020, schema: JsonObject, allErrors: boolean): ValidateFunction =>
  new Ajv({
    allErrors,
    verbose: true,
    strict: false,
    logger: false,
    meta: false,
    validateSchema: false,
    // Tidying the generated code doubles the time of the first call and makes no later one faster.
    code: { optimize: false },
  }).compile(schema)

const toFaults = (body: unknown, errors: readonly ErrorObject[] | null | undefined): readonly Fault[] =>
  (errors ?? [])
    // `if` only repeats what its `then` said; inside `propertyNames` the keyword itself reports the name.
    .filter((error) => error.keyword !== 'if' && error.propertyName === undefined)
    .map((error) => toFault(body, error))

const toFault = (body: unknown, error: ErrorObject): Fault => ({
  keyword: error.keyword,
  path: [...pathOf(body, error.instancePath), ...memberOf(error.params)],
  params: error.params,
  value: error.data,
  schema: isJsonObject(error.parentSchema) ? error.parentSchema : {},
  message: error.message ?? '',
})

/** The member that is missing, unknown or badly named; ajv points at the object around it. */
const memberOf = ({
  missingProperty,
  additionalProperty,
  unevaluatedProperty,
  propertyName,
}: ErrorObject['params']): Path => {
  const member: unknown = missingProperty ?? additionalProperty ?? unevaluatedProperty ?? propertyName
  return typeof member === 'string' ? [member] : []
}

/** A JSON pointer as a path; digits are an index only where the body has an array. */
const pathOf = (body: unknown, pointer: string): Path => {
  const path: (string | number)[] = []
  let value = body
  for (const part of pointer === '' ? [] : pointer.slice(1).split('/')) {
    const member = part.replaceAll('~1', '/').replaceAll('~0', '~')
    path.push(Array.isArray(value) ? Number(member) : member)
    if (Array.isArray(value)) value = value[Number(member)]
    else value = isJsonObject(value) && Object.hasOwn(value, member) ? value[member] : undefined
  }
  return path
}

const hasMoreValuesThan = (most: number, body: unknown): boolean => {
  let seen = 0
  const open: unknown[] = [body]
  while (open.length > 0) {
    const value = open.pop()
    if (typeof value !== 'object' || value === null) continue
    const members: readonly unknown[] = Array.isArray(value) ? value : Object.values(value)
    seen += members.length
    if (seen > most) return true
    for (const member of members) open.push(member)
  }
  return false
}
