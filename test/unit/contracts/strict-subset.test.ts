import { expect, test } from 'vitest'

import { problemOfParameters } from '../../../src/contracts/rules/function-parameters.ts'
import { problemOfStrictSchema } from '../../../src/contracts/rules/strict-subset.ts'
import type { Json, JsonObject } from '../../../src/core/json.ts'

const object = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
  ...more,
})
const every = 'is required to be supplied and to be an array including every key in properties.'

test.each<[string, Json, string]>([
  ['no type at the root', { properties: {} }, `schema must be a JSON Schema of 'type: "object"', got 'type: "None"'.`],
  [
    'an array at the root',
    { type: 'array', items: {} },
    `schema must be a JSON Schema of 'type: "object"', got 'type: "array"'.`,
  ],
  ['no schema at all', null, `schema must be a JSON Schema of 'type: "object"', got 'type: "None"'.`],
  [
    'an open object',
    { type: 'object', properties: {}, required: [] },
    "In context=(), 'additionalProperties' is required to be supplied and to be false.",
  ],
  [
    'an open object inside',
    object({ a: { type: 'object' } }),
    "In context=('properties', 'a'), 'additionalProperties' is required to be supplied and to be false.",
  ],
  [
    'an optional property',
    object({ id: { type: 'string' } }, { required: [] }),
    `In context=(), 'required' ${every} Missing 'id'.`,
  ],
  [
    'no required list',
    { type: 'object', properties: { id: { type: 'string' } }, additionalProperties: false },
    `In context=(), 'required' ${every} Missing 'id'.`,
  ],
  [
    'an optional property of items',
    object({ a: { type: 'array', items: object({ b: { type: 'null' } }, { required: [] }) } }),
    `In context=('properties', 'a', 'items'), 'required' ${every} Missing 'b'.`,
  ],
  [
    'a required stranger',
    object({}, { required: ['x'] }),
    `In context=(), 'required' ${every} Extra required key 'x' supplied.`,
  ],
  [
    'a default',
    object({ scale: { type: 'number', default: 1 } }),
    "In context=('properties', 'scale'), 'default' is not permitted.",
  ],
  ['allOf', object({ a: { allOf: [] } }), "In context=('properties', 'a'), 'allOf' is not permitted."],
  [
    'oneOf in a branch',
    object({ center: { anyOf: [{ oneOf: [] }] } }),
    "In context=('properties', 'center', 'anyOf', '0'), 'oneOf' is not permitted.",
  ],
  [
    'a length',
    object({ a: { type: 'string', minLength: 1 } }),
    "In context=('properties', 'a'), 'minLength' is not permitted.",
  ],
  [
    'an odd format',
    object({ a: { type: 'string', format: 'uri' } }),
    "In context=('properties', 'a'), 'uri' is not a valid format.",
  ],
  [
    'a list of anything',
    object({ paths: { type: 'array' } }),
    "In context=('properties', 'paths'), array schema missing items.",
  ],
  [
    'words beside a reference',
    object({ fields: { $ref: '#', description: 'x' } }),
    "context=('properties', 'fields'), $ref cannot have keywords {'description'}.",
  ],
  ['a property without type', object({ x: {} }), "In context=('properties', 'x'), schema must have a 'type' key."],
  ['a property that is null', object({ x: null }), "None is not of type 'object', 'boolean'."],
  [
    'a definition',
    object({}, { $defs: { a: { type: 'object' } } }),
    "In context=('$defs', 'a'), 'additionalProperties' is required to be supplied and to be false.",
  ],
  ['a union at the root', object({}, { anyOf: [object({})] }), "In context=(), 'anyOf' is not permitted."],
  [
    'a property that may be anything',
    object({ x: true }),
    "In context=('properties', 'x'), schema must have a 'type' key.",
  ],
  [
    'an open object among its types',
    object({ a: { type: ['null', 'object'] } }),
    "In context=('properties', 'a', 'type', '1'), 'additionalProperties' is required to be supplied and to be false.",
  ],
  [
    'a reference to nothing',
    object({ a: { $ref: '#/$defs/toString' } }, { $defs: {} }),
    "In context=('properties', 'a'), reference to component '#/$defs/toString' which was not found in the schema.",
  ],
  [
    'a reference into itself',
    object({ a: { type: 'string' }, b: { $ref: '#/properties/a' } }),
    "In context=('properties', 'b'), reference can only point to definitions defined at the top level of the schema.",
  ],
  [
    'too long names',
    object(
      Object.fromEntries(
        Array.from({ length: 1_201 }, (_, index) => [`${index}`.padStart(100, 'n'), { type: 'null' }]),
      ),
    ),
    'Expected at most 120000 characters in total of property names, definition names, enum values and const values within a schema ' +
      'when using structured outputs, but got 120100.',
  ],
  [
    'a long enum of long words',
    object({ a: { type: 'string', enum: Array.from({ length: 251 }, (_, index) => `${index}`.padStart(60, 'v')) } }),
    "In context=('properties', 'a'), expected at most 15000 characters in total of the values of an enum with more than 250 values, " +
      'but got 15060.',
  ],
  [
    'too many enum values',
    object({ a: { type: 'integer', enum: Array.from({ length: 1001 }, (_, index) => index) } }),
    'Expected at most 1000 enum values in total within a schema when using structured outputs, but got 1001.',
  ],
  [
    'too many properties',
    object(Object.fromEntries(Array.from({ length: 5001 }, (_, index) => [`p${index}`, { type: 'null' }]))),
    '5001 parameters exceeds limit of 5000.',
  ],
])('a strict schema with %s is refused', (_, schema, problem) => {
  expect(problemOfStrictSchema(schema)).toBe(problem)
})

const nested = (depth: number): JsonObject => (depth === 0 ? { type: 'string' } : object({ a: nested(depth - 1) }))

test.each<[string, Json]>([
  ['no properties', object({})],
  [
    'unions, enums, constants and formats',
    object({
      a: { anyOf: [{ type: 'null' }, { type: 'string', format: 'uuid', pattern: '^a' }] },
      b: { enum: [1] },
      c: { type: 'string', const: 'x' },
    }),
  ],
  ['recursion', object({ next: { anyOf: [{ $ref: '#' }, { type: 'null' }] } })],
  [
    'definitions',
    object({ a: { $ref: '#/$defs/a' } }, { $defs: { a: object({ b: { type: ['integer', 'null'], minimum: 0 } }) } }),
  ],
  ['definitions with odd names', object({ a: { $ref: '#/$defs/a~1b%20c' } }, { $defs: { 'a/b c': object({}) } })],
  ['ten levels', nested(10)],
  [
    'names of Object.prototype',
    object(JSON.parse('{"constructor":{"type":"string"},"__proto__":{"type":"null"}}'), {
      required: ['constructor', '__proto__'],
    }),
  ],
])('a strict schema with %s is fine', (_, schema) => {
  expect(problemOfStrictSchema(schema)).toBeUndefined()
})

test('eleven levels are too many, a hundred thousand no harm', () => {
  const items = JSON.parse(`${'{"type":"array","items":'.repeat(100_000)}{}${'}'.repeat(100_000)}`)

  expect(problemOfStrictSchema(nested(11))).toBe('11 levels of nesting exceeds limit of 10.')
  expect(problemOfStrictSchema(nested(14))).toBe('14 levels of nesting exceeds limit of 10.')
  expect(problemOfStrictSchema(object({ a: items }))).toBe('11 levels of nesting exceeds limit of 10.')
  expect(problemOfParameters({ type: 'object', properties: { a: items } })).toBeUndefined()
})

test.each<[string, Json, string | undefined]>([
  ['nothing', {}, undefined],
  ['an open object', { type: 'object', properties: { a: {} } }, undefined],
  ['keywords that strict forbids', { type: 'object', properties: { a: { allOf: [], default: 1 } } }, undefined],
  ['no properties', { type: 'object' }, 'In context=(), object schema missing properties.'],
  ['another type', { type: 'string' }, `schema must be a JSON Schema of 'type: "object"', got 'type: "string"'.`],
  [
    'a list of anything',
    { type: 'object', properties: { a: { type: 'array' } } },
    "In context=('properties', 'a'), array schema missing items.",
  ],
])('parameters that are not strict, with %s', (_, schema, problem) => {
  expect(problemOfParameters(schema)).toBe(problem)
})
