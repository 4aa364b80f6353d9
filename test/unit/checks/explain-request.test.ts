import { expect, test } from 'vitest'
import { explainRequest, type ExplainOptions } from '../../../src/checks/explain-request.ts'
import type { JsonObject } from '../../../src/core/json.ts'
import { toScenario } from '../../../src/scenarios/scenario.ts'

const scenarioOf = (...cues: readonly JsonObject[]) => [toScenario({ cuecard: 1, name: 's', cues })]

const asking = (content: string, more: JsonObject = {}): JsonObject => ({
  model: 'gpt-4o',
  messages: [{ role: 'user', content }],
  ...more,
})

const outcomes = async (cues: readonly JsonObject[], request: JsonObject, options?: ExplainOptions) => {
  const { verdicts } = await explainRequest(scenarioOf(...cues), request, options)
  return verdicts.map(({ cue, outcome, obstacle, differences }) => [
    cue.name,
    outcome,
    ...(obstacle === undefined ? [] : [obstacle]),
    ...differences.map(({ fact }) => fact),
  ])
}

test('it says which cue answers, why those before it did not, and which would answer too', async () => {
  const cues = [
    { name: 'far', when: { user: 'Bye', stream: true }, reply: { content: 'far' } },
    { name: 'here', when: { user: 'Hi' }, reply: { content: 'here' } },
    { name: 'last', reply: { content: 'last' } },
  ]

  expect(await outcomes(cues, asking('Hi'))).toEqual([
    ['far', 'misses', 'user', 'stream'],
    ['here', 'answers'],
    ['last', 'behind'],
  ])
})

test('it gives the reply of the call asked for, whose turn in a sequence it is', async () => {
  const cues = [
    {
      name: 'flaky',
      sequence: [
        { error: 'rate_limited', times: 2 },
        { reply: { content: 'x' }, times: 1 },
      ],
    },
    { name: 'then', error: 'server_error' },
  ]
  const explanations = await Promise.all(
    [1, 2, 3, 4].map((call) => explainRequest(scenarioOf(...cues), asking('Hi'), { call })),
  )

  expect(explanations.map(({ cue, reply }) => [cue, typeof reply === 'object' && reply.status])).toEqual([
    ['flaky', 429],
    ['flaky', 429],
    ['flaky', 200],
    ['then', 500],
  ])
  expect(await outcomes(cues, asking('Hi'), { call: 4 })).toEqual([
    ['flaky', 'misses', 'it is spent, played 3 of 3 times'],
    ['then', 'answers'],
  ])
})

test('a stream is told whole, with the break that would cut it and without its pace', async () => {
  const cue = {
    reply: { content: 'one two three' },
    stream: { chunk: 'word', time_to_first_token: '1h', cut: { after: 1, how: 'hang' } },
  }

  const { reply } = await explainRequest(scenarioOf(cue), asking('Hi', { stream: true }))

  expect(reply).toMatchObject({ status: 200, cut: { after: 1, how: 'hang' } })
  expect(reply).toHaveProperty('body', expect.stringContaining('three'))
})

test('a miss names the nearest cues and a cue that would answer, and what the server would make up', async () => {
  const explanation = await explainRequest(scenarioOf({ name: 'it', when: { user: 'hi' }, reply: {} }), asking('Hi'))

  expect(explanation).toMatchObject({ cue: undefined, generated: true, reply: { status: 200 } })
  expect(explanation.miss).toContain('- "it" (s): user: wanted "hi", got "Hi" (only capital and small letters differ')
})

test('a request that is refused asks no cue', async () => {
  const explanation = await explainRequest(scenarioOf({ name: 'it', reply: {} }), { model: 'gpt-4o', messages: [] })

  expect(explanation).toMatchObject({ cue: undefined, verdicts: [], miss: undefined, reply: { status: 400 } })
  expect(explanation.violations.length).toBe(1)
})

test.each([null, [], 'text', 3])('what is no object (%j) is refused', async (request) => {
  expect(await explainRequest(scenarioOf({ reply: {} }), request)).toMatchObject({ reply: { status: 400 } })
})

test('scenarios of one dialect are asked in it, and those of another than the call’s say so', async () => {
  const [scenario] = [toScenario({ cuecard: 1, dialect: 'gateway', cues: [{ name: 'g', reply: { content: 'x' } }] })]

  expect(await explainRequest([scenario], asking('Hi'))).toMatchObject({ dialect: 'gateway', cue: 'g' })
  expect(await explainRequest([scenario], asking('Hi'), { dialect: 'openai' })).toMatchObject({
    cue: undefined,
    verdicts: [{ obstacle: 'its scenario is for the dialect gateway, the call is in openai' }],
  })
  await expect(explainRequest([scenario], asking('Hi'), { dialect: 'x' })).rejects.toThrow(/there is no dialect x/)
})

test('a header asks for a scenario, a condition on the body says what does not fit', async () => {
  const cues = [{ name: 'b', when: { body: { required: ['seed'] } }, reply: {} }]

  expect(await outcomes(cues, asking('Hi'), { headers: { 'x-cuecard-scenario': 's' } })).toEqual([
    ['b', 'misses', 'body'],
  ])
  const other = toScenario({ cuecard: 1, name: 'other', cues: [{ name: 'o', reply: {} }] })
  const { verdicts } = await explainRequest([...scenarioOf(...cues), other], asking('Hi'), {
    headers: { 'x-cuecard-scenario': 's' },
  })
  expect(verdicts[1]).toMatchObject({ obstacle: 'the call asks for the scenario "s", this is "other"' })
})
