import { expect, test } from 'vitest'

import { createCompiler } from '../../../src/contracts/compiler.ts'
import type { JsonObject } from '../../../src/core/json.ts'

const compiler = createCompiler()

const check = (schema: JsonObject | boolean, value: unknown): boolean => {
  const compiled = compiler.compile(schema)
  if ('reason' in compiled) throw new Error(compiled.reason)
  return compiled.check(value).length === 0
}

test.each<[string, JsonObject | boolean, unknown, unknown]>([
  ['2020-12', { type: 'array', prefixItems: [{ type: 'string' }], items: false }, ['a'], ['a', 1]],
  ['2020-12, said', { $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'string' }, 'a', 1],
  [
    '2019-09',
    { $schema: 'https://json-schema.org/draft/2019-09/schema', dependentRequired: { a: ['b'] } },
    {},
    { a: 1 },
  ],
  ['07', { $schema: 'http://json-schema.org/draft-07/schema#', propertyNames: { maxLength: 1 } }, { a: 1 }, { ab: 1 }],
  [
    '07, not said',
    { type: 'array', items: [{ type: 'string' }, { type: 'number' }], additionalItems: false },
    ['a', 1],
    ['a', 'b'],
  ],
  ['06', { $schema: 'http://json-schema.org/draft-06/schema#', exclusiveMinimum: 1 }, 2, 1],
  ['04', { $schema: 'http://json-schema.org/draft-04/schema#', minimum: 1, exclusiveMinimum: true }, 2, 1],
  ['an unknown draft', { $schema: 'urn:nobody', type: 'string' }, 'a', 1],
  ['formats', { type: 'string', format: 'email' }, 'a@example.com', 'a'],
  ['a format nobody knows', { type: 'string', format: 'nope' }, 'a', 1],
  ['references', { $defs: { a: { type: 'integer' } }, $ref: '#/$defs/a' }, 1, 'a'],
  [
    'the own schema of a draft',
    { $ref: 'https://json-schema.org/draft/2020-12/schema' },
    { type: 'string' },
    { type: 'nope' },
  ],
  ['an escape that Unicode mode forbids', { pattern: '^[\\w\\-]+\\-x$' }, 'a-x', 'b'],
  [
    'members named like those of Object.prototype',
    { properties: { constructor: { type: 'string' } } },
    {},
    { constructor: 1 },
  ],
  ['a promise asked for', { $async: true, type: 'string' }, 'a', 1],
])('%s is understood', (_, schema, good, bad) => {
  expect(check(schema, good)).toBe(true)
  expect(check(schema, bad)).toBe(false)
})

test('true and false are schemas', () => {
  expect(check(true, 1)).toBe(true)
  expect(check(false, 1)).toBe(false)
})

test('an error says where and what', () => {
  const compiled = compiler.compile({ properties: { a: { items: { type: 'string' } } } })

  expect('check' in compiled && compiled.check({ a: ['x', 5] })).toEqual([
    {
      keyword: 'type',
      instancePath: '/a/1',
      schemaPath: '#/properties/a/items/type',
      params: { type: 'string' },
      message: 'must be string',
    },
  ])
})

test('schemas with the same id do not get in each other’s way', () => {
  expect(check({ $id: 'https://example.com/a', type: 'string' }, 'a')).toBe(true)
  expect(check({ $id: 'https://example.com/a', type: 'number' }, 'a')).toBe(false)
})

test('the same schema is compiled once', () => {
  const first = compiler.compile({ type: 'string', maxLength: 5 })

  expect(compiler.compile({ type: 'string', maxLength: 5 })).toBe(first)
})

/** Forty schemas, each of which refers to the next one twice. */
const doubling = (refer: (index: number) => string, more: JsonObject = {}): JsonObject => {
  const next = (index: number): JsonObject => ({ $ref: refer(index) })
  const step = (index: number): JsonObject => ({ $anchor: `a${index}`, allOf: [next(index + 1), next(index + 1)] })
  const steps = Array.from({ length: 40 }, (_, index) => [`d${index}`, step(index)] as const)
  return { ...more, ...next(0), $defs: { ...Object.fromEntries(steps), d40: { $anchor: 'a40', type: 'string' } } }
}

const here = { $id: 'https://x.example/here' }

const nested = (depth: number, name = 'a'): JsonObject => {
  let schema: JsonObject = { type: 'string' }
  for (let level = 0; level < depth; level++)
    schema = { type: 'object', required: [name], properties: { [name]: schema } }
  return schema
}
const wide = (count: number): JsonObject => ({
  properties: Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, {}])),
})

test.each<[string, JsonObject, RegExp]>([
  ['an unknown type', { type: 'strin' }, /no JSON Schema: schema\/type/],
  ['a broken pattern', { pattern: '(' }, /Invalid regular expression/],
  [
    'a reference to elsewhere',
    { $ref: 'https://example.com/x.json' },
    /can't resolve reference https:\/\/example\.com\/x\.json/,
  ],
  ['a reference that is no text', JSON.parse('{ "$ref": { "toString": false } }'), /\$ref must be string/],
  ['a reference to nothing', { $ref: '#/$defs/a' }, /can't resolve reference/],
  [
    'references in a circle',
    { $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } }, $ref: '#/$defs/a' },
    /refers to itself without end/,
  ],
  ['a promise inside', { properties: { a: { $async: true, type: 'string' } } }, /async schema/],
  ['bottomless nesting', nested(50_000), /too deeply/],
  ['a million characters', { description: 'x'.repeat(1_000_000) }, /longer than 1000000 characters/],
  ['too many objects', wide(6_000), /more than 6000 objects/],
  ['thousands of objects inside each other', nested(1_000), /too large for its depth/],
  ['long names inside each other', nested(20, 'a'.repeat(20_000)), /too large for its depth/],
  ['pointers that double', doubling((index) => `#/$defs/d${index}`), /more than 100000 schemas/],
  ['anchors that double', doubling((index) => `#a${index}`), /more than 100000 schemas/],
  ['addresses that double', doubling((index) => `${here.$id}#/$defs/d${index}`, here), /more than 100000 schemas/],
  [
    'pointers that double inside a schema of its own',
    { $ref: 'inner', $defs: { inner: doubling((index) => `#/$defs/d${index}`, { $id: 'inner' }) } },
    /more than 100000 schemas/,
  ],
  ['a long allOf', { allOf: Array.from({ length: 301 }, () => wide(1)) }, /allOf of more than 300 schemas/],
])('a schema with %s gets a reason', (_, schema, reason) => {
  const compiled = compiler.compile(schema)

  expect('reason' in compiled ? compiled.reason : 'compiled').toMatch(reason)
})

/** `refers` times to each schema from the one before it, `depth` levels deep. */
const referring = (refers: number, depth: number): JsonObject => {
  const level = (index: number): JsonObject => ({
    properties: Object.fromEntries(
      Array.from({ length: refers }, (_, member) => [`p${member}`, { $ref: `#/$defs/level${index + 1}` }]),
    ),
  })
  const levels = Array.from({ length: depth }, (_, index) => [`level${index}`, level(index)] as const)
  return { $defs: { ...Object.fromEntries(levels), [`level${depth}`]: wide(10) }, ...level(0) }
}

test.each<[string, JsonObject]>([
  ['many references to few schemas', referring(30, 20)],
  ['200 levels', nested(200)],
  ['1000 properties', wide(1_000)],
])('a schema with %s is compiled in a moment', (_, schema) => {
  const start = performance.now()

  expect(compiler.compile(schema)).toHaveProperty('check')

  expect(performance.now() - start).toBeLessThan(1_000)
})

test('a schema that only refers to itself holds nothing', () => {
  expect(check({ $ref: '#' }, 1)).toBe(false)
})

test('a pattern that could backtrack without end is tried on short texts only', () => {
  const schema = { pattern: '^(a+)+$' }

  expect(check(schema, 'aaa')).toBe(true)
  expect(check(schema, 'aab')).toBe(false)
  expect(check(schema, `${'a'.repeat(50)}b`)).toBe(true)
})
