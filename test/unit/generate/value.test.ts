import { faker } from '@faker-js/faker/locale/en'
import { expect, test } from 'vitest'
import { createCompiler } from '../../../src/contracts/compiler.ts'
import type { Json, JsonObject } from '../../../src/core/json.ts'
import { createMaker } from '../../../src/generate/maker.ts'

const maker = createMaker(createCompiler())

const valueOf = (schema: JsonObject | boolean, seed = 1): unknown => {
  const made = maker.value(schema, seed)
  return 'value' in made ? made.value : made
}

const textProperties = (...names: string[]): JsonObject => ({
  type: 'object',
  required: names,
  properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
})

test.each<[JsonObject | boolean]>([[true], [{}], [{ type: 'object' }], [{ type: 'object', properties: {} }]])(
  'makes an empty object of %j',
  (schema) => {
    expect(valueOf(schema)).toEqual({})
  },
)

test('makes values that read as their names say', () => {
  expect(valueOf(textProperties('email', 'startDate', 'website', 'uuid'))).toEqual({
    email: expect.stringMatching(/^[a-z.]+@example\.com$/),
    startDate: expect.stringMatching(/^20\d\d-\d\d-\d\d$/),
    website: expect.stringMatching(/^https:\/\/example\.com\//),
    uuid: expect.stringMatching(/^[\da-f]{8}-/),
  })
  expect(valueOf(textProperties('name', 'shipping_city', 'nothing'))).toEqual({
    name: expect.stringMatching(/^\p{Lu}[\p{L}.' -]+$/u),
    shipping_city: expect.stringMatching(/^\p{Lu}[\p{L}.' -]+$/u),
    nothing: expect.stringMatching(/^[a-z]+( [a-z]+)?$/),
  })
})

test('makes numbers in the range that their names suggest', () => {
  const schema = {
    type: 'object',
    required: ['age', 'price'],
    properties: { age: { type: 'integer' }, price: { type: 'number' } },
  }

  for (let seed = 0; seed < 20; seed++) {
    const value = valueOf(schema, seed)

    expect(value).toEqual({ age: expect.any(Number), price: expect.any(Number) })
    expect(JSON.stringify(value)).toMatch(/^{"age":(1[89]|[2-7]\d|80),"price":\d{1,3}(\.\d\d?)?}$/)
  }
})

test('lets the schema overrule the name', () => {
  const schema = { type: 'object', required: ['email'], properties: { email: { type: 'string', enum: ['none'] } } }

  expect(valueOf(schema)).toEqual({ email: 'none' })
})

test('ignores keywords that only the generator knows', () => {
  const schema = {
    type: 'object',
    required: ['a', 'b'],
    properties: {
      a: { type: 'string', faker: 'internet.password', maxLength: 12 },
      b: { type: 'integer', autoIncrement: true, initialOffset: 7000 },
    },
  }

  expect(valueOf(schema)).toEqual({ a: expect.stringMatching(/^[a-z ]+$/), b: expect.any(Number) })
  expect(valueOf(schema)).not.toHaveProperty('b', 7000)
})

test('gives the same value for the same seed, in another maker too, and another one for another seed', () => {
  const schema = textProperties('name', 'city', 'description', 'title')

  expect(createMaker(createCompiler()).value(schema, 1)).toEqual(maker.value(schema, 1))
  expect(valueOf(schema, 2)).not.toEqual(valueOf(schema, 1))
})

test('leaves the seed of the user’s own faker alone', () => {
  faker.seed(5)
  const expected = [faker.person.firstName(), faker.person.firstName()]
  faker.seed(5)

  const first = faker.person.firstName()
  valueOf(textProperties('firstName', 'lastName'), 99)

  expect([first, faker.person.firstName()]).toEqual(expected)
})

test('does not change the schema', () => {
  const schema = textProperties('name', 'city')
  const before = structuredClone(schema)

  valueOf(schema, 3)

  expect(schema).toEqual(before)
})

test('says why there is no value', () => {
  expect(valueOf(false)).toEqual({ reason: 'the schema `false` allows no value' })
  expect(valueOf({ type: 'string', minLength: 2_000_000 })).toEqual({
    reason: 'the smallest value of the schema has more than 1000000 characters',
  })
  expect(
    valueOf({
      type: 'object',
      required: ['age'],
      properties: { age: { allOf: [{ type: 'string' }, { type: 'integer' }] } },
    }),
  ).toEqual({
    reason: "in 'age' the types exclude each other",
  })
})

test.each<[JsonObject, string]>([
  [{ type: 'integer', minimum: 5, maximum: 3 }, 'minimum 5 excludes maximum 3'],
  [{ type: 'number', exclusiveMinimum: 1, maximum: 1 }, 'exclusiveMinimum 1 excludes maximum 1'],
  [{ type: 'string', minLength: 4, maxLength: 2 }, 'minLength 4 excludes maxLength 2'],
  [{ type: 'string', pattern: 'a^b' }, 'no text was found that fits the pattern a^b'],
  [{ type: 'object', required: ['a', 'b'], maxProperties: 1 }, '2 required properties exclude maxProperties 1'],
  [{ allOf: [{ enum: [1, 2] }, { enum: [3] }] }, 'no value of enum or const is allowed'],
  [
    { type: 'object', required: ['a'], additionalProperties: false },
    'the keywords type, required, additionalProperties exclude each other',
  ],
])('says what excludes what in %j', (schema, why) => {
  expect(valueOf(schema)).toEqual({ reason: why })
})

test('refuses schemas that double the checks of a value at every step', () => {
  const doubled = Array.from({ length: 40 }, (_, index): [string, JsonObject] => [
    `s${index}`,
    index === 0
      ? { type: 'string' }
      : { allOf: [{ $ref: `#/$defs/s${index - 1}` }, { $ref: `#/$defs/s${index - 1}` }] },
  ])

  expect(valueOf({ $ref: '#/$defs/s39', $defs: Object.fromEntries(doubled) })).toEqual({
    reason: 'the schema holds one value to more than 100000 schemas',
  })
})

test('says why a schema is none', () => {
  expect(valueOf({ type: 'strnig' })).toEqual({ reason: expect.stringContaining('type') })
})

test('pollutes no prototype', () => {
  const schema: JsonObject = JSON.parse(
    '{"type":"object","required":["__proto__"],"properties":{"__proto__":{"const":{"polluted":true}}}}',
  )

  maker.value(schema, 1)

  expect({}).not.toHaveProperty('polluted')
})

test.each([100, 5000])('survives a schema nested %i deep', (depth) => {
  let schema: JsonObject = { type: 'integer' }
  for (let index = 0; index < depth; index++) schema = { allOf: [schema] }
  let value: Json = 1
  for (let index = 0; index < depth; index++) value = [value]

  expect(maker.value(schema, 1)).toBeDefined()
  expect(maker.value({ enum: [value] }, 1)).toBeDefined()
})
