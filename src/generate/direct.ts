import type { Json, JsonObject } from '../core/json.ts'
import { makeArray } from './arrays.ts'
import { allowedTypes, choicesOf, conjunctionOf } from './conjunction.ts'
import type { Conjunction, Making } from './conjunction.ts'
import { holds, isConditionHeld } from './judge.ts'
import { makeNumber } from './numbers.ts'
import { makeObject } from './objects.ts'
import type { Place } from './place.ts'
import { usualOf } from './readable/readable.ts'
import type { Schema, TypeName } from './schema.ts'
import { makeString } from './strings.ts'
import { whyNone } from './why.ts'

/** Makes one value that all of the schemas allow, at a place; undefined when this attempt failed. */
export type MakeInner = (schemas: readonly Schema[], place: Place) => Json | undefined

const mostTries = 6

/** From here on values are kept small: checking what is nested in choices takes time that grows exponentially with the depth. */
export const deep = 4

/** A schema for which nothing was found this often is not tried again. */
const mostFailures = 4

/**
 * Makes a value straight from what the schemas say together. Choices are taken at random; a value of which `not` or `oneOf`
 * seems to disapprove is made again. Whether the whole is right is for the caller to check.
 */
export const makeDirect = (schemas: readonly Schema[], making: Making, place: Place): Json | undefined => {
  const [only] = schemas
  const key = schemas.length === 1 && typeof only === 'object' ? only : undefined
  const failures = key === undefined ? 0 : (making.budget.failures.get(key) ?? 0)
  if (failures >= mostFailures || schemas.some((schema) => making.costOf(schema).nodes === Number.POSITIVE_INFINITY))
    return undefined
  for (let attempt = 0; attempt < mostTries && making.budget.left > 0; attempt++) {
    making.budget.left--
    // What failed with optional members often succeeds without them.
    const isSparse = making.isSparse || attempt > 1 || place.depth > deep
    const isGuided = attempt === 0 ? making.isGuided : attempt % 2 === 1
    const trying =
      isSparse === making.isSparse && isGuided === making.isGuided ? making : { ...making, isSparse, isGuided }
    const conjunction = conjunctionOf(schemas, trying)
    const value = conjunction === undefined ? undefined : makeOne(conjunction, trying, place)
    if (conjunction !== undefined && value !== undefined && isRight(value, conjunction, making)) return value
  }
  if (key !== undefined) making.budget.failures.set(key, failures + 1)
  making.budget.failed ??= { name: place.name, why: whyNone(conjunctionOf(schemas, making)) }
  return undefined
}

const isRight = (value: Json, { nots, ones, conditions }: Conjunction, making: Making): boolean =>
  conditions.every((schema) => isConditionHeld(schema, value, making)) &&
  nots.every((not) => !holds(not, value, making)) &&
  ones.every((branches) => branches.filter((branch) => holds(branch, value, making)).length === 1)

const makeOne = (conjunction: Conjunction, making: Making, place: Place): Json | undefined => {
  const choices = choicesOf(conjunction)
  if (choices !== undefined) return pickChoice(choices, conjunction, making)
  const type = pickType(conjunction, making, place)
  if (type === undefined) return undefined
  return makeTyped(type, conjunction, making, place, (schemas, within) => makeDirect(schemas, making, within))
}

/** Of the values that are listed one that the other keywords allow, too. */
const pickChoice = (choices: readonly Json[], { schemas }: Conjunction, making: Making): Json | undefined => {
  if (choices.length === 0) return undefined
  const others = schemas.map(({ enum: _enum, const: _const, ...rest }) => rest)
  const isAllowed = (choice: Json): boolean => others.every((schema) => holds(schema, choice, making))
  const choice = making.random.pick(choices)
  if (isAllowed(choice)) return choice
  const allowed = choices.filter(isAllowed)
  return allowed.length === 0 ? undefined : making.random.pick(allowed)
}

const makeTyped = (
  type: TypeName,
  conjunction: Conjunction,
  making: Making,
  place: Place,
  inner: MakeInner,
): Json | undefined => {
  switch (type) {
    case 'null':
      return null
    case 'boolean':
      return making.random.below(2) === 0
    case 'integer':
    case 'number':
      return makeNumber(
        conjunction.schemas,
        type === 'integer',
        making.random,
        usualOf(place.name, place.thing, making.random),
      )
    case 'string':
      return makeString(conjunction.schemas, place, making.random)
    case 'array':
      return makeArray(conjunction, making, place, inner)
    case 'object':
      return makeObject(conjunction, making, place, inner)
  }
}

/** The type that is asked for or that the keywords speak of; where nothing says, text, and an object at the root. */
export const pickType = (
  conjunction: Pick<Conjunction, 'schemas' | 'nots'>,
  making: Making,
  place: Place,
): TypeName | undefined => {
  const allowed = allowedTypes(conjunction)
  const isSaid = conjunction.schemas.some((schema) => schema['type'] !== undefined)
  const types =
    isSaid || (making.isGuided && making.random.below(making.isSparse ? 2 : 3) === 0)
      ? allowed
      : likelyTypes(conjunction, allowed, place)
  // A value says more than `null`, which is taken now and then; a number may also be an integer.
  const telling = types.filter((type) => type !== 'null' && !(type === 'integer' && types.includes('number')))
  if (telling.length === 0) return types[0]
  if (types.includes('null') && making.random.below(making.isSparse ? 2 : 8) === 0) return 'null'
  return making.random.pick(telling)
}

/** Types that the keywords speak of; else what is usual at this place, if it is allowed. */
const likelyTypes = (
  { schemas }: Pick<Conjunction, 'schemas'>,
  allowed: readonly TypeName[],
  place: Place,
): readonly TypeName[] => {
  const spoken = allowed.filter((type) => schemas.some((schema) => speaksOf(schema, type)))
  if (spoken.length > 0) return spoken
  const usual: readonly TypeName[] = place.depth === 0 ? ['object', 'string'] : ['string', 'object']
  const assumed = usual.find((type) => allowed.includes(type))
  return assumed === undefined ? allowed : [assumed]
}

const keywordsByType: Readonly<Record<TypeName, readonly string[]>> = {
  object: [
    'properties',
    'required',
    'patternProperties',
    'minProperties',
    'propertyNames',
    'dependentRequired',
    'additionalProperties',
  ],
  array: ['items', 'prefixItems', 'contains', 'minItems', 'uniqueItems'],
  string: ['minLength', 'maxLength', 'pattern', 'format'],
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  integer: [],
  boolean: [],
  null: [],
}

const speaksOf = (schema: JsonObject, type: TypeName): boolean =>
  keywordsByType[type].some((keyword) => schema[keyword] !== undefined)
