import type { Options, ValidateFunction } from 'ajv/dist/2020.js'
import draft04 from 'ajv-draft-04'
import formats from 'ajv-formats'
import { Ajv } from 'ajv'
import { Ajv2019 } from 'ajv/dist/2019.js'
import { Ajv2020 } from 'ajv/dist/2020.js'

import type { SchemaCheck, SchemaCompiler, SchemaError } from '../core/contract.ts'
import { isJsonObject, type JsonObject } from '../core/json.ts'
import { createBoundedCache } from './compiled-cache.ts'
import { excessOf } from './excess.ts'
import { safePattern } from './safe-pattern.ts'

type Compiled = ReturnType<SchemaCompiler['compile']>
type Draft = '04' | '07' | '2019-09' | '2020-12'

/** A longer schema is refused: compiling time and memory grow with it, and no client means it. */
const longestSchema = 1_000_000

/**
 * Compiles schemas of drafts 04, 06, 07, 2019-09 and 2020-12; one that does not say is tried as 2020-12, then as 07.
 * Every schema gets a validator of its own, so that equal `$id`s never clash. Nothing is ever fetched.
 */
export const createCompiler = (): SchemaCompiler => {
  const cache = createBoundedCache<Compiled>(500, 8_000_000)
  return {
    compile: (schema) => {
      const text = textOf(schema)
      if (text === undefined) return { reason: 'the schema is nested too deeply' }
      if (text.length > longestSchema) return { reason: `the schema is longer than ${longestSchema} characters` }
      const known = cache.read(text)
      if (known !== undefined) return known
      const excess = excessOf(schema)
      const compiled = excess === undefined ? compileAnyDraft(schema, text) : { reason: excess }
      cache.write(text, compiled)
      return compiled
    },
  }
}

const textOf = (schema: JsonObject | boolean): string | undefined => {
  try {
    // Untyped callers may pass what is no JSON at all.
    return JSON.stringify(schema) ?? 'undefined'
  } catch {
    // Only the depth of a parsed value can make this fail.
    return undefined
  }
}

const compileAnyDraft = (schema: JsonObject | boolean, text: string): Compiled => {
  const draft = isJsonObject(schema) ? draftOf(schema) : undefined
  if (draft !== undefined) return compileDraft(schema, text, draft)
  const newest = compileDraft(schema, text, '2020-12')
  if ('check' in newest) return newest
  const older = compileDraft(schema, text, '07')
  return 'check' in older ? older : newest
}

const draftOf = ({ $schema }: JsonObject): Draft | undefined => {
  if (typeof $schema !== 'string') return undefined
  if (/draft-0[34]/.test($schema)) return '04'
  if (/draft-0[67]/.test($schema)) return '07'
  if ($schema.includes('2019-09')) return '2019-09'
  return $schema.includes('2020-12') ? '2020-12' : undefined
}

const compileDraft = (schema: JsonObject | boolean, text: string, draft: Draft): Compiled => {
  try {
    const meta = metaOf(draft)
    const bare = withoutMarks(schema)
    if (meta.validateSchema(bare) !== true)
      return { reason: `it is no JSON Schema: ${meta.errorsText(meta.errors, { dataVar: 'schema' })}` }
    const validator = createValidator(draft, { validateSchema: false, meta: refersToDraft.test(text) })
    return { check: checkOf(validator.compile(bare)) }
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) }
  }
}

/** Only schemas that refer to a draft's own schema need it; adding it takes longer than compiling most schemas. */
const refersToDraft = /"\$ref":"https?:\/\/json-schema\.org\//

/** A copy without what would select another dialect of JSON Schema, or make the check a promise. */
const withoutMarks = (schema: JsonObject | boolean): JsonObject | boolean => {
  if (!isJsonObject(schema)) return schema
  const { $schema: _draft, $async: _async, ...rest } = schema
  return rest
}

const checkOf =
  (validate: ValidateFunction): SchemaCheck =>
  (value) => {
    try {
      return validate(value) ? none : (validate.errors ?? []).map(toSchemaError)
    } catch (error) {
      // A schema that refers to itself without end, or a value as deep as the stack.
      const message = error instanceof Error ? error.message : String(error)
      return [{ keyword: '$ref', instancePath: '', schemaPath: '#', params: {}, message }]
    }
  }

const none: readonly SchemaError[] = []

const toSchemaError = ({ keyword, instancePath, schemaPath, params, message }: SchemaError): SchemaError => ({
  keyword,
  instancePath,
  schemaPath,
  params,
  ...(message !== undefined && { message }),
})

const createValidator = (draft: Draft, options: Options): Ajv => {
  const all: Options = {
    strict: false,
    allErrors: true,
    logger: false,
    validateFormats: true,
    // What is referred to often is compiled once: copies multiply from reference to reference.
    inlineRefs: false,
    // Members named like those of Object.prototype are absent unless they are the value's own.
    ownProperties: true,
    // Tidying the generated code takes as long as generating it, and most schemas check a value or two.
    code: { optimize: false, regExp: Object.assign(safePattern, { code: 'safePattern' }) },
    ...options,
  }
  const validator = constructorOf(draft, all)
  formats.default(validator)
  return validator
}

const constructorOf = (draft: Draft, options: Options): Ajv => {
  switch (draft) {
    case '04':
      return new draft04.default(options)
    case '07':
      return new Ajv(options)
    case '2019-09':
      return new Ajv2019(options)
    case '2020-12':
      return new Ajv2020(options)
  }
}

/** One validator a draft only judges schemas; it is never given one to keep. Compiling a draft's own schema takes 50 ms. */
const metas = new Map<Draft, Ajv>()

const metaOf = (draft: Draft): Ajv => {
  const known = metas.get(draft)
  if (known !== undefined) return known
  // Formats off: `regex` would demand Unicode mode of every pattern.
  const meta = createValidator(draft, { validateFormats: false })
  metas.set(draft, meta)
  return meta
}
