import type { SchemaCheck, SchemaCompiler, SchemaError } from '../core/contract.ts'
import { isJsonObject, type JsonObject } from '../core/json.ts'
import { createBoundedCache } from './compiled-cache.ts'
import { excessOf } from './excess.ts'
import type { Validate } from './schema-check.ts'

type Compiled = ReturnType<SchemaCompiler['compile']>

/** Drafts of JSON Schema; 06 is taken for 07, which only adds to it. */
export type Draft = '04' | '07' | '2019-09' | '2020-12'

/** What makes a validator of a schema. Throws an error that says why when it cannot. */
export type CompileDraft = (schema: JsonObject | boolean, draft: Draft) => Validate

/** A longer schema is refused: compiling time and memory grow with it, and no client means it. */
const longestSchema = 1_000_000

/**
 * Compiles schemas of drafts 04, 06, 07, 2019-09 and 2020-12; one that does not say is tried as 2020-12, then as 07.
 * Every schema gets a validator of its own, so that equal `$id`s never clash. Nothing is ever fetched.
 */
export const createDraftCompiler = (compileDraft: CompileDraft): SchemaCompiler => {
  const cache = createBoundedCache<Compiled>(500, 8_000_000)
  return {
    compile: (schema) => {
      const text = textOf(schema)
      if (text === undefined) return { reason: 'the schema is nested too deeply' }
      if (text.length > longestSchema) return { reason: `the schema is longer than ${longestSchema} characters` }
      const known = cache.read(text)
      if (known !== undefined) return known
      const excess = excessOf(schema)
      const compiled = excess === undefined ? compileAnyDraft(schema, compileDraft) : { reason: excess }
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

const compileAnyDraft = (schema: JsonObject | boolean, compileDraft: CompileDraft): Compiled => {
  const compile = (draft: Draft): Compiled => {
    try {
      return { check: checkOf(compileDraft(withoutMarks(schema), draft)) }
    } catch (error) {
      // Out of stack: V8 and ajv walk a schema by recursion.
      if (error instanceof RangeError)
        return { reason: 'the schema is nested too deeply, or refers to itself without end' }
      return { reason: error instanceof Error ? error.message : String(error) }
    }
  }
  const draft = isJsonObject(schema) ? draftOf(schema) : undefined
  if (draft !== undefined) return compile(draft)
  const newest = compile('2020-12')
  if ('check' in newest) return newest
  const older = compile('07')
  return 'check' in older ? older : newest
}

const draftOf = ({ $schema }: JsonObject): Draft | undefined => {
  if (typeof $schema !== 'string') return undefined
  if (/draft-0[34]/.test($schema)) return '04'
  if (/draft-0[67]/.test($schema)) return '07'
  if ($schema.includes('2019-09')) return '2019-09'
  return $schema.includes('2020-12') ? '2020-12' : undefined
}

/** A copy without what would select another dialect of JSON Schema, or make the check a promise. */
const withoutMarks = (schema: JsonObject | boolean): JsonObject | boolean => {
  if (!isJsonObject(schema)) return schema
  const { $schema: _draft, $async: _async, ...rest } = schema
  return rest
}

const checkOf =
  (validate: Validate): SchemaCheck =>
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
