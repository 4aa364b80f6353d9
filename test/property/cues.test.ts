import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Facts } from '../../src/core/facts.ts'
import type { JsonObject } from '../../src/core/json.ts'
import { compileCondition, createView } from '../../src/scenarios/condition.ts'
import { createCueIndex } from '../../src/scenarios/cue-index.ts'
import { covers, findContradiction } from '../../src/scenarios/implication.ts'
import { createCues } from '../../src/scenarios/cues.ts'
import { toScenario } from '../../src/scenarios/scenario.ts'
import { fakeCall, fakeContext } from '../support/fake-context.ts'

// Few letters, so that conditions hold often; among them those whose small form is longer, or depends on the place.
const letter = fc.constantFrom('a', 'b', 'A', 'k', 'K', 's', 'ſ', 'İ', 'i', 'Σ', 'ς', '😀', '\ud83d')
const text = fc.string({ unit: letter, maxLength: 6 })
const word = fc.string({ unit: letter, minLength: 1, maxLength: 3 })

const regex = fc
  .tuple(
    fc.array(fc.oneof(word, fc.constantFrom('.', '[ab]', '(?:ab|k)', 'a?', 'K+', '(?:b)*', '\\w', '(?=a)')), {
      minLength: 1,
      maxLength: 4,
    }),
    fc.constantFrom('', 'i', 'u', 'iu', 'v', 'iv', 's'),
    fc.constantFrom('', '^'),
  )
  .map(([parts, flags, start]) =>
    flags === '' ? `${start}${parts.join('')}` : `/${start}${parts.join('')}a?/${flags}`,
  )

const comparison: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.record({ contains: word }),
  fc.record({ matches: regex }),
  fc.record({ one_of: fc.array(text, { minLength: 1, maxLength: 3 }) }),
  fc.record({ contains: word, matches: regex }),
)
const one = fc.oneof(text, comparison)

const when: fc.Arbitrary<JsonObject> = fc.record(
  {
    user: fc.oneof(one, fc.array(comparison, { minLength: 1, maxLength: 2 })),
    system: one,
    tools: fc.oneof(one, fc.array(one, { minLength: 1, maxLength: 2 })),
    last: fc.constantFrom('user', 'tool'),
    turn: fc.oneof(
      fc.integer({ min: 1, max: 2 }),
      fc.record({ one_of: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1 }) }),
    ),
    stream: fc.boolean(),
    headers: fc.record({ 'x-a': one }),
  },
  { requiredKeys: [] },
)

const facts: fc.Arbitrary<Facts> = fc
  .record(
    {
      user: text,
      system: text,
      last: fc.constantFrom('user', 'tool'),
      turn: fc.integer({ min: 1, max: 3 }),
      tools: fc.array(text, { maxLength: 3 }),
      stream: fc.boolean(),
    },
    { requiredKeys: ['turn', 'tools', 'stream'] },
  )
  .map((some) => ({
    system: undefined,
    user: undefined,
    assistant: undefined,
    tool: undefined,
    last: undefined,
    model: 'gpt-4o',
    tool_call_id: [],
    image: [],
    file: [],
    audio: [],
    ...some,
  }))

const headers = fc.record({ 'x-a': text }, { requiredKeys: [] })

test('the index finds every condition that holds, in order', () => {
  fc.assert(
    fc.property(fc.array(when, { maxLength: 12 }), facts, headers, (whens, facts, headers) => {
      const conditions = whens.map(compileCondition)
      const view = createView(fakeCall({}, { facts, headers }))
      const holds = (position: number | undefined): boolean =>
        conditions[position ?? -1]?.tests.every((test) => test.holds(view)) ?? false

      const positions = createCueIndex(conditions).candidates(view)
      const found: number[] = []
      for (let position = positions.next(); position !== undefined; position = positions.next()) found.push(position)

      expect(found).toEqual([...new Set(found)].toSorted((one, other) => one - other))
      expect(found.filter(holds)).toEqual([...conditions.keys()].filter(holds))
    }),
    { numRuns: 2000 },
  )
})

test('the first cue that holds and is not spent wins, call after call', () => {
  const cue = fc.record({ when, times: fc.integer({ min: 1, max: 2 }) }, { requiredKeys: ['when'] })
  fc.assert(
    fc.property(fc.array(cue, { maxLength: 6 }), fc.array(facts, { minLength: 1, maxLength: 6 }), (cues, calls) => {
      const scenario = toScenario({ cuecard: 1, cues: cues.map((members) => ({ ...members, generate: {} })) })
      const indexed = createCues([scenario])
      const context = fakeContext()
      const played = cues.map(() => 0)
      const left = cues.map(({ times = Infinity }) => times)

      for (const facts of calls) {
        const call = fakeCall({}, { facts })
        const first = cues.findIndex(
          ({ when }, index) =>
            (left[index] ?? 0) > 0 && compileCondition(when).tests.every((test) => test.holds(createView(call))),
        )
        left[first] = (left[first] ?? 0) - 1

        const choice = indexed.choose(call, context)

        expect(choice).toEqual(
          first === -1 ? undefined : { cue: scenario.cues[first], scenario, groups: {}, nth: played[first] },
        )
        played[first] = (played[first] ?? 0) + 1
      }
    }),
    { numRuns: 500 },
  )
})

test('where one condition covers another, it holds whenever the other does', () => {
  fc.assert(
    fc.property(when, when, fc.boolean(), facts, headers, (one, other, isPart, facts, headers) => {
      const wide = compileCondition(one)
      const narrow = compileCondition(isPart ? { ...one, ...other } : other)
      const view = createView(fakeCall({}, { facts, headers }))
      const [wideHolds, narrowHolds] = [wide, narrow].map(({ tests }) => tests.every((test) => test.holds(view)))

      expect(covers(wide, narrow) && narrowHolds === true && wideHolds !== true).toBe(false)
      expect(findContradiction(narrow) !== undefined && narrowHolds === true).toBe(false)
    }),
    { numRuns: 5000 },
  )
})
