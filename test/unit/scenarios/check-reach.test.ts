import { expect, test } from 'vitest'
import type { JsonObject } from '../../../src/core/json.ts'
import type { Scenario } from '../../../src/core/scenario.ts'
import { checkReach } from '../../../src/scenarios/check-reach.ts'
import { scenarioOf } from './cases.ts'

/** What is found in these conditions, in cues named `0`, `1` … that make things up. */
const found = (...cues: readonly JsonObject[]): readonly string[] => told(scenarioOf(cues.map(numbered)))

const numbered = (cue: JsonObject, index: number): JsonObject => ({ name: String(index), generate: {}, ...cue })

const told = (...scenarios: readonly Scenario[]): readonly string[] =>
  checkReach(scenarios).map(({ code, cue }) => `${code} ${cue ?? ''}`)

test.each<[JsonObject | undefined, JsonObject | undefined]>([
  [undefined, undefined],
  [undefined, { user: 'a' }],
  [{ user: { contains: 'a' } }, { user: 'A b' }],
  [{ user: { contains: 'order' } }, { user: { contains: 'my ORDER' }, last: 'user' }],
  [{ user: { matches: '^a' } }, { user: { one_of: ['ab', 'ac'] } }],
  [{ user: { matches: '^a' } }, { user: [{ matches: '^a' }, { contains: 'b' }] }],
  [{ user: { contains: 'b' } }, { user: { matches: '^a+bc' } }],
  [{ user: { contains: 'a', matches: 'x' } }, { user: [{ matches: 'x' }, { contains: 'ab' }] }],
  [{ model: { one_of: ['a', 'b'] } }, { model: 'b' }],
  [{ tools: ['a'] }, { tools: ['b', 'a'] }],
  [{ tools: { contains: 'get' } }, { tools: ['x', { matches: '^get_' }] }],
  [{ turn: { one_of: [1, 2] } }, { turn: 2 }],
  [{ stream: true }, { stream: true, headers: { 'x-a': '1' } }],
  [{ headers: { 'X-A': { contains: '1' } } }, { headers: { 'x-a': '12' } }],
  [{ body: { type: 'object' } }, { body: { type: 'object' }, user: 'a' }],
  [{ body: true }, { user: 'a' }],
])('a cue when %j leaves nothing for one when %j', (wide, narrow) => {
  const cues = [wide, narrow].map((when) => (when === undefined ? {} : { when }))

  expect(found(...cues)).toEqual(['shadowed-cue 1'])
})

test.each<[JsonObject, JsonObject]>([
  [{ when: { user: 'a' } }, { when: { user: { contains: 'a' } } }],
  [{ when: { user: 'a', last: 'user' } }, { when: { user: 'a' } }],
  [{ when: { user: { matches: '^a' } } }, { when: { user: { one_of: ['ab', 'b'] } } }],
  [{ when: { user: { matches: '^a' } } }, { when: { user: { matches: '^a$' } } }],
  [{ when: { user: { contains: 'b' } } }, { when: { user: { matches: 'ab?' } } }],
  [{ when: { tools: { contains: 'a', matches: 'b' } } }, { when: { tools: ['xa', 'xb'] } }],
  [{ when: { body: { type: 'object' } } }, { when: { user: 'a' } }],
  [{ times: 3 }, {}],
  [{ generate: undefined, sequence: [{ generate: {}, times: 2 }] }, {}],
])('a cue %j leaves something for %j', (first, second) => {
  expect(found(first, second)).toEqual([])
})

test('a cue of another scenario leaves nothing only where its dialect is spoken', () => {
  const cue = [{ name: 'any', generate: {} }]
  const [any, openai, gateway] = [{}, { dialect: 'openai' }, { dialect: 'gateway' }].map((more) =>
    scenarioOf(cue, more),
  )

  expect(told(any!, openai!)).toEqual(['shadowed-cue any'])
  expect(told(openai!, gateway!)).toEqual([])
  expect(told(openai!, any!)).toEqual([])
})

test('a shadowed cue is told with the cue in front of it, and how it can be reached', () => {
  const scenarios = [
    scenarioOf([{ name: 'all', generate: {} }], { name: 'a' }),
    scenarioOf([{ name: 'b', generate: {} }], { name: 'b' }),
  ]

  expect(checkReach(scenarios)).toEqual([
    {
      severity: 'warning',
      code: 'shadowed-cue',
      cue: 'b',
      message:
        'cue "b" is never reached unless the call asks for the scenario "b": cue "all" answers whatever it would, and is never spent',
    },
  ])
})

test.each<[JsonObject, string]>([
  [{ user: [{ one_of: ['a'] }, { matches: '^b' }] }, 'user: {"one_of":["a"]} and user: {"matches":"^b"}'],
  [{ user: { one_of: ['a', 'b'], contains: 'c' } }, 'user: {"one_of":["a","b"],"contains":"c"}'],
  [{ tools: { one_of: ['a'], matches: 'b' } }, 'tools: {"one_of":["a"],"matches":"b"}'],
  [{ model: [{ one_of: ['a'] }, { one_of: ['b'] }] }, 'model: {"one_of":["a"]} and model: {"one_of":["b"]}'],
  [{ turn: 1, assistant: { contains: 'x' } }, 'turn: 1 and assistant: {"contains":"x"}'],
  [{ body: false }, 'body: false'],
])('a cue when %j never holds', (when, what) => {
  expect(checkReach([scenarioOf([{ name: 'it', when, generate: {} }])])).toEqual([
    {
      severity: 'error',
      code: 'never-holds',
      cue: 'it',
      message: `cue "it" never holds: no request satisfies ${what}`,
    },
  ])
})

test.each<JsonObject>([
  { tools: ['a', 'b'] },
  { tools: [{ matches: '^a' }, { matches: '^b' }] },
  { user: [{ contains: 'a' }, { matches: 'b' }] },
  { turn: { one_of: [1, 2] }, assistant: 'x' },
])('a cue when %j may hold', (when) => {
  expect(found({ when })).toEqual([])
})

test.each([
  { times: 1, found: ['unreachable-step 0'] },
  { times: 2, found: ['unreachable-step 0'] },
  { times: 3, found: [] },
])('of a cue that is played $times times, with steps of 2 and 1, $found', ({ times, found: codes }) => {
  const sequence = [{ error: 'rate_limited', times: 2 }, { reply: { content: 'x' } }]

  expect(found({ generate: undefined, times, sequence })).toEqual(codes)
})

test.each([
  { count: 200, found: [] },
  { count: 201, found: ['unindexed-cues 0'] },
])('$count cues that only a regular expression without letters tells apart: $found', ({ count, found: codes }) => {
  const cues = Array.from({ length: count }, (_, index) => ({
    when: { user: { matches: `^\\d{${index}}$` } },
    times: 1,
  }))

  expect(found(...cues)).toEqual(codes)
})

test('cues that share all that an index could find them by are told with their files', () => {
  const cues = Array.from({ length: 300 }, (_, index) => ({
    name: `cue ${index}`,
    when: { last: 'tool' },
    times: 1,
    generate: {},
  }))

  expect(checkReach([scenarioOf(cues)])).toEqual([
    {
      severity: 'warning',
      code: 'unindexed-cues',
      cue: 'cue 0',
      message:
        '300 cues, from "cue 0" on, are told apart by too little (last: "tool"): each such call tries them one by one',
    },
  ])
})

test('ten thousand cues are checked soon', () => {
  const cues = Array.from({ length: 10_000 }, (_, index) => ({ when: { user: { contains: `needle ${index} ` } } }))

  expect(found(...cues, { when: { user: 'a needle 77 b' } })).toEqual(['shadowed-cue 10000'])
})
