import { expect, test } from 'vitest'
import type { Played } from '../../../src/core/action.ts'
import type { Call } from '../../../src/core/call.ts'
import type { Dialect } from '../../../src/core/dialect.ts'
import { createCues, isUnknownName } from '../../../src/scenarios/cues.ts'
import { checkErrors } from '../../../src/scenarios/check-errors.ts'
import { toCue } from '../../../src/scenarios/scenario.ts'
import { fakeContext, fakeDialect } from '../../support/fake-context.ts'
import { callWith, scenarioOf } from './cases.ts'

const context = fakeContext()

/** What comes of the cue at each of so many calls. */
const playTimes = async (times: number, cue: unknown, call: Call = callWith()): Promise<readonly Played[]> => {
  const cues = createCues([])
  const scope = fakeContext()
  const added = [toCue(cue, 0)]
  const played: Played[] = []
  for (let count = 0; count < times; count++) {
    const choice = await cues.choose(call, scope, added)
    if (choice !== undefined && !isUnknownName(choice)) played.push(await cues.play(choice, call, scope))
  }
  return played
}

const play = async (cue: unknown, call: Call = callWith()): Promise<Played | undefined> =>
  (await playTimes(1, cue, call))[0]

const limited: Dialect = {
  ...fakeDialect,
  errors: {
    rate_limited: ({ model, retry_after = 'none' }) => ({
      status: 429,
      message: `${model} is busy, wait ${retry_after}`,
      type: 'requests',
      param: null,
      code: 'rate_limit_exceeded',
      headers: { 'x-a': 'b' },
    }),
  },
}

test('reply says what is written', async () => {
  const cue = toCue({ reply: { choices: [{ content: 'a' }, { content: '{ "b": 1 }' }] } }, 0)

  const played = await play(cue)

  expect(played).toEqual({
    kind: 'draft',
    draft: { choices: [{ content: 'a' }, { content: '{ "b": 1 }' }] },
  })
  // Without templates nothing is copied.
  expect(played?.kind === 'draft' && played.draft).toBe(cue.action.value)
})

test.each([
  [{ content: 'a', finish_reason: 'length' }, true],
  [{ tool_calls: [{ name: 'look_up' }] }, true],
  [{ choices: [{ content: 'a' }] }, undefined],
  [{ finish_reason: 'tool_calls' }, undefined],
  [{ content: '{{ user }}' }, undefined],
])('whether the reply %j becomes the same whatever is asked: %s', async (reply, fixed) => {
  expect(await play({ reply })).toMatchObject({ kind: 'draft', ...(fixed && { fixed }) })
  expect('fixed' in ((await play({ reply })) ?? {})).toBe(fixed === true)
})

test('reply puts facts and groups in the place of templates', async () => {
  const cue = {
    when: { user: { matches: '^order (?<id>\\d+)' } },
    reply: {
      content: 'You asked: {{ user }}',
      tool_calls: [{ name: 'look_up', arguments: { id: '{{id}}', all: [true, 1, null] } }],
    },
  }

  expect(await play(cue, callWith({ user: 'order 12' }))).toEqual({
    kind: 'draft',
    draft: {
      content: 'You asked: order 12',
      tool_calls: [{ name: 'look_up', arguments: { id: '12', all: [true, 1, null] } }],
    },
  })
})

test('reply may be a function of the call', async () => {
  const call = callWith({ user: 'Hi {{ model }}' })

  expect(await play({ reply: async ({ facts }: Call) => ({ content: `You said ${facts.user ?? ''}` }) }, call)).toEqual(
    {
      kind: 'draft',
      draft: { content: 'You said Hi {{ model }}' },
      unread: true,
    },
  )
  await expect(play({ reply: () => 'Hello' })).rejects.toThrow(
    "the reply is string: return an object like { content: 'Hello' }",
  )
})

test('generate leaves everything to the request', async () => {
  expect(await play({ generate: { seed: 7, vary: true, tokens: 9 } })).toEqual({
    kind: 'draft',
    draft: {},
    fixed: true,
    generate: { seed: 7, vary: true, tokens: 9 },
  })
})

test('passthrough lets the call through', async () => {
  expect(await play({ passthrough: true })).toEqual({ kind: 'passthrough' })
})

test('an error by name is worded by the dialect', async () => {
  expect(await play({ error: 'rate_limited' }, callWith({ model: 'o3' }, { dialect: limited }))).toEqual({
    kind: 'error',
    error: {
      status: 429,
      message: 'o3 is busy, wait none',
      type: 'requests',
      param: null,
      code: 'rate_limit_exceeded',
      headers: { 'x-a': 'b' },
    },
  })
})

test('what stands beside an error is said in place of its own', async () => {
  const cue = { error: 'rate_limited', retry_after: '1500ms', message: 'Not now, {{ model }}.', param: 'model' }

  expect(await play(cue, callWith({}, { dialect: limited }))).toMatchObject({
    error: {
      message: 'Not now, gpt-4o.',
      param: 'model',
      headers: { 'x-a': 'b', 'retry-after': '2', 'retry-after-ms': '1500' },
    },
  })
})

test('a duration beside an error may be in milliseconds already', async () => {
  const step = { name: 'error', value: 'rate_limited', beside: { retry_after: 20 } }

  expect(await createCues([]).playStep(step, callWith({}, { dialect: limited }), context)).toMatchObject({
    error: { message: 'gpt-4o is busy, wait 20', headers: { 'retry-after': '1', 'retry-after-ms': '20' } },
  })
})

test.each([
  [
    { status: 418 },
    {
      status: 418,
      message: 'The service answered with status 418.',
      type: 'invalid_request_error',
      param: null,
      code: null,
    },
  ],
  [
    { status: 429, message: 'a' },
    { status: 429, message: 'a', type: 'requests', param: null, code: null },
  ],
  [
    { status: 503, message: 'a', type: 'b', param: 'c', code: 'd' },
    { status: 503, message: 'a', type: 'b', param: 'c', code: 'd' },
  ],
])('the error %j is sent as written', async (error, expected) => {
  expect(await play({ error })).toEqual({ kind: 'error', error: expected })
})

test.each(['rate_limit', 'constructor', '__proto__'])('the unknown error %s is a 500 that says so', async (name) => {
  expect(await play({ error: name }, callWith({}, { dialect: limited }))).toMatchObject({
    error: {
      status: 500,
      code: 'unknown_error_name',
      message: expect.stringContaining(`"${name}" is no error of the dialect fake`),
    },
  })
})

test('unknown errors are found before they are played, in sequences too', () => {
  const scenario = scenarioOf([
    { error: 'rate_limit' },
    { name: 'b', sequence: [{ error: 'rate_limited' }, { error: 'busy' }] },
  ])

  expect(checkErrors(scenario, limited).map(({ cue, message }) => [cue, message])).toEqual([
    ['cue 1', '"rate_limit" is no error of the dialect fake: did you mean "rate_limited"?'],
    ['b', '"busy" is no error of the dialect fake: write rate_limited'],
  ])
  expect(checkErrors({ ...scenario, dialect: 'other' }, limited)).toEqual([])
})

test('a sequence plays its steps in turn and repeats the last one', async () => {
  const cue = {
    sequence: [{ error: { status: 500 }, times: 2 }, { reply: { content: 'a' } }, { reply: { content: 'b' } }],
  }

  const played = await playTimes(6, cue)

  expect(played.map((one) => (one.kind === 'draft' ? one.draft['content'] : one.kind))).toEqual([
    'error',
    'error',
    'a',
    'b',
    'b',
    'b',
  ])
})

test('a sequence may stand in a sequence', async () => {
  const inner = { sequence: [{ reply: { content: 'a' } }, { reply: { content: 'b' } }], times: 2 }

  const played = await playTimes(5, { sequence: [{ reply: { content: '1' } }, inner, { reply: { content: '2' } }] })

  expect(played.map((one) => one.kind === 'draft' && one.draft['content'])).toEqual(['1', 'a', 'b', '2', '2'])
})

test('a step has its own manner, and the groups of the cue', async () => {
  const cue = {
    when: { user: { matches: '(?<name>\\w+)$' } },
    sequence: [{ reply: { content: '{{ name }}' }, delay: '1s', headers: { 'X-A': 1 }, fault: 'crlf' }],
  }

  expect(await play(cue, callWith({ user: 'I am Nina' }))).toEqual({
    kind: 'draft',
    draft: { content: 'Nina' },
    manner: { delay: 1000, headers: { 'x-a': '1' }, faults: [{ name: 'crlf', settings: {} }] },
  })
})
