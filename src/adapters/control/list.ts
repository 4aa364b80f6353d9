import type { Operation } from './operation.ts'
import { addCues } from './operations/add-cues.ts'
import { addScenario } from './operations/add-scenario.ts'
import { listCalls, listViolations, streamCalls } from './operations/calls.ts'
import { describe, describeScenarios } from './operations/documents.ts'
import { listFindings, listUnplayed } from './operations/findings.ts'
import { health } from './operations/health.ts'
import { overview } from './operations/overview.ts'
import { reset } from './operations/reset.ts'
import { listScenarios } from './operations/scenarios.ts'

/** Everything that other processes may ask of a listener. */
export const operations: readonly Operation[] = [
  overview,
  listScenarios,
  addScenario,
  addCues,
  reset,
  listCalls,
  streamCalls,
  listViolations,
  listFindings,
  listUnplayed,
  health,
  describe,
  describeScenarios,
]
