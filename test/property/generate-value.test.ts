import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createCompiler } from '../../src/contracts/compiler.ts'
import type { JsonObject } from '../../src/core/json.ts'
import { createMaker } from '../../src/generate/maker.ts'

const compiler = createCompiler()
const maker = createMaker(compiler)

const bounds = (low: string, high: string, max: number) =>
  fc
    .tuple(fc.nat(max), fc.nat(max))
    .map(([one, other]) => ({ [low]: Math.min(one, other), [high]: Math.max(one, other) }))

const optional = (part: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> => fc.oneof(fc.constant({}), part)

const name = fc.constantFrom('name', 'email', 'price', 'items', 'größe', 'constructor', 'a b', 'x-1')

/** Schemas that have a value, of every keyword that can be combined freely. */
const { schema } = fc.letrec<{ schema: JsonObject }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.constantFrom<JsonObject>({}, { type: 'null' }, { type: 'boolean' }, { const: 7 }, { enum: ['a', 'b', null] }),
    optional(bounds('minLength', 'maxLength', 30)).map((part) => ({ type: 'string', ...part })),
    fc.constantFrom('date', 'email', 'uuid', 'ipv6', 'uri', 'time').map((format) => ({ type: 'string', format })),
    fc.constantFrom('^[a-z]{2,5}$', '^\\d+(\\.\\d+)?$', '^(a|b)*c$').map((pattern) => ({ type: 'string', pattern })),
    optional(bounds('minimum', 'maximum', 1000)).map((part) => ({ type: 'integer', ...part })),
    fc.constantFrom(0.01, 0.5, 3, 7).map((multipleOf) => ({ type: 'number', multipleOf })),
    fc
      .record({ items: tie('schema'), size: optional(bounds('minItems', 'maxItems', 4)) })
      .map(({ items, size }) => ({ type: 'array', items, ...size })),
    fc
      .array(tie('schema'), { minLength: 1, maxLength: 3 })
      .map((prefixItems) => ({ type: 'array', prefixItems, items: false })),
    fc.array(tie('schema'), { minLength: 1, maxLength: 3 }).map((anyOf) => ({ anyOf })),
    tie('schema').map((part) => ({ allOf: [part, {}] })),
    tie('schema').map((part) => ({ type: ['string', 'array', 'object'], contains: part, minItems: 1 })),
    fc
      .record({
        properties: fc.dictionary(name, tie('schema'), { maxKeys: 4 }),
        isClosed: fc.boolean(),
        all: fc.boolean(),
      })
      .map(({ properties, isClosed, all }) => ({
        type: 'object',
        properties,
        ...(all ? { required: Object.keys(properties) } : {}),
        ...(isClosed ? { additionalProperties: false } : {}),
      })),
    fc
      .record({ part: tie('schema'), least: fc.nat(3) })
      .map(({ part, least }) => ({ type: 'object', additionalProperties: part, minProperties: least })),
  ),
}))

test('a value satisfies its schema', () => {
  fc.assert(
    fc.property(schema, fc.nat(), (wanted, seed) => {
      const made = maker.value(wanted, seed)
      const compiled = compiler.compile(wanted)

      expect(made).toHaveProperty('value')
      expect('check' in compiled && 'value' in made && compiled.check(made.value)).toEqual([])
    }),
    { numRuns: 300 },
  )
})

test('the same schema and seed give the same value', () => {
  fc.assert(
    fc.property(schema, fc.nat(), (wanted, seed) => {
      expect(createMaker(compiler).value(wanted, seed)).toEqual(createMaker(compiler).value(wanted, seed))
    }),
    { numRuns: 50 },
  )
})

const anyKeywords: fc.Arbitrary<JsonObject> = fc
  .dictionary(
    fc.constantFrom(
      'type',
      'not',
      'minItems',
      'pattern',
      'required',
      '$ref',
      'if',
      'enum',
      'properties',
      'oneOf',
      'multipleOf',
      'minLength',
    ),
    fc.jsonValue({ maxDepth: 3 }),
    { maxKeys: 6 },
  )
  .map((keywords) => JSON.parse(JSON.stringify(keywords)))

test('what is no schema gets a value or a reason, and never an error', () => {
  fc.assert(
    fc.property(anyKeywords, fc.nat(), (wanted, seed) => {
      const made = maker.value(wanted, seed)

      expect('value' in made || made.reason.length > 0).toBe(true)
    }),
    { numRuns: 500 },
  )
})
