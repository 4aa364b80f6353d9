import { expect, test } from 'vitest'
import type { Call } from '../../../src/core/call.ts'
import type { CallContext } from '../../../src/core/context.ts'
import type { Cue, Scenario } from '../../../src/core/scenario.ts'
import { createCues, isUnknownName, type Cues } from '../../../src/scenarios/cues.ts'
import { toCue } from '../../../src/scenarios/scenario.ts'
import { fakeContext, fakeDialect } from '../../support/fake-context.ts'
import { callWith, scenarioOf } from './cases.ts'

const cuesOf = (...scenarios: readonly Scenario[]): Cues => createCues(scenarios)

/** Name of the cue that answers. */
const chosenName = async (
  cues: Cues,
  call: Call,
  context: CallContext,
  added: readonly Cue[] = [],
): Promise<string | undefined> => {
  const choice = await cues.choose(call, context, added)
  if (choice === undefined) return undefined
  return isUnknownName(choice) ? `unknown ${choice.unknown}` : choice.cue.name
}

test('the first cue that holds answers', async () => {
  const cues = cuesOf(
    scenarioOf([
      { name: 'weather', when: { user: { contains: 'weather' } }, generate: {} },
      { name: 'question', when: { user: { matches: '\\?$' } }, generate: {} },
    ]),
    scenarioOf([{ name: 'anything', generate: {} }]),
  )
  const context = fakeContext()

  expect(await chosenName(cues, callWith({ user: 'Weather?' }), context)).toBe('weather')
  expect(await chosenName(cues, callWith({ user: 'Who?' }), context)).toBe('question')
  expect(await chosenName(cues, callWith(), context)).toBe('anything')
})

test('no cue answers when none holds', async () => {
  expect(cuesOf().choose(callWith(), fakeContext())).toBeUndefined()
  expect(
    cuesOf(scenarioOf([{ when: { user: 'a' }, generate: {} }])).choose(callWith({ user: 'b' }), fakeContext()),
  ).toBeUndefined()
})

test('a cue is spent after its times, in each scope for itself', async () => {
  const cues = cuesOf(
    scenarioOf([
      { name: 'twice', times: 2, generate: {} },
      { name: 'then', generate: {} },
    ]),
  )
  const [here, there] = [fakeContext(), fakeContext()]

  const names: (string | undefined)[] = []
  for (const context of [here, here, here, there]) names.push(await chosenName(cues, callWith(), context))

  expect(names).toEqual(['twice', 'twice', 'then', 'twice'])
})

test('a sequence whose last step has times is spent after them all', async () => {
  const cues = cuesOf(
    scenarioOf([
      {
        name: 'steps',
        sequence: [
          { error: 'a', times: 2 },
          { generate: {}, times: 1 },
        ],
      },
    ]),
  )
  const context = fakeContext()

  const names: (string | undefined)[] = []
  for (let call = 0; call < 4; call++) names.push(await chosenName(cues, callWith(), context))

  expect(names).toEqual(['steps', 'steps', 'steps', undefined])
})

test('added cues come first, the first of them before the others', async () => {
  const cues = cuesOf(scenarioOf([{ name: 'scenario', generate: {} }]))
  const newer = toCue({ name: 'newer', times: 1, error: 'a' }, 1)
  const older = toCue({ name: 'older', when: { user: 'a' }, generate: {} }, 0)
  const context = fakeContext()

  expect(await chosenName(cues, callWith({ user: 'a' }), context, [newer, older])).toBe('newer')
  expect(await chosenName(cues, callWith({ user: 'a' }), context, [newer, older])).toBe('older')
  expect(await chosenName(cues, callWith({ user: 'b' }), context, [newer, older])).toBe('scenario')
})

test('a scenario of one dialect answers only calls in it', async () => {
  const cues = cuesOf(
    scenarioOf([{ name: 'a', generate: {} }], { dialect: 'fake' }),
    scenarioOf([{ name: 'b', generate: {} }]),
  )
  const other = callWith({}, { dialect: { ...fakeDialect, name: 'other' } })

  expect(await chosenName(cues, callWith(), fakeContext())).toBe('a')
  expect(await chosenName(cues, other, fakeContext())).toBe('b')
})

test('a header forces a cue, even one that does not hold or is spent', async () => {
  const cues = cuesOf(
    scenarioOf([
      { name: 'all', generate: {} },
      { name: 'forced', when: { user: 'a' }, times: 1, generate: {} },
    ]),
  )
  const call = callWith({}, { headers: { 'x-cuecard-cue': 'forced' } })
  const context = fakeContext()

  expect(await chosenName(cues, call, context)).toBe('forced')
  expect(await chosenName(cues, call, context)).toBe('forced')
})

test('a header leaves only the cues of one scenario', async () => {
  const cues = cuesOf(
    scenarioOf([{ name: 'a', generate: {} }], { name: 'first' }),
    scenarioOf([{ name: 'b', when: { user: 'b' }, generate: {} }], { name: 'second' }),
  )
  const headers = { 'x-cuecard-scenario': 'second' }

  expect(await chosenName(cues, callWith({ user: 'b' }, { headers }), fakeContext())).toBe('b')
  expect(await chosenName(cues, callWith({ user: 'a' }, { headers }), fakeContext())).toBeUndefined()
  expect(await chosenName(cues, callWith({}, { headers: { ...headers, 'x-cuecard-cue': 'a' } }), fakeContext())).toBe(
    'unknown cue',
  )
})

test('a name in a header that nothing has is told with the nearest ones', () => {
  const cues = cuesOf(scenarioOf([{ name: 'greets', generate: {} }], { name: 'assistant' }))

  expect(cues.choose(callWith({}, { headers: { 'x-cuecard-cue': 'greet' } }), fakeContext())).toEqual({
    unknown: 'cue',
    name: 'greet',
    nearest: ['greets'],
  })
  expect(cues.choose(callWith({}, { headers: { 'x-cuecard-scenario': 'support' } }), fakeContext())).toEqual({
    unknown: 'scenario',
    name: 'support',
    nearest: ['assistant'],
  })
})

test('a choice tells which turn of the cue it is, its scenario, and the named groups', async () => {
  const scenario = scenarioOf([
    {
      when: { user: { matches: '/order (?<id>\\d+)(?<rest> .*)?/i' }, tools: { matches: '^(?<tool>get)' } },
      generate: {},
    },
  ])
  const cues = cuesOf(scenario)
  const call = callWith({ user: 'Order 12', tools: ['set', 'get_order'] })
  const context = fakeContext()

  await cues.choose(call, context)

  expect(cues.choose(call, context)).toEqual({
    cue: scenario.cues[0],
    scenario,
    nth: 1,
    groups: { id: '12', rest: '', tool: 'get' },
  })
})

test('a condition on the body is checked last, and only then is the choice a promise', async () => {
  const schemas: unknown[] = []
  const context = fakeContext({
    compiler: async () => ({
      compile: (schema) => {
        schemas.push(schema)
        return {
          check: (value) =>
            value === call.body ? [] : [{ keyword: 'const', instancePath: '', schemaPath: '', params: {} }],
        }
      },
    }),
  })
  const cues = cuesOf(
    scenarioOf([
      { name: 'fits', when: { user: { contains: 'a' }, body: { type: 'object' } }, generate: {} },
      { name: 'else', generate: {} },
    ]),
  )
  const call = callWith({ user: 'a' })

  expect(await chosenName(cues, call, context)).toBe('fits')
  expect(await chosenName(cues, callWith({ user: 'a' }), context)).toBe('else')
  expect(cues.choose(callWith({ user: 'b' }), context)).not.toBeInstanceOf(Promise)
  expect(schemas).toEqual([{ type: 'object' }])
})

test('a body schema that cannot be compiled never holds, and the author is told', async () => {
  const context = fakeContext({ compiler: async () => ({ compile: () => ({ reason: 'type is wrong' }) }) })
  const cues = cuesOf(scenarioOf([{ name: 'broken', when: { body: { type: 'no' } }, generate: {} }]))

  expect(await chosenName(cues, callWith(), context)).toBeUndefined()
  expect(context.warnings).toEqual(['cue "broken" never holds, its body schema cannot be used: type is wrong'])
})

test('two calls at once do not both get the last play of a cue', async () => {
  const cues = cuesOf(
    scenarioOf([
      { name: 'once', when: { body: true }, times: 1, generate: {} },
      { name: 'then', generate: {} },
    ]),
  )
  const context = fakeContext()

  const names = await Promise.all([chosenName(cues, callWith(), context), chosenName(cues, callWith(), context)])

  expect(new Set(names)).toEqual(new Set(['once', 'then']))
})
