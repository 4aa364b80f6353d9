import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import type { PlayedEndpoint } from '../../../src/core/endpoint.ts'
import type { Fault } from '../../../src/core/fault.ts'
import { isJsonObject, type JsonObject } from '../../../src/core/json.ts'
import { findProblems } from '../../../src/scenarios/check.ts'
import { fakeCall } from '../../support/fake-context.ts'
import { scenarioSchema } from '../../../src/scenarios/schema.ts'

const endpointOf = (name: string, draft: JsonObject): PlayedEndpoint => ({
  kind: 'played',
  name,
  routes: [],
  draft,
  cost: () => 0,
  facts: () => fakeCall().facts,
  compose: async () => ({ value: {} }),
})

const chat = endpointOf('chat', {
  type: 'object',
  properties: {
    content: { $ref: '#/$defs/text' },
    choices: { type: 'array', minItems: 1, items: { properties: { content: { $ref: '#/$defs/text' } } } },
  },
  additionalProperties: false,
  $defs: { text: { type: 'string' } },
})

const faultOf = (name: string, properties: JsonObject): Fault => ({
  name,
  schema: { type: 'object', properties, additionalProperties: false },
  apply: (reply) => reply,
})

const faults = [faultOf('reset', { after: { type: 'integer' } }), faultOf('crlf', {})]
const schema = scenarioSchema([chat], faults)
const ajv = new Ajv2020({ strict: false, formats: { regex: true } })
const validate = ajv.compile(schema)

const file = (cue: JsonObject): JsonObject => ({ cuecard: 1, cues: [cue] })

test.each<JsonObject>([
  { reply: { content: 'a' } },
  {
    reply: { choices: [{}] },
    when: { user: 'a', turn: 1, stream: false, headers: { 'x-a': { contains: 'b' } }, body: true },
  },
  {
    generate: {},
    when: { user: [{ contains: 'a' }, { matches: '^b' }], tools: ['a', { matches: 'b' }], last: { one_of: ['user'] } },
  },
  { error: 'a', retry_after: '1m30s', message: 'b', param: null, times: 3 },
  { error: { status: 500 }, headers: { 'x-a': 1 }, delay: '1s' },
  { sequence: [{ error: 'a', times: 2, delay: '1s' }, { sequence: [{ generate: {} }] }] },
  { passthrough: true, name: 'a', example: { anything: [1] } },
  { generate: {}, stream: { chunk: { size: 2 }, pace: 'natural', jitter: '1ms', cut: { after: 1, how: 'reset' } } },
  { generate: {}, fault: 'crlf' },
  { generate: {}, fault: { reset: { after: 2 }, crlf: null } },
])('our check and ajv take %j', (cue) => {
  expect(findProblems(file(cue), schema, schema)).toEqual([])
  expect(validate(file(cue))).toBe(true)
})

test.each<JsonObject>([
  {},
  { reply: { content: 1 } },
  { reply: { contents: 'a' } },
  { reply: { choices: [] } },
  { reply: { content: 'a', choices: [{ content: 'b' }] } },
  { reply: {}, generate: {} },
  { generate: { seed: 0.5 } },
  { generate: {}, retry_after: '1s' },
  { error: 'a', retry_after: '1' },
  { error: { status: 200 } },
  { error: { code: 'a' } },
  { sequence: [] },
  { sequence: [{ reply: {}, error: 'a' }] },
  { passthrough: false },
  { generate: {}, times: 0 },
  { generate: {}, when: { user: 1 } },
  { generate: {}, when: { user: ['a'] } },
  { generate: {}, when: { user: { contains: '' } } },
  { generate: {}, when: { last: 'robot' } },
  { generate: {}, when: { turn: 0 } },
  { generate: {}, when: { headers: { 'a b': 'c' } } },
  { generate: {}, when: { constructor: 'a' } },
  { generate: {}, stream: { cut: { how: 'crlf' } } },
  { generate: {}, stream: { chunk: { size: 0 } } },
  { generate: {}, fault: 'none' },
  { generate: {}, fault: { reset: { before: 1 } } },
  { generate: {}, headers: { a: 'b\nc' } },
])('our check and ajv refuse %j', (cue) => {
  expect(findProblems(file(cue), schema, schema)).not.toEqual([])
  expect(validate(file(cue))).toBe(false)
})

test('drafts of several endpoints may be said side by side, each with its own definitions', () => {
  const images = endpointOf('images', {
    type: 'object',
    required: ['url'],
    properties: { url: { $ref: '#/$defs/text' } },
    $defs: { text: { type: 'string', minLength: 3 } },
  })

  const both = scenarioSchema([chat, images], [])

  expect(findProblems(file({ reply: { content: 'a' } }), both, both)).toEqual([])
  expect(findProblems(file({ reply: { url: 'a:b' } }), both, both)).toEqual([])
  expect(findProblems(file({ reply: { url: 'a' } }), both, both)).not.toEqual([])
})

test('every member of a cue and of a condition is described, for editors', () => {
  const { $defs } = schema
  const cue = isJsonObject($defs) ? $defs['cue'] : undefined
  const members = isJsonObject(cue) && isJsonObject(cue['properties']) ? cue['properties'] : {}
  const when =
    isJsonObject(members['when']) && isJsonObject(members['when']['properties']) ? members['when']['properties'] : {}

  const undescribed = Object.entries({ ...members, ...when }).filter(
    ([, member]) => !isJsonObject(member) || typeof member['description'] !== 'string',
  )

  expect(undescribed).toEqual([])
  expect(Object.keys(members)).toContain('reply')
  expect(Object.keys(when)).toContain('tool_call_id')
})
