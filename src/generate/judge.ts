import type { Json, JsonObject } from '../core/json.ts'
import { canonicalText, isJsonObject } from '../core/json.ts'
import { isFormatted } from './formats.ts'
import type { Refs } from './refs.ts'
import {
  isOfType,
  itemsOf,
  listOf,
  memberOf,
  numberOf,
  schemaEntriesOf,
  schemaOf,
  schemasOf,
  textOf,
  textsOf,
  typesOf,
} from './schema.ts'
import type { Schema } from './schema.ts'
import { isMatch } from './wanted.ts'

const deepest = 400

/** What may be spent on judging is counted down; beyond it a value seems to be right. */
export interface Judging {
  readonly refs: Refs
  readonly budget: { left: number }
}

/** A look at a schema beside the making of a node. */
const look = 0.02

/**
 * Whether a value seems to satisfy a schema: enough to tell branches of a choice apart while a value is made;
 * the last word on a whole value has its compiled schema.
 */
export const holds = (schema: Schema, value: Json, judging: Judging, depth = 0): boolean => {
  if (typeof schema === 'boolean' || depth > deepest || judging.budget.left <= 0) return schema !== false
  judging.budget.left -= look
  const types = typesOf(schema)
  if (types !== undefined && !isOfType(value, types)) return false
  return (
    isChosen(schema, value) &&
    isComposed(schema, value, judging, depth + 1) &&
    (typeof value !== 'string' || isText(schema, value)) &&
    (typeof value !== 'number' || isNumber(schema, value)) &&
    (!Array.isArray(value) || isArray(schema, value, judging, depth + 1)) &&
    (!isJsonObject(value) || isObject(schema, value, judging, depth + 1))
  )
}

const isChosen = (schema: JsonObject, value: Json): boolean => {
  const choices =
    'const' in schema ? [schema['const'] ?? null] : Array.isArray(schema['enum']) ? listOf(schema, 'enum') : undefined
  if (choices === undefined) return true
  const text = canonicalText(value)
  return choices.some((choice) => canonicalText(choice) === text)
}

const isComposed = (schema: JsonObject, value: Json, judging: Judging, depth: number): boolean => {
  const isHeld = (part: Schema): boolean => holds(part, value, judging, depth)
  const target = judging.refs.target(schema)
  if (target !== undefined && !isHeld(target)) return false
  if (!schemasOf(schema, 'allOf').every(isHeld)) return false
  const any = schemasOf(schema, 'anyOf')
  if (any.length > 0 && !any.some(isHeld)) return false
  const one = schemasOf(schema, 'oneOf')
  if (one.length > 0 && one.filter(isHeld).length !== 1) return false
  const not = schemaOf(schema, 'not')
  if (not !== undefined && isHeld(not)) return false
  return isConditionHeld(schema, value, judging, depth)
}

/** Whether a value satisfies what `if`, `then` and `else` of a schema say. */
export const isConditionHeld = (schema: JsonObject, value: Json, judging: Judging, depth = 0): boolean => {
  const condition = schemaOf(schema, 'if')
  if (condition === undefined) return true
  const isMet = holds(condition, value, judging, depth)
  return holds(schemaOf(schema, isMet ? 'then' : 'else') ?? true, value, judging, depth)
}

const isText = (schema: JsonObject, value: string): boolean => {
  const pattern = textOf(schema, 'pattern')
  if (pattern !== undefined && isMatch(pattern, value) === false) return false
  const format = textOf(schema, 'format')
  if (format !== undefined && !isFormatted(format, value)) return false
  return (
    value.length >= (numberOf(schema, 'minLength') ?? 0) &&
    value.length <= (numberOf(schema, 'maxLength') ?? value.length)
  )
}

const isNumber = (schema: JsonObject, value: number): boolean => {
  const { minimum = value, maximum = value, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema
  if (typeof minimum === 'number' && (value < minimum || (exclusiveMinimum === true && value === minimum))) return false
  if (typeof maximum === 'number' && (value > maximum || (exclusiveMaximum === true && value === maximum))) return false
  if (typeof exclusiveMinimum === 'number' && value <= exclusiveMinimum) return false
  if (typeof exclusiveMaximum === 'number' && value >= exclusiveMaximum) return false
  return typeof multipleOf !== 'number' || Number.isInteger(value / multipleOf)
}

const isArray = (schema: JsonObject, value: readonly Json[], judging: Judging, depth: number): boolean => {
  if (
    value.length < (numberOf(schema, 'minItems') ?? 0) ||
    value.length > (numberOf(schema, 'maxItems') ?? value.length)
  )
    return false
  if (schema['uniqueItems'] === true && new Set(value.map(canonicalText)).size < value.length) return false
  const { tuple, rest = true } = itemsOf(schema)
  if (!value.every((item, index) => holds(tuple[index] ?? rest, item, judging, depth))) return false
  const contained = schemaOf(schema, 'contains')
  if (contained === undefined) return true
  const count = value.filter((item) => holds(contained, item, judging, depth)).length
  return count >= (numberOf(schema, 'minContains') ?? 1) && count <= (numberOf(schema, 'maxContains') ?? count)
}

const isObject = (schema: JsonObject, value: JsonObject, judging: Judging, depth: number): boolean => {
  const names = Object.keys(value)
  if (
    names.length < (numberOf(schema, 'minProperties') ?? 0) ||
    names.length > (numberOf(schema, 'maxProperties') ?? names.length)
  )
    return false
  if (!textsOf(schema, 'required').every((name) => Object.hasOwn(value, name))) return false
  const properties = isJsonObject(schema['properties']) ? schema['properties'] : {}
  const patterns = schemaEntriesOf(schema, 'patternProperties')
  const additional = schemaOf(schema, 'additionalProperties') ?? true
  const namesHeld = schemaOf(schema, 'propertyNames') ?? true
  const isMemberHeld = (name: string): boolean => {
    const member = value[name] ?? null
    const property = memberOf(properties, name)
    const own: Schema[] = patterns.filter(([source]) => isMatch(source, name) === true).map(([, item]) => item)
    if (typeof property === 'boolean' || isJsonObject(property)) own.push(property)
    return (
      (own.length === 0 ? [additional] : own).every((part) => holds(part, member, judging, depth)) &&
      holds(namesHeld, name, judging, depth)
    )
  }
  return names.every(isMemberHeld) && areDependentsHeld(schema, value, judging, depth)
}

const areDependentsHeld = (schema: JsonObject, value: JsonObject, judging: Judging, depth: number): boolean =>
  ['dependentRequired', 'dependentSchemas', 'dependencies'].every((keyword) => {
    const dependents = schema[keyword]
    if (!isJsonObject(dependents)) return true
    return Object.entries(dependents).every(([name, dependent]) => {
      if (!Object.hasOwn(value, name)) return true
      if (Array.isArray(dependent)) return textsOf(dependents, name).every((other) => Object.hasOwn(value, other))
      return typeof dependent !== 'boolean' && !isJsonObject(dependent) ? true : holds(dependent, value, judging, depth)
    })
  })
