import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts'
import type { Rule } from '../../core/rule.ts'
import { checkSentSchemas } from './sent-schemas.ts'
import { contextOf, eachChild, isType, isTooDeep, problemOfRoot, type Context } from './schema-walk.ts'
import { problemOfSchema } from './valid-schemas.ts'

/** Parameters of a function are an object, and its lists say what they hold, also without `strict`. `{}` is fine. */
export const functionParameters: Rule = {
  name: 'function-parameters',
  source: 'wire-format 7 (R); objects without properties as users report them (R)',
  side: 'request',
  dialects: ['openai'],
  strictness: ['practical'],
  check: checkSentSchemas(
    (schema) => (problemOfSchema(schema) === undefined ? problemOfParameters(schema) : undefined),
    ({ of, strict }) => of === 'function' && !strict,
  ),
}

/** What the service says of parameters that need not be kept strictly; undefined when they are fine. */
export const problemOfParameters = (schema: Json): string | undefined => {
  if (!isJsonObject(schema) || isEmpty(schema)) return undefined
  const problem = problemOfRoot(schema)
  if (problem !== undefined) return problem
  if (!isJsonObject(schema['properties'])) return `In ${contextOf([])}, object schema missing properties.`
  return arrayWithoutItems(schema, [])
}

const isEmpty = (schema: JsonObject): boolean => {
  for (const _ in schema) return false
  return true
}

const arrayWithoutItems = (schema: Json, context: Context): string | undefined => {
  if (!isJsonObject(schema) || isTooDeep(context)) return undefined
  if (isType(schema['type'], 'array') && schema['items'] === undefined && schema['prefixItems'] === undefined)
    return `In ${contextOf(context, schema['type'], 'array')}, array schema missing items.`
  return eachChild(schema, context, arrayWithoutItems)
}
