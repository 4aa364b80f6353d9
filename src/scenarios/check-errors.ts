import type { Dialect } from '../core/dialect.ts'
import type { Finding } from '../core/errors.ts'
import type { Scenario, Step } from '../core/scenario.ts'
import { findUnknownError } from './actions/error.ts'

/** Errors that a scenario names and its dialect does not have. Empty for a scenario of another dialect. */
export const checkErrors = (scenario: Scenario, dialect: Dialect): readonly Finding[] => {
  if (scenario.dialect !== undefined && scenario.dialect !== dialect.name) return []
  return scenario.cues.flatMap((cue) =>
    stepsOf(cue.action).flatMap(({ name, value }): readonly Finding[] => {
      const message = name === 'error' && typeof value === 'string' ? findUnknownError(value, dialect) : undefined
      if (message === undefined) return []
      const { source } = cue
      return [
        { severity: 'error', code: 'unknown-error', message, cue: cue.name, ...(source !== undefined && { source }) },
      ]
    }),
  )
}

/** A step, and all the steps it is made of. */
const stepsOf = (step: Step): readonly Step[] => [step, ...(step.parts ?? []).flatMap((part) => stepsOf(part.step))]
