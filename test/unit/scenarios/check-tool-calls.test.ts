import { expect, test } from 'vitest'
import type { Json, JsonObject } from '../../../src/core/json.ts'
import { checkToolCalls } from '../../../src/scenarios/check-tool-calls.ts'
import { toScenario } from '../../../src/scenarios/scenario.ts'
import { scenarioOf } from './cases.ts'

const waiting = (tool_call_id: Json): JsonObject => ({ name: 'waits', when: { tool_call_id }, generate: {} })

const calls = (id: string): JsonObject => ({ tool_calls: [{ id, name: 'look_up' }] })

test.each<[JsonObject, Json]>([
  [{ reply: calls('call_a') }, 'call_a'],
  [{ reply: { choices: [{ content: 'x' }, calls('call_a')] } }, ['call_a']],
  [{ reply: { choices: [{ message: calls('call_a') }] } }, { one_of: ['call_b', 'call_a'] }],
  [{ sequence: [{ error: 'rate_limited' }, { reply: calls('call_a') }] }, 'call_a'],
  [{ reply: calls('call_{{ user }}.1') }, 'call_anything.1'],
  [{ reply: calls('call_a') }, { matches: '^call_' }],
  [{ passthrough: true }, 'call_of_the_service'],
])('cue %j may issue %j', (cue, id) => {
  expect(checkToolCalls([scenarioOf([cue]), scenarioOf([waiting(id)])])).toEqual([])
})

test('nothing is said where code writes replies', () => {
  const scenario = toScenario({ cuecard: 1, cues: [{ reply: () => ({ content: 'x' }) }, waiting('call_a')] })

  expect(checkToolCalls([scenario])).toEqual([])
})

test.each<[JsonObject, Json, string]>([
  [{ reply: calls('call_paris') }, 'call_pairs', '"call_pairs", which no cue issues: did you mean "call_paris"?'],
  [{ generate: {} }, ['call_a'], '"call_a", which no cue issues: write it under `tool_calls` of the cue that calls'],
  [
    { reply: calls('call_{{ user }}') },
    { one_of: ['a', 'b'] },
    '"a" or "b", which no cue issues: write it under `tool_calls` of the cue that calls',
  ],
])('cue %j never issues %j', (cue, id, told) => {
  expect(checkToolCalls([scenarioOf([cue, waiting(id)])])).toEqual([
    {
      severity: 'warning',
      code: 'unknown-tool-call-id',
      cue: 'waits',
      message: `cue "waits" waits for the tool call ${told}`,
    },
  ])
})
