import type { Ajv2020, ErrorObject, Options, ValidateFunction } from 'ajv/dist/2020.js'

import { isJsonObject, type JsonObject } from '../core/json.ts'
import { pointerParts } from '../core/pointer.ts'
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

/** What a schema became: it says whether a value holds and keeps what it found in `errors`. */
export type Validate = Pick<ValidateFunction, 'errors'> & ((body: unknown) => boolean)

/** Both validators of a schema: one that stops at the first fault, one that collects them all. */
export interface Validators {
  readonly first: Validate
  readonly all: Validate
}

/** The usual, valid body meets the validator that stops at the first fault (about a microsecond), and no other. */
export const createFaultFinder =
  (validators: Validators): FaultFinder =>
  (body) => {
    const { first } = validators
    if (first(body)) return none
    if (hasMoreValuesThan(mostValues, body)) return toFaults(body, first.errors)
    const { all } = validators
    all(body)
    return toFaults(body, all.errors)
  }

/** Compiles a schema's validators, each on first use. */
export const compileOnUse = (Ajv: typeof Ajv2020, schema: JsonObject): Validators => {
  // Tidying the generated code doubles the time of the first call and makes no later one faster.
  const compile = (allErrors: boolean): ValidateFunction =>
    new Ajv({ ...validatorOptions(allErrors), code: { optimize: false } }).compile(schema)
  let first: ValidateFunction | undefined
  let all: ValidateFunction | undefined
  return {
    get first() {
      return (first ??= compile(false))
    },
    get all() {
      return (all ??= compile(true))
    },
  }
}

/** How our own schemas are compiled, on first use or while building. */
export const validatorOptions = (allErrors: boolean): Options => ({
  allErrors,
  verbose: true,
  strict: false,
  logger: false,
  meta: false,
  validateSchema: false,
})

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
  for (const member of pointerParts(pointer)) {
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
