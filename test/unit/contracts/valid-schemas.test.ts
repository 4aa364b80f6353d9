import { expect, test } from 'vitest'

import { problemOfSchema } from '../../../src/contracts/rules/valid-schemas.ts'
import type { Json } from '../../../src/core/json.ts'

test.each<[Json, string]>([
  [{ type: 'str' }, "'str' is not valid under any of the given schemas."],
  [{ type: ['string', 'any'] }, "['string', 'any'] is not valid under any of the given schemas."],
  [{ type: null }, 'None is not valid under any of the given schemas.'],
  [{ properties: [] }, "[] is not of type 'object'."],
  [{ properties: { a: null } }, "None is not of type 'object', 'boolean'."],
  [{ items: 'string' }, "'string' is not of type 'object', 'boolean'."],
  [{ required: true }, "True is not of type 'array'."],
  [{ required: [1] }, "1 is not of type 'string'."],
  [{ required: ['a', 'a'] }, "['a', 'a'] has non-unique elements."],
  [{ enum: 'a' }, "'a' is not of type 'array'."],
  [{ anyOf: {} }, "{} is not of type 'array'."],
  [{ anyOf: [] }, '[] should be non-empty.'],
  [{ description: 5 }, "5 is not of type 'string'."],
  [{ minimum: '1' }, "'1' is not of type 'number'."],
  [{ minLength: -1 }, '-1 is less than the minimum of 0.'],
  [{ maxItems: 1.5 }, "1.5 is not of type 'integer'."],
  [{ uniqueItems: 'yes' }, "'yes' is not of type 'boolean'."],
  [{ $defs: { a: { anyOf: [{ type: 'x' }] } } }, "'x' is not valid under any of the given schemas."],
])('%j is no schema', (schema, problem) => {
  expect(problemOfSchema(schema)).toBe(problem)
})

test.each<[Json]>([
  [true],
  [{}],
  [{ type: ['string', 'null'], default: {}, examples: 5, 'x-own': null }],
  [{ properties: { type: { type: 'string' }, required: { const: true } }, required: [] }],
  [{ items: [{ type: 'string' }, true], additionalProperties: false }],
  [{ $ref: '#/$defs/a', $defs: { a: { enum: [] } } }],
  [JSON.parse('{"properties":{"__proto__":{"type":"string"}}}')],
])('%j is a schema', (schema) => {
  expect(problemOfSchema(schema)).toBeUndefined()
})

test('a schema of a hundred thousand levels is looked through', () => {
  const schema = JSON.parse(`${'{"items":'.repeat(100_000)}{"type":5}${'}'.repeat(100_000)}`)

  expect(problemOfSchema(schema)).toBe('5 is not valid under any of the given schemas.')
})
