import type { Rule } from '../../core/rule.ts'
import { checkSentSchemas } from './sent-schemas.ts'
import { problemOfStrictSchema } from './strict-subset.ts'
import { problemOfSchema } from './valid-schemas.ts'

/** With `strict` a schema keeps to a subset of JSON Schema. Of what is no schema at all `valid-schemas` speaks. */
export const strictSchemas: Rule = {
  name: 'strict-schemas',
  source: 'wire-format 7 (R); totals, definitions and lengths as users report them (R) or assumed (A)',
  side: 'request',
  dialects: ['openai'],
  strictness: ['practical'],
  check: checkSentSchemas(
    (schema) => (problemOfSchema(schema) === undefined ? problemOfStrictSchema(schema) : undefined),
    ({ strict }) => strict,
  ),
}
