import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Facts } from '../../../src/core/facts.ts'
import type { JsonObject } from '../../../src/core/json.ts'
import { createCues } from '../../../src/scenarios/cues.ts'
import { parseScenario } from '../../../src/scenarios/parse.ts'
import { suggestCue } from '../../../src/scenarios/suggest-cue.ts'
import { loadCompiler } from '../../../src/contracts/engine.ts'
import { fakeContext } from '../../support/fake-context.ts'
import { callWith, scenarioOf } from './cases.ts'

/** What is told when this cue misses. */
const reasonOf = async (when: JsonObject, facts: Partial<Facts>): Promise<string> => {
  const cues = createCues([scenarioOf([{ name: 'it', when, generate: {} }], { name: 's' })])
  const [, told = ''] = (await cues.explainMiss(callWith(facts), fakeContext().counters)).split('\n')
  return told.replace('- "it" (s): ', '')
}

test('a miss names the nearest cues with what differed, and a cue that would answer', async () => {
  const cues = createCues([
    scenarioOf(
      [
        { name: 'far', when: { user: 'a', last: 'tool', stream: true }, generate: {} },
        { name: 'near', when: { user: { contains: 'refund of an order' }, turn: 1 }, generate: {} },
        { name: 'system', when: { system: { contains: 'brief' } }, generate: {} },
        { name: 'model', when: { model: 'o3' }, generate: {} },
      ],
      { name: 'shop' },
    ),
  ])

  const told = await cues.explainMiss(callWith({ user: 'I want a refund', last: 'user' }), fakeContext().counters)

  expect(told.split('\n')).toEqual([
    'The nearest (of 4):',
    '- "near" (shop): user: wanted contains "refund of an order", got "I want a refund" (it lacks "of", "order")',
    '- "system" (shop): system: wanted contains "brief", there is no system',
    '- "model" (shop): model: wanted "o3", got "gpt-4o"',
    'This cue would answer:',
    '  - name: "I want a refund"',
    '    when: { last: user, user: "I want a refund" }',
    '    reply: { content: "Write the answer here." }',
  ])
})

test.each<[JsonObject, Partial<Facts>, string]>([
  [{ user: 'Hello!' }, { user: 'hello!' }, 'only capital and small letters differ: `contains` ignores them'],
  [{ user: 'Hello!' }, { user: 'Hello!\n' }, 'only white space differs, the message has more of it at an edge'],
  [{ user: 'a b' }, { user: 'a  b' }, 'only white space differs'],
  [{ user: "it's" }, { user: 'it’s' }, "signs that look alike differ: ' (U+0027) is ’ (U+2019) in the message"],
  [{ user: 'Hello' }, { user: 'Hello there' }, 'there is more around it: write `contains`'],
  [
    { user: 'Where is my lost parcel now?' },
    { user: 'Where is my late parcel now?' },
    'the message has "late" for "lost"',
  ],
  [{ user: 'Tell me a story' }, { user: 'Tell me a long story' }, 'the message has "long" more'],
  [{ user: 'Tell me a long story' }, { user: 'Tell me a story' }, 'the message lacks "long"'],
  [{ user: { contains: 'an order' } }, { user: 'an\n order' }, 'only white space differs'],
  [
    { user: { contains: 'red car' } },
    { user: 'the car is red' },
    'all its words are there, but not one after the other',
  ],
  [{ user: { contains: 'red car' } }, { user: 'the car' }, 'it lacks "red"'],
  [{ user: { matches: '^hi' } }, { user: 'Hi' }, 'only capital and small letters differ: write /^hi/i'],
  [{ user: { matches: 'hi$' } }, { user: 'hi\n' }, 'it would match without the white space at its edges'],
  [{ model: { one_of: ['gpt-4o', 'o3'] } }, { model: 'gpt-4' }, 'did you mean "gpt-4o"?'],
  [{ tools: ['get_wether'] }, { tools: ['get_weather', 'get_time'] }, 'did you mean "get_weather"?'],
])('%j misses %j: %s', async (when, facts, hint) => {
  expect(await reasonOf(when, facts)).toMatch(/^\w+: wanted .+, got .+ \(.+\)$/)
  expect(await reasonOf(when, facts)).toContain(`(${hint})`)
})

test.each<[JsonObject, Partial<Facts>, string]>([
  [{ user: 'Hello' }, { user: 'Bye' }, 'user: wanted "Hello", got "Bye"'],
  [{ turn: 2 }, { turn: 1 }, 'turn: wanted 2, got 1'],
  [{ headers: { 'X-Test': 'a' } }, {}, 'headers.x-test: wanted "a", there is no headers.x-test'],
  [
    { tool: 'x', last: 'tool' },
    { last: 'user' },
    'tool: wanted "x", there is no tool; last: wanted "tool", got "user"',
  ],
])('%j misses %j, which has nothing to do with it', async (when, facts, told) => {
  expect(await reasonOf(when, facts)).toBe(told)
})

test('a cue that is spent is said to be spent, one of use() to be that, and a body what of it does not fit', async () => {
  const body = { properties: { seed: { const: 7 } }, required: ['seed'] }
  const scenario = scenarioOf([
    { name: 'once', times: 1, generate: {} },
    { name: 'strict', when: { body }, generate: {} },
  ])
  const [added] = scenarioOf([{ name: 'mine', when: { user: 'x' }, generate: {} }]).cues
  const cues = createCues([scenario])
  const context = fakeContext({ compiler: loadCompiler })
  for (let call = 0; call < 2; call++) await cues.choose(callWith(), context)

  const told = await cues.explainMiss(callWith(), context.counters, added === undefined ? [] : [added])

  expect(told).toContain('- "once" (scenario): it is spent, played 1 of 1 times\n')
  expect(told).toContain("it must have required property 'seed'")
  expect(told).toContain('- "mine" (use()): user: wanted "x", there is no user\n')
})

test('without cues a miss still says what to write', async () => {
  expect(await createCues([]).explainMiss(callWith({ user: 'Hi', last: 'user' }), fakeContext().counters)).toBe(
    'There are no cues for it.\nThis cue would answer:\n  - name: "Hi"\n    when: { last: user, user: "Hi" }\n    reply: { content: "Write the answer here." }',
  )
})

test('a miss among many cues is explained soon, however long the message', async () => {
  const many = Array.from({ length: 5_000 }, (_, index) => ({
    name: `cue ${index}`,
    when: { user: { contains: `needle ${index}` } },
    generate: {},
  }))
  const cues = createCues([scenarioOf(many)])

  const told = await cues.explainMiss(callWith({ user: 'hay '.repeat(500_000) }), fakeContext().counters)

  expect(told).toContain('The nearest (of 5000):')
  expect(told.length).toBeLessThan(2_000)
})

test.each([
  { response_format: { type: 'json_object' }, does: 'generate: {}' },
  { tool_choice: 'required', does: 'generate: {}' },
  { response_format: { type: 'text' }, tool_choice: 'auto', does: 'reply: { content: "Write the answer here." }' },
])('the cue suggested for $response_format $tool_choice says $does', ({ does, ...body }) => {
  expect(
    suggestCue(callWith({ user: 'Hi', last: 'user' }, { body }))
      .at(-1)
      ?.trim(),
  ).toBe(does)
})

test('the suggested cue is a valid one and answers its call, whatever the message says', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.string({ unit: 'grapheme', minLength: 150, maxLength: 300 }),
    fc.constantFrom(
      'null',
      'yes',
      '{{ user }}',
      '"',
      "'",
      '# no comment',
      '- a: b',
      '\u2028',
      '\ud83d',
      '\r\n',
      '% @ `',
    ),
  )
  const facts = fc.record(
    {
      user: text,
      system: text,
      assistant: text,
      tool: text,
      last: fc.constantFrom('user', 'assistant', 'tool', 'system', 'developer', 'function'),
      tool_call_id: fc.array(text, { maxLength: 7 }),
      image: fc.subarray(['image/png', 'image/*']),
    },
    { requiredKeys: ['user', 'last'] },
  )
  await fc.assert(
    fc.asyncProperty(facts, async (facts) => {
      const call = callWith(facts)
      const file = ['cuecard: 1', 'cues:', ...suggestCue(call)].join('\n')

      const scenario = parseScenario(file)
      const choice = await createCues([scenario]).choose(call, fakeContext())

      expect(choice).toMatchObject({ cue: scenario.cues[0] })
    }),
    { numRuns: 500, seed: 7 },
  )
})
