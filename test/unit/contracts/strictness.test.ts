import { expect, test } from 'vitest'

import { atStrictness } from '../../../src/contracts/strictness.ts'

const schema = {
  type: 'object',
  additionalProperties: false,
  'x-literal': { additionalProperties: null, maxProperties: 3 },
  properties: {
    tier: { enum: ['a'], 'x-literal': { enum: ['a', 'b'] } },
    list: { items: [{ pattern: 'x', 'x-literal': { pattern: null } }] },
    nested: { properties: { a: {} }, 'x-literal': { properties: { b: {} } } },
  },
}

test('the practical level is the schema as it stands', () => {
  expect(atStrictness(schema, 'practical')).toBe(schema)
})

test('the literal level has every patch applied, at any depth', () => {
  expect(atStrictness(schema, 'literal')).toEqual({
    type: 'object',
    maxProperties: 3,
    properties: {
      tier: { enum: ['a', 'b'] },
      list: { items: [{}] },
      nested: { properties: { a: {}, b: {} } },
    },
  })
})
