import { expect, test } from 'vitest'
import { compareOutlines, type Drift } from '../../../src/checks/drift/compare.ts'
import { acceptAll, driftFindings, findDrift, readKnown } from '../../../src/checks/drift/drift.ts'
import { outlineOf } from '../../../src/checks/drift/outline.ts'
import type { JsonObject } from '../../../src/core/json.ts'
import { dialectNamed } from '../../../src/dialects/dialects.ts'

const between = (ours: JsonObject, theirs: JsonObject): readonly Drift[] =>
  compareOutlines(outlineOf(ours, ours), outlineOf(theirs, theirs))

const object = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({ type: 'object', properties, ...more })
const text = { type: 'string' }

test.each<[string, JsonObject, JsonObject, Drift]>([
  [
    'a member that only the provider has',
    object({}),
    object({ seed: object({ deep: text }) }, { required: ['seed'] }),
    { kind: 'missing', at: 'seed', ours: 'nothing', theirs: 'required object' },
  ],
  [
    'a member that only we have',
    object({ seed: object({ deep: text }) }),
    object({}),
    { kind: 'extra', at: 'seed', ours: 'optional object', theirs: 'nothing' },
  ],
  [
    'another type',
    object({ seed: { type: ['integer', 'null'] } }),
    object({ seed: { type: 'number' } }),
    { kind: 'type', at: 'seed', ours: 'integer or null', theirs: 'number' },
  ],
  [
    'other values',
    object({ tier: { enum: ['auto', 'flex', 'fast'] } }),
    object({ tier: { enum: ['auto', 'flex', 'scale'] } }),
    { kind: 'enum', at: 'tier', ours: '"fast"', theirs: '"scale"' },
  ],
  [
    'values where any text will do',
    object({ tier: { type: 'string', enum: ['auto'] } }),
    object({ tier: text }),
    { kind: 'enum', at: 'tier', ours: '"auto"', theirs: 'any value' },
  ],
  [
    'a member that is required',
    object({ model: text }),
    object({ model: text }, { required: ['model'] }),
    { kind: 'required', at: 'model', ours: 'optional', theirs: 'required' },
  ],
  [
    'another bound',
    object({ n: { type: 'integer', maximum: 128 } }),
    object({ n: { type: 'integer', maximum: 8 } }),
    { kind: 'range', at: 'n', ours: 'maximum 128', theirs: 'maximum 8' },
  ],
  [
    'a bound where there is none',
    object({ user: { type: 'string', maxLength: 64 } }),
    object({ user: text }),
    { kind: 'range', at: 'user', ours: 'maxLength 64', theirs: 'no maxLength' },
  ],
  [
    'something deep in lists',
    object({ messages: { type: 'array', items: object({ name: text }) } }),
    object({ messages: { type: 'array', items: object({ name: { type: 'integer' } }) } }),
    { kind: 'type', at: 'messages[].name', ours: 'string', theirs: 'integer' },
  ],
])('%s is one difference', (_what, ours, theirs, drift) => {
  expect(between(ours, theirs)).toEqual([drift])
})

test.each<[string, JsonObject, JsonObject]>([
  [
    'null as a type, as a form, or in the manner of OpenAPI 3.0',
    { type: ['string', 'null'] },
    { type: 'string', nullable: true },
  ],
  ['null as a form', { type: ['string', 'null'] }, { anyOf: [{ type: 'string' }, { type: 'null' }] }],
  ['null among the values', { enum: ['a', null] }, { anyOf: [{ type: 'string', enum: ['a'] }, { type: 'null' }] }],
  ['a constant and a single value', { const: 'a' }, { type: 'string', enum: ['a'] }],
  ['forms in another order', { anyOf: [text, { type: 'null' }] }, { oneOf: [{ type: 'null' }, text] }],
  [
    'a reference and what it leads to',
    object({ a: object({ b: text }) }),
    { ...object({ a: { $ref: '#/$defs/a' } }), $defs: { a: object({ b: text }) } },
  ],
  [
    'an allOf and what it adds up to',
    object({ a: text, b: text }, { required: ['a', 'b'] }),
    { allOf: [object({ a: text }, { required: ['a'] }), object({ b: text }, { required: ['b'] })] },
  ],
  [
    'conditions and forms',
    {
      ...object({ kind: { enum: ['a', 'b'] } }, { required: ['kind'] }),
      if: object({ kind: { const: 'a' } }),
      ...JSON.parse('{ "then": { "properties": { "one": { "type": "string" } } } }'),
      else: object({ two: text }),
    },
    {
      oneOf: [
        object({ kind: { const: 'a' }, one: text }, { required: ['kind'] }),
        object({ kind: { const: 'b' }, two: text }, { required: ['kind'] }),
      ],
    },
  ],
])('two ways of saying the same are no difference: %s', (_what, one, other) => {
  expect(between(one, other)).toEqual([])
  expect(between(other, one)).toEqual([])
})

test('schemas that hold themselves come to an end', () => {
  const endless: JsonObject = { ...object({ child: { $ref: '#' }, also: { $ref: '#' } }) }

  expect(between(endless, endless)).toEqual([])
  expect(outlineOf({ $ref: '#' }, { $ref: '#' }).size).toBe(1)
})

const schemaOf = (schema: JsonObject): JsonObject => ({ content: { 'application/json': { schema } } })

const document = (paths: JsonObject): JsonObject => ({ openapi: '3.1.0', paths })

const gateway = async () => {
  const dialect = dialectNamed('gateway')
  const schemas = await dialect?.schemas['chat-completions']?.()
  if (dialect === undefined || schemas === undefined) throw new Error('there is no gateway')
  return { dialect, schemas }
}

test('a document of our own schemas does not differ, and one change is one difference', async () => {
  const { dialect, schemas } = await gateway()
  const documentOf = (request: JsonObject): JsonObject =>
    // Its references point into the schema itself.
    document({ '/api/v1/chat/completions': { post: { requestBody: schemaOf(request) } } })
  const { properties } = schemas.request
  const changed = { ...schemas.request, properties: { ...(properties as JsonObject), brand_new: text } }
  const flat = JSON.parse(JSON.stringify(documentOf(changed)).replaceAll('#/$defs/', '#/components/'))
  const components = schemas.request['$defs'] ?? {}

  const drifts = await findDrift(dialect, { ...flat, components: pointedThere(components) }, 'practical')

  expect(drifts).toEqual([
    { part: 'request', kind: 'missing', at: 'brand_new', ours: 'nothing', theirs: 'optional string' },
  ])
})

const pointedThere = (value: unknown) => JSON.parse(JSON.stringify(value).replaceAll('#/$defs/', '#/components/'))

test.each([
  [{}, 'it has no `paths`: is it an OpenAPI document?'],
  [document({ '/v1/embeddings': { post: {} } }), 'it has no POST …/chat/completions'],
  [document({ '/v1/chat/completions': { get: {} } }), 'it has no POST …/chat/completions'],
])('a document without chat completions says so', async (openapi, reason) => {
  const { dialect } = await gateway()

  expect(await findDrift(dialect, openapi, 'practical')).toEqual({ reason })
})

const drifts = [
  { part: 'request', kind: 'missing', at: 'a', ours: 'nothing', theirs: 'optional string' },
  { part: 'response', kind: 'range', at: 'b', ours: 'minimum 0', theirs: 'no minimum' },
] as const

test('what is known is no finding; what is known and gone is a warning', () => {
  const known = [
    { part: 'response', kind: 'range', at: 'b', why: 'ours is stricter' },
    { part: 'request', kind: 'type', at: 'c' },
  ]

  expect(driftFindings(drifts, known, { document: 'openapi.yaml', known: 'known.yaml' })).toEqual([
    {
      severity: 'error',
      code: 'drift-missing',
      message: 'request a: the provider says optional string, the dialect nothing',
      source: { file: 'openapi.yaml' },
    },
    {
      severity: 'warning',
      code: 'drift-gone',
      message: 'request c: there is no difference of the kind type any more; take it off the list',
      source: { file: 'known.yaml' },
    },
  ])
})

test('accepting everything keeps the reasons that were given', () => {
  const known = [{ part: 'response', kind: 'range', at: 'b', why: 'ours is stricter' }]

  const all = acceptAll(drifts, known)

  expect(all).toEqual([
    { part: 'request', at: 'a', kind: 'missing' },
    { part: 'response', at: 'b', kind: 'range', why: 'ours is stricter' },
  ])
  expect(driftFindings(drifts, all, { document: 'openapi.yaml' })).toEqual([])
})

test.each([
  [null, []],
  [{ part: 'request' }, { reason: 'it is no list of { part, at, kind, why }' }],
  [[{ part: 'request', at: 'a' }], { reason: 'entry 1 is no { part, at, kind, why } of texts' }],
])('a list of known differences is read or refused: %j', (value, read) => {
  expect(readKnown(value)).toEqual(read)
})
