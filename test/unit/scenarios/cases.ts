import type { Call } from '../../../src/core/call.ts'
import type { Facts } from '../../../src/core/facts.ts'
import type { JsonObject } from '../../../src/core/json.ts'
import type { Scenario } from '../../../src/core/scenario.ts'
import { toScenario } from '../../../src/scenarios/scenario.ts'
import { fakeCall } from '../../support/fake-context.ts'

/** A call with these facts. */
export const callWith = (facts: Partial<Facts> = {}, overrides: Partial<Call> = {}): Call => {
  const call = fakeCall({ model: 'gpt-4o' }, overrides)
  return { ...call, facts: { ...call.facts, ...facts } }
}

/** A scenario of these cues. */
export const scenarioOf = (cues: readonly JsonObject[], more: JsonObject = {}): Scenario =>
  toScenario({ cuecard: 1, ...more, cues })
