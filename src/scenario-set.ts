import type { Dialect } from './core/dialect.ts'
import { isCuecardError, type Finding } from './core/errors.ts'
import type { Cue, Scenario } from './core/scenario.ts'
import { dialectNamed } from './dialects/dialects.ts'
import { scenarioFileSchema } from './scenario-file.ts'
import { checkErrors } from './scenarios/check-errors.ts'
import { createKeys, findKept } from './scenarios/cue-keys.ts'
import { createCues, type Cues } from './scenarios/cues.ts'
import { throwFindings, toScenario } from './scenarios/scenario.ts'

/** The scenarios that are served, and their cues. */
export interface ScenarioSet {
  /** In the order in which they count: those put in front, newest first, then the cuecard's own. */
  readonly all: readonly Scenario[]
  readonly cues: Cues
  /**
   * Puts scenarios in front of all others; one takes the place of one of its name that was put there before.
   * Throws a `CuecardError` with all findings, and changes nothing, when one cannot be used.
   */
  add(values: readonly unknown[]): readonly Scenario[]
  /**
   * Takes other scenarios for the cuecard's own. Cues that are said again keep their counters; tells of each cue what it has become.
   * Throws a `CuecardError` with all findings, and changes nothing, when one cannot be used.
   */
  replace(values: readonly unknown[]): ReadonlyMap<Cue, Cue | undefined>
  /** Forgets those that were put in front. */
  clear(): void
}

/** Throws a `CuecardError` with the findings of all scenarios when one cannot be used. `fallback` is the dialect of `/v1/…`. */
export const createScenarioSet = (values: readonly unknown[], fallback: Dialect): ScenarioSet => {
  let own = readScenarios(values, fallback)
  // A cue keeps its counters while scenarios come and go.
  const keys = createKeys()
  let front: readonly Scenario[] = []
  let cues = createCues(own, keys)
  const put = (scenarios: readonly Scenario[]): void => {
    front = scenarios
    cues = createCues([...front, ...own], keys)
  }
  return {
    get all() {
      return [...front, ...own]
    },
    get cues() {
      return cues
    },
    add: (added) => {
      const scenarios = readScenarios(added, fallback)
      const names = new Set(scenarios.map(({ name }) => name))
      put([...scenarios, ...front.filter(({ name }) => !names.has(name))])
      return scenarios
    },
    replace: (values) => {
      const scenarios = readScenarios(values, fallback)
      const kept = findKept(own, scenarios)
      for (const [before, after] of kept) if (after !== undefined) keys.carry(before, after)
      own = scenarios
      put(front)
      return kept
    },
    clear: () => {
      if (front.length > 0) put([])
    },
  }
}

/** Collects the findings of all scenarios before it throws. */
const readScenarios = (values: readonly unknown[], fallback: Dialect): readonly Scenario[] => {
  const findings: Finding[] = []
  const scenarios = values.flatMap((value, index) => {
    try {
      const scenario = toScenario(value, { name: `scenario ${index + 1}`, schema: scenarioFileSchema })
      findings.push(...checkErrors(scenario, dialectNamed(scenario.dialect ?? fallback.name) ?? fallback))
      return [scenario]
    } catch (error) {
      if (!isCuecardError(error)) throw error
      findings.push(...error.findings)
      return []
    }
  })
  if (findings.length > 0) throwFindings(findings, 'the scenarios')
  return scenarios
}
