import { expect, test } from 'vitest'
import { findWarnings, toCue, toScenario } from '../../../src/scenarios/scenario.ts'

test('a plain object becomes the scenario that its file would', () => {
  expect(toScenario({ cuecard: 1, cues: [{ when: { stream: true }, generate: {} }] }, { name: 'in code' })).toEqual({
    name: 'in code',
    cues: [{ name: 'cue 1', when: { stream: true }, action: { name: 'generate', value: {} }, how: {} }],
  })
})

test('a parsed scenario and a parsed cue are given back', () => {
  const scenario = toScenario({ cuecard: 1, name: 'parsed', cues: [{ reply: { content: 'a' } }] })

  expect(toScenario(scenario)).toBe(scenario)
  expect(toCue(scenario.cues[0], 0)).toBe(scenario.cues[0])
})

test('a cue in code may reply by a function and match by a regular expression', () => {
  const reply = (): { content: string } => ({ content: 'a' })

  expect(toCue({ when: { user: { matches: /^a/i } }, reply }, 1)).toEqual({
    name: 'use 2',
    when: { user: { matches: '/^a/i' } },
    action: { name: 'reply', value: reply },
    how: {},
  })
})

const circular: Record<string, unknown> = { generate: {} }
circular['example'] = circular

test.each([
  ['nothing', undefined, 'it is undefined: write what JSON can hold'],
  ['a text', 'refund', 'it is the text "refund": write an object'],
  ['a date', { generate: {}, example: { at: new Date(0) } }, 'example.at is a Date: write what JSON can hold'],
  ['a function in the wrong place', { generate: () => ({}) }, 'generate is () => ({}): write what JSON can hold'],
  ['itself', circular, 'is nested more than 100 deep, or holds itself'],
  ['two things to do', { error: 'a', reply: {} }, 'error stands beside "reply": keep only one of reply or error'],
])('a cue made of %s is refused', (_what, value, message) => {
  expect(() => toCue(value, 0)).toThrow(message)
})

test('keys of every object are data, not code', () => {
  const value: unknown = JSON.parse(
    '{ "reply": { "content": "a" }, "example": { "__proto__": { "polluted": true }, "constructor": 1 } }',
  )

  const { example } = toCue(value, 0)

  expect(JSON.stringify(example)).toBe('{"__proto__":{"polluted":true},"constructor":1}')
  expect(Object.getPrototypeOf(example)).toBe(Object.prototype)
})

test('members that are undefined count as absent', () => {
  expect(toCue({ reply: { content: 'a' }, error: undefined, when: undefined }, 0)).toEqual({
    name: 'use 1',
    action: { name: 'reply', value: { content: 'a' } },
    how: {},
  })
})

test('the steps of a sequence are ready to be played', () => {
  const { action } = toCue({ sequence: [{ error: 'rate_limited', times: 2, delay: '1s' }, { generate: {} }] }, 0)

  expect(action.parts).toEqual([
    { step: { name: 'error', value: 'rate_limited' }, how: { delay: 1000 }, times: 2 },
    { step: { name: 'generate', value: {} }, how: {} },
  ])
})

test('two cues of one name are a warning', () => {
  const scenario = toScenario({
    cuecard: 1,
    cues: [
      { name: 'a', generate: {} },
      { name: 'a', generate: {} },
      { name: 'b', generate: {} },
    ],
  })

  expect(findWarnings(scenario)).toEqual([
    {
      severity: 'warning',
      code: 'duplicate-name',
      message: 'there is another cue "a" above: x-cuecard-cue and reports cannot tell them apart, write another name',
      cue: 'a',
    },
  ])
})
