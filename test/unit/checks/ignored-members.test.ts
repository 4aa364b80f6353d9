import { expect, test } from 'vitest'
import { ignoredMembers } from '../../../src/checks/ignored-members.ts'
import type { Json, JsonObject } from '../../../src/core/json.ts'

const known = { properties: { a: {} } }

test.each<{ what: string; schema: JsonObject; body: Json; ignored: readonly (readonly (string | number)[])[] }>([
  { what: 'named', schema: known, body: { a: 1 }, ignored: [] },
  { what: 'not named', schema: known, body: { a: 1, b: 2, c: {} }, ignored: [['b'], ['c']] },
  { what: 'null', schema: known, body: { b: null }, ignored: [] },
  {
    what: 'named like something of Object.prototype',
    schema: known,
    body: { constructor: 1 },
    ignored: [['constructor']],
  },
  { what: 'in an object that names none', schema: {}, body: { a: 1 }, ignored: [] },
  { what: 'forbidden', schema: { ...known, additionalProperties: false }, body: { b: 1 }, ignored: [] },
  { what: 'of any name', schema: { ...known, additionalProperties: { type: 'string' } }, body: { b: '' }, ignored: [] },
  {
    what: 'of any name, of any kind',
    schema: { ...known, additionalProperties: true },
    body: { b: 1 },
    ignored: [['b']],
  },
  {
    what: 'named by a pattern',
    schema: { ...known, patternProperties: { '^x-': {} } },
    body: { 'x-b': 1 },
    ignored: [],
  },
  {
    what: 'in an object of a list',
    schema: { properties: { list: { items: known } } },
    body: { list: [{ a: 1 }, { b: 1 }, 3] },
    ignored: [['list', 1, 'b']],
  },
  {
    what: 'in a place of a tuple',
    schema: { properties: { list: { prefixItems: [{}, known] } } },
    body: { list: [{ b: 1 }, { b: 1 }] },
    ignored: [['list', 1, 'b']],
  },
  {
    what: 'behind a reference to itself',
    schema: { properties: { next: { $ref: '#' } }, $ref: '#' },
    body: { next: { next: { b: 1 } } },
    ignored: [['next', 'next', 'b']],
  },
  {
    what: 'named in one of the parts',
    schema: { allOf: [known, { properties: { b: {} } }] },
    body: { a: 1, b: 1, c: 1 },
    ignored: [['c']],
  },
])('a member that is $what', ({ schema, body, ignored }) => {
  expect(ignoredMembers(schema, body)).toEqual(ignored)
})

const text = { required: ['type'], properties: { type: { const: 'text' }, text: { type: 'string' } } }
const image = { required: ['type'], properties: { type: { enum: ['image'] }, url: { type: 'string' } } }

test.each<{ how: string; schema: JsonObject }>([
  { how: 'anyOf', schema: { anyOf: [{ type: 'string' }, text, { $ref: '#/$defs/image' }] } },
  { how: 'oneOf', schema: { oneOf: [text, { allOf: [image] }] } },
  {
    how: 'if and else',
    // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
    schema: { if: { properties: { type: { const: 'text' } } }, then: text, else: image },
  },
])('of several forms told apart by $how only the one that is meant counts', ({ schema }) => {
  const body = {
    parts: [
      { type: 'text', text: '', url: '' },
      { type: 'image', text: '', url: '' },
    ],
  }

  const ignored = ignoredMembers({ properties: { parts: { items: schema } }, $defs: { image } }, body)

  expect(ignored).toEqual([
    ['parts', 0, 'url'],
    ['parts', 1, 'text'],
  ])
})

test('a form that is none of those known has the members of all', () => {
  const body = { type: 'video', text: '', url: '', length: 3 }

  expect(ignoredMembers({ anyOf: [text, image] }, body)).toEqual([['length']])
})

test('a body as deep as a parser lets it be is walked to its end', () => {
  let body: Json = { b: 1 }
  for (let depth = 0; depth < 20_000; depth++) body = { next: body }

  const ignored = ignoredMembers({ properties: { next: { $ref: '#' } } }, body)

  expect(ignored.map((path) => path.length)).toEqual([20_001])
})
