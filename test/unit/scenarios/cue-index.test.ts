import { expect, test } from 'vitest'
import type { JsonObject } from '../../../src/core/json.ts'
import { compileCondition, createView } from '../../../src/scenarios/condition.ts'
import { createCueIndex, type CueIndex } from '../../../src/scenarios/cue-index.ts'
import { callWith } from './cases.ts'

const many = 10_000

const indexOf = (whenOf: (index: number) => JsonObject): CueIndex =>
  createCueIndex(Array.from({ length: many }, (_, index) => compileCondition(whenOf(index))))

const call = callWith(
  {
    user: 'Where is order 77, please?',
    model: 'model-77',
    tools: ['tool_77', 'other'],
    tool_call_id: ['call_77'],
    last: 'user',
  },
  { headers: { 'x-test': 'case 77' } },
)

test.each<[string, (index: number) => JsonObject]>([
  ['an exact text', (index) => ({ user: `Where is order ${index}, please?` })],
  ['a text in it', (index) => ({ user: { contains: `ORDER ${index},` } })],
  ['the letters of a regular expression', (index) => ({ user: { matches: `order ${index},\\s` } })],
  ['one of several texts', (index) => ({ user: { one_of: [`a ${index}`, `Where is order ${index}, please?`] } })],
  ['a model', (index) => ({ model: `model-${index}` })],
  ['a tool', (index) => ({ last: 'user', tools: [`tool_${index}`, 'other'] })],
  ['the id of a tool call', (index) => ({ tool_call_id: `call_${index}` })],
  ['a header', (index) => ({ headers: { 'X-Test': `case ${index}` } })],
])('of ten thousand cues that %s tells apart, one is tried', (_what, whenOf) => {
  const index = indexOf(whenOf)
  const positions = index.candidates(createView(call))

  expect([positions.next(), positions.next()]).toEqual([77, undefined])
  expect(index.crowds(200)).toEqual([])
})

test('conditions that cannot be told apart are a crowd', () => {
  expect(indexOf((index) => ({ user: { matches: `^\\d{${index % 50}}$` } })).crowds(200)).toMatchObject([
    { length: many },
  ])
  expect(indexOf((index) => ({ last: index % 2 === 0 ? 'user' : 'tool' })).crowds(5_000)).toEqual([])
  expect(indexOf((index) => ({ last: index % 2 === 0 ? 'user' : 'tool' })).crowds(4_999)).toMatchObject([
    { length: many / 2 },
    { length: many / 2 },
  ])
})
