import { isJsonObject, type JsonObject } from '../core/json.ts'
import type { Path } from '../core/violation.ts'
import { similarTo } from '../core/nearest.ts'
import { hintOf, listed } from './hint.ts'
import { findPatternProblem } from './pattern.ts'
import { straysOf } from './strays.ts'

/** Something that a value should not be, and what to write instead. */
export interface Problem {
  /** Where the value stands, or the key. */
  readonly path: Path
  readonly isKey?: boolean
  readonly code: string
  readonly message: string
}

/**
 * Holds a value to the scenario schema and words what it finds for the author.
 * Knows the keywords that schemas of cues, faults and drafts use; leaves alone what it does not know.
 * `errorMessage` (as editors read it) words what is wrong with a value itself. Functions pass: they stand where drafts do.
 */
export const findProblems = (value: unknown, schema: JsonObject, root: JsonObject): readonly Problem[] =>
  checkAt(value, schema, [], { root, code: undefined })

interface Place {
  readonly root: JsonObject
  /** `bad-duration` inside `$defs/duration`. */
  readonly code: string | undefined
}

/** Most values have no problems: they share this list. */
const none: readonly Problem[] = []

const checkAt = (value: unknown, schema: unknown, path: Path, place: Place): readonly Problem[] => {
  if (schema === false) return [{ path, isKey: true, code: 'unknown-key', message: 'has no place here: leave it out' }]
  if (!isJsonObject(schema) || typeof value === 'function') return []
  const referred = '$ref' in schema ? checkReference(value, schema, path, place) : none
  const own = checkValue(value, schema, path, place)
  const chosen = checkChoice(value, schema, path, place)
  if (referred.length + own.length + chosen.length === 0) return none
  const problems = [...referred, ...own, ...chosen]
  const { errorMessage } = schema
  const isOwn = problems.some((problem) => problem.path.length === path.length && problem.isKey !== true)
  if (typeof errorMessage !== 'string' || !isOwn) return problems
  return [
    { path, code: place.code ?? problems[0]?.code ?? 'wrong-value', message: `is ${shown(value)}: ${errorMessage}` },
  ]
}

const checkReference = (value: unknown, schema: JsonObject, path: Path, place: Place): readonly Problem[] => {
  const { $ref } = schema
  if (typeof $ref !== 'string') return []
  return checkAt(value, followed(schema, place.root), path, { ...place, code: `bad-${$ref.slice(definitions.length)}` })
}

const definitions = '#/$defs/'

/** The definition that a schema refers to, else the schema itself. */
const followed = (schema: unknown, { $defs }: JsonObject): JsonObject => {
  if (!isJsonObject(schema)) return {}
  const { $ref } = schema
  if (typeof $ref !== 'string' || !isJsonObject($defs)) return schema
  const target = $defs[$ref.slice(definitions.length)]
  return isJsonObject(target) ? target : {}
}

const checkValue = (value: unknown, schema: JsonObject, path: Path, place: Place): readonly Problem[] => {
  const problem = (code: string, message: string): readonly Problem[] => [{ path, code, message }]
  const { type, const: constant, enum: words } = schema
  if (type !== undefined && !typesOf(type).some((name) => isOfType(value, name)))
    return problem(
      'wrong-type',
      `is ${nameOf(value)}: write ${listed(typesOf(type).map((name) => typeNames[name] ?? name))}${quoteHint(value, type)}`,
    )
  if (constant !== undefined && value !== constant)
    return problem('wrong-value', `is ${shown(value)}: write ${shown(constant)}`)
  if (Array.isArray(words) && !words.some((word) => word === value)) {
    const texts = words.map(String)
    return problem(
      'wrong-value',
      `is ${shown(value)}${typeof value === 'string' ? hintOf(value, texts) : `: write ${listed(texts)}`}`,
    )
  }
  if (typeof value === 'string') return checkText(value, schema, path)
  if (typeof value === 'number') {
    const { minimum = -Infinity, maximum = Infinity } = schema
    if (value < Number(minimum) || value > Number(maximum))
      return problem('wrong-value', `is ${value}: write a number ${boundsText(Number(minimum), Number(maximum))}`)
    return []
  }
  if (Array.isArray(value)) return checkList(value, schema, path, place)
  return isJsonObject(value) ? checkMembers(value, schema, path, place) : []
}

const checkText = (value: string, schema: JsonObject, path: Path): readonly Problem[] => {
  const { pattern, format, minLength } = schema
  if (typeof pattern === 'string' && !new RegExp(pattern).test(value))
    return [{ path, code: 'wrong-value', message: `is ${shown(value)}: write a text like ${pattern}` }]
  if (typeof minLength === 'number' && value.length < minLength)
    return [{ path, code: 'wrong-value', message: 'is empty: write a text' }]
  const found = format === 'regex' ? findPatternProblem(value) : undefined
  return found === undefined ? [] : [{ path, code: found.code, message: `${shown(value)} ${found.problem}` }]
}

const checkList = (value: readonly unknown[], schema: JsonObject, path: Path, place: Place): readonly Problem[] => {
  const { minItems = 0, maxItems = Infinity, items } = schema
  if (value.length < Number(minItems))
    return [
      {
        path,
        code: 'too-few',
        message: `${value.length === 0 ? 'is empty' : 'is too short'}: write at least ${Number(minItems)}`,
      },
    ]
  if (value.length > Number(maxItems))
    return [{ path, code: 'too-many', message: `has ${value.length} items: write at most ${Number(maxItems)}` }]
  return value.flatMap((item, index) => checkAt(item, items, [...path, index], { ...place, code: undefined }))
}

const checkMembers = (value: JsonObject, schema: JsonObject, path: Path, place: Place): readonly Problem[] => {
  const { properties, additionalProperties, required, propertyNames, minProperties = 0, dependentRequired } = schema
  const known = isJsonObject(properties) ? properties : {}
  const inner: Place = { root: place.root, code: undefined }
  const problems: Problem[] = []
  const add = (key: string, code: string, message: string): void => {
    problems.push({ path: [...path, key], isKey: true, code, message })
  }
  for (const key of Object.keys(value)) {
    const isKnown = Object.hasOwn(known, key)
    const misnamed = isKnown || propertyNames === undefined ? undefined : checkAt(key, propertyNames, [], inner)[0]
    if (misnamed !== undefined) add(key, 'bad-name', misnamed.message)
    else if (!isKnown && additionalProperties === false)
      add(key, 'unknown-key', `is no key here${hintOf(key, Object.keys(known))}`)
    else if (isKnown || additionalProperties !== undefined)
      problems.push(...checkAt(value[key], isKnown ? known[key] : additionalProperties, [...path, key], inner))
  }
  for (const key of Array.isArray(required) ? required : []) {
    if (typeof key !== 'string' || Object.hasOwn(value, key)) continue
    const member = known[key]
    const example =
      isJsonObject(member) && member['const'] !== undefined ? `: write ${key}: ${shown(member['const'])}` : ''
    problems.push({ path, code: 'missing-key', message: `lacks "${key}"${example}` })
  }
  for (const [key, others] of Object.entries(isJsonObject(dependentRequired) ? dependentRequired : {})) {
    const lacking = Array.isArray(others) ? others.find((other) => !Object.hasOwn(value, String(other))) : undefined
    if (Object.hasOwn(value, key) && lacking !== undefined)
      add(key, 'misplaced-key', `belongs to "${String(lacking)}": write both or neither`)
  }
  for (const [key, stray] of straysOf(value, schema))
    add(stray, 'misplaced-key', `is lost beside "${key}": move it into one of the ${key}`)
  if (Object.keys(value).length < Number(minProperties))
    problems.push({ path, code: 'too-few', message: `is empty: write ${listed(Object.keys(known))}` })
  return problems
}

/** One of several schemas: keys that exclude each other, or the branch that fits the value's type best. */
const checkChoice = (value: unknown, schema: JsonObject, path: Path, place: Place): readonly Problem[] => {
  const branches = Array.isArray(schema['oneOf']) ? schema['oneOf'] : schema['anyOf']
  if (!Array.isArray(branches)) return []
  const keys = branches.map(onlyRequired)
  if (isJsonObject(value) && keys.every((key) => key !== undefined)) return checkExclusive(value, keys, schema, path)
  const outcomes = branches.map((branch) => checkAt(value, branch, path, place))
  if (outcomes.some((outcome) => outcome.length === 0)) return []
  const fitting = outcomes.filter(
    (outcome) => !outcome.some((problem) => problem.path.length === path.length && problem.code === 'wrong-type'),
  )
  const [best] = fitting.toSorted((one, other) => one.length - other.length)
  if (best !== undefined) return best
  const wanted = branches.flatMap((branch) => typesOf(followed(branch, place.root)['type']))
  const names = [...new Set(wanted)].map((name) => typeNames[name] ?? name)
  return [
    { path, code: 'wrong-type', message: `is ${nameOf(value)}: write ${listed(names)}${quoteHint(value, wanted)}` },
  ]
}

const onlyRequired = (branch: unknown): string | undefined => {
  if (!isJsonObject(branch) || Object.keys(branch).length !== 1 || !Array.isArray(branch['required'])) return undefined
  const [key] = branch['required']
  return typeof key === 'string' ? key : undefined
}

const checkExclusive = (
  value: JsonObject,
  keys: readonly string[],
  schema: JsonObject,
  path: Path,
): readonly Problem[] => {
  const given = keys.filter((key) => Object.hasOwn(value, key))
  if (given.length === 1) return []
  if (given.length === 0) {
    // A mistyped key is told as such, and is not missed as well.
    const { properties } = schema
    const unknown = Object.keys(value).filter((key) => !isJsonObject(properties) || !Object.hasOwn(properties, key))
    if (unknown.some((key) => similarTo(key, keys, 1).length > 0)) return []
    return [{ path, code: 'missing-action', message: `says nothing to do: write one of ${listed(keys)}` }]
  }
  return given.slice(1).map((key) => ({
    path: [...path, key],
    isKey: true,
    code: 'several-actions',
    message: `stands beside "${given[0] ?? ''}": keep only one of ${listed(given)}`,
  }))
}

const typesOf = (type: unknown): readonly string[] =>
  (Array.isArray(type) ? type : [type]).filter((name) => typeof name === 'string')

const isOfType = (value: unknown, name: string): boolean => {
  if (name === 'null') return value === null
  if (name === 'array') return Array.isArray(value)
  if (name === 'object') return isJsonObject(value)
  return name === 'integer' ? Number.isInteger(value) : typeof value === name
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
}

const nameOf = (value: unknown): string => {
  if (value === null || value === undefined) return 'empty'
  if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'an object'
  return `the ${typeof value === 'string' ? 'text' : typeof value} ${shown(value)}`
}

/** `yes`, `1.0` and the like are no text in YAML unless they are quoted. */
const quoteHint = (value: unknown, type: unknown): string =>
  (typeof value === 'number' || typeof value === 'boolean') && typesOf(type).includes('string')
    ? ` ("${value}" in quotes)`
    : ''

const boundsText = (minimum: number, maximum: number): string => {
  if (maximum === Infinity) return `from ${minimum}`
  return minimum === -Infinity ? `up to ${maximum}` : `from ${minimum} to ${maximum}`
}

/** The value as JSON, cut to a readable length. */
const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}
