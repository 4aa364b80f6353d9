import { Validator, type OutputUnit, type SchemaDraft } from '@cfworker/json-schema'
import draft04 from 'ajv-draft-04/dist/refs/json-schema-draft-04.json' with { type: 'json' }
import draft07 from 'ajv/dist/refs/json-schema-draft-07.json' with { type: 'json' }
import type { ErrorObject } from 'ajv/dist/2020.js'
import { isJsonObject, type Json, type JsonObject } from '../core/json.ts'
import { pointerOf, referenceParts, valueAt } from '../core/pointer.ts'
import type { SchemaCompiler } from '../core/contract.ts'
import { createDraftCompiler, type CompileDraft, type Draft } from './draft-compiler.ts'
import { safePattern } from './safe-pattern.ts'
import type { Validate, Validators } from './schema-check.ts'

/*
 * Reads a schema anew for each value, where no code may be made from text. It finds what ajv finds, and says it in ajv's words.
 */

/** Stands in for the compiler that ajv makes. */
export const createInterpreter = (): SchemaCompiler => createDraftCompiler(interpretDraft)

const interpretDraft: CompileDraft = (schema, draft) => {
  const meta = metaOf(draft)
  if (!meta(schema)) {
    const [error] = meta.errors ?? []
    throw new Error(`it is no JSON Schema: schema${error?.instancePath ?? ''} ${error?.message ?? ''}`)
  }
  return interpret(schema, draft, false)
}

/** Stands in for the two validators of one of our own schemas. */
export const interpretOwn = (schema: JsonObject): Validators => ({
  first: interpret(schema, '2020-12', true),
  all: interpret(schema, '2020-12', false),
})

/** Schemas of the newer drafts are held to 07, which has the most of what they share. */
const metaOf = (draft: Draft): Validate =>
  draft === '04' ? (metas['04'] ??= interpret(draft04, '04', true)) : (metas['07'] ??= interpret(draft07, '07', true))

const metas: { '04'?: Validate; '07'?: Validate } = {}

const nameOf: Readonly<Record<Draft, SchemaDraft>> = {
  '04': '4',
  '07': '7',
  '2019-09': '2019-09',
  '2020-12': '2020-12',
}

const interpret = (schema: JsonObject | boolean, draft: Draft, stopsAtFirst: boolean): Validate => {
  // The library marks the schema it is given.
  const copy = copyOf(schema)
  const validator = new Validator(copy, nameOf[draft], stopsAtFirst)
  const validate: Validate = (value) => {
    if (value === undefined) return false
    const { valid, errors } = validator.validate(value)
    validate.errors = valid
      ? null
      : errors.filter((unit) => isFault(unit, copy)).map((unit) => toError(unit, copy, value))
    return valid
  }
  return validate
}

/** Without patterns that the library cannot read or that may never come to an end: ajv is spared them likewise. */
const copyOf = <T extends Json | undefined>(schema: T): T =>
  JSON.parse(JSON.stringify(schema), (name, value: unknown) =>
    name === 'pattern' && typeof value === 'string' && !isReadable(value) ? undefined : value,
  )

const isReadable = (pattern: string): boolean => {
  try {
    return new RegExp(pattern, 'u').test('') || safePattern(pattern) instanceof RegExp
  } catch {
    // No regular expression in Unicode mode.
    return false
  }
}

/** The library also reports what only leads to a fault. */
const leading: ReadonlySet<string> = new Set([
  '$ref',
  '$recursiveRef',
  'allOf',
  'properties',
  'patternProperties',
  'prefixItems',
  'items',
  'dependentSchemas',
  'false',
])

/** Where a schema says what these must be, it has its own faults; `false` has none. */
const forbidding: ReadonlySet<string> = new Set([
  'additionalProperties',
  'unevaluatedProperties',
  'additionalItems',
  'unevaluatedItems',
])

const isFault = ({ keyword, keywordLocation }: OutputUnit, schema: Json): boolean =>
  !leading.has(keyword) && (!forbidding.has(keyword) || parentOf(keywordLocation, schema)[keyword] === false)

const toError = (unit: OutputUnit, schema: Json, value: unknown): ErrorObject => {
  const { keyword, instanceLocation, keywordLocation, error } = unit
  const parentSchema = parentOf(keywordLocation, schema)
  // The library writes places as parts of a URI.
  const path = referenceParts(instanceLocation)
  return {
    keyword,
    instancePath: pointerOf(path),
    schemaPath: keywordLocation,
    params: paramsOf(keyword, parentSchema[keyword], error),
    message: error,
    // A body is JSON.
    data: valueAt(value as Json, path),
    parentSchema,
  }
}

/** In ajv's names. The library tells members only in its sentences, in quotes. */
const paramsOf = (keyword: string, setting: unknown, error: string): Record<string, unknown> => {
  switch (keyword) {
    case 'required':
    case 'dependentRequired':
      return { missingProperty: /(?:required property|but does not have) "([^]*)"\.$/u.exec(error)?.[1] ?? '' }
    case 'additionalProperties':
      return { additionalProperty: quoted(error) }
    case 'unevaluatedProperties':
      return { unevaluatedProperty: quoted(error) }
    case 'propertyNames':
      return { propertyName: quoted(error) }
    case 'pattern':
      return { pattern: setting }
    case 'type':
      return { type: setting }
    case 'enum':
      return { allowedValues: setting }
    case 'const':
      return { allowedValue: setting }
    case 'format':
      return { format: setting }
    default:
      return { limit: setting }
  }
}

const quoted = (error: string): string => /"([^]*)" does not match/u.exec(error)?.[1] ?? ''

/** The subschema that a keyword stands in; its location leads through references. */
const parentOf = (location: string, root: Json): JsonObject => {
  let schema: Json | undefined = root
  for (const part of referenceParts(location).slice(0, -1)) {
    schema = valueAt(schema, [part])
    if (part === '$ref' && typeof schema === 'string') schema = valueAt(root, referenceParts(schema))
  }
  return isJsonObject(schema) ? schema : {}
}
