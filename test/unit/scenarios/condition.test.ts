import { expect, test } from 'vitest'
import type { Facts } from '../../../src/core/facts.ts'
import type { JsonObject } from '../../../src/core/json.ts'
import { compileCondition, createView } from '../../../src/scenarios/condition.ts'
import { callWith } from './cases.ts'

const holds = (when: JsonObject, facts: Partial<Facts>, headers: Readonly<Record<string, string>> = {}): boolean => {
  const view = createView(callWith(facts, { headers }))
  return compileCondition(when).tests.every((test) => test.holds(view))
}

test.each<[JsonObject, Partial<Facts>]>([
  [{}, {}],
  [{ user: 'Hello' }, { user: 'Hello' }],
  [{ user: { contains: 'WEATHER' } }, { user: 'the weather in Paris' }],
  [{ user: { contains: 'istanbul' } }, { user: 'ISTANBUL' }],
  [{ user: { contains: 'İzmir' } }, { user: 'to İzmir' }],
  [{ user: { contains: 'ΟΔΟΣ' } }, { user: 'οδοσήμανση' }],
  [{ user: { matches: '^a' } }, { user: 'abc' }],
  [{ user: { matches: '/^A/i' } }, { user: 'abc' }],
  [{ user: { matches: '/v1/chat' } }, { user: 'POST /v1/chat' }],
  [{ user: { one_of: ['a', 'b'] } }, { user: 'b' }],
  [{ user: { contains: 'a', matches: 'b$' } }, { user: 'ab' }],
  [{ user: [{ contains: 'a' }, { contains: 'b' }] }, { user: 'ba' }],
  [
    { system: { contains: 'brief' }, last: 'user' },
    { system: 'Be brief.', last: 'user' },
  ],
  [
    { turn: 2, stream: true },
    { turn: 2, stream: true },
  ],
  [{ turn: { one_of: [1, 3] } }, { turn: 3 }],
  [{ tools: 'a' }, { tools: ['a', 'b'] }],
  [{ tools: ['a', 'b'] }, { tools: ['b', 'a', 'c'] }],
  [{ tools: ['a', { matches: '^get_' }] }, { tools: ['a', 'get_b'] }],
  [{ tool_call_id: { contains: 'paris' } }, { tool_call_id: ['call_1', 'call_Paris'] }],
  [{ image: 'image/png' }, { image: ['image/png'] }],
])('%j holds for %j', (when, facts) => {
  expect(holds(when, facts)).toBe(true)
})

test.each<[JsonObject, Partial<Facts>]>([
  [{ user: 'hello' }, { user: 'Hello' }],
  [{ user: 'hello' }, {}],
  [{ user: { contains: '' } }, {}],
  [{ user: { matches: '' } }, {}],
  [{ user: { one_of: ['a', 'b'] } }, { user: 'ab' }],
  [{ user: { contains: 'a', matches: 'b$' } }, { user: 'ba' }],
  [{ turn: 2 }, { turn: 1 }],
  [{ stream: true }, { stream: false }],
  [{ tools: ['a', 'b'] }, { tools: ['a'] }],
  [{ tools: { contains: 'get', matches: 'r$' } }, { tools: ['get_a', 'set_r'] }],
  [{ tool_call_id: 'call_1' }, { tool_call_id: [] }],
  [{ constructor: 'Object' }, {}],
])('%j does not hold for %j', (when, facts) => {
  expect(holds(when, facts)).toBe(false)
})

test('headers are facts by their names, in capital or small letters', () => {
  expect(holds({ headers: { 'X-Test': 'a' } }, {}, { 'x-test': 'a' })).toBe(true)
  expect(holds({ headers: { 'x-test': { contains: 'b' } } }, {}, { 'x-test': 'a' })).toBe(false)
  expect(holds({ headers: { constructor: { contains: 'function' } } }, {})).toBe(false)
})

test('a regular expression without a fault in it is needed even from a scenario made by hand', () => {
  expect(() => compileCondition({ user: { matches: '(' } })).toThrow('"(" is no regular expression')
  expect(() => compileCondition({ user: { is: 'a' } })).toThrow('write contains, matches or one_of')
})

test('a text is folded once for all cues', () => {
  const view = createView(callWith())

  expect(view.fold('ABC')).toBe('abc')
  expect(view.fold('ABC')).toBe(view.fold('ABC'))
})
