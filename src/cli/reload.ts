import { watchScenarios } from '../adapters/watch.ts'
import { refuseBadBodies } from '../checks/check-bodies.ts'
import { CuecardError, formatFinding, isCuecardError, type Finding } from '../core/errors.ts'
import type { Scenario } from '../core/scenario.ts'
import type { Cuecard } from '../cuecard.ts'
import { complain, print } from './command.ts'
import type { LogFormat } from './log.ts'

/**
 * Serves what the files say whenever they are saved. While they cannot be used, the last set that could stays, and the log says what is
 * wrong. Returns a function that stops it.
 */
export const reloadOnSave = (
  cuecard: Cuecard,
  patterns: readonly string[],
  log: LogFormat,
  tellFindings: () => void,
): Promise<() => void> => {
  let last: readonly Scenario[] = cuecard.scenarios
  return watchScenarios(patterns, {
    onReload: async (reload) => {
      if ('error' in reload) {
        tellFailure(reload.error, log)
        return
      }
      const { scenarios } = reload
      await refuseBadBodies(scenarios)
      cuecard.load(...scenarios)
      const { needsUpstream } = cuecard
      if (needsUpstream !== undefined) {
        cuecard.load(...last)
        throw new CuecardError('passthrough_unavailable', `${needsUpstream}: name the service with --upstream`)
      }
      last = scenarios
      const cues = scenarios.reduce((sum, scenario) => sum + scenario.cues.length, 0)
      if (log === 'json') print(JSON.stringify({ event: 'reloaded', scenarios: scenarios.length, cues }))
      if (log === 'pretty') print(`Reloaded: ${count(cues, 'cue')} in ${count(scenarios.length, 'scenario')}`)
      tellFindings()
    },
  })
}

/** `1 cue`, `2 cues`. */
export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`

const tellFailure = (error: unknown, log: LogFormat): void => {
  if (log === 'silent') return
  const findings = isCuecardError(error) ? error.findings : []
  const message = error instanceof Error ? error.message : String(error)
  if (log === 'json') {
    print(JSON.stringify({ event: 'not reloaded', message: findings.length === 0 ? message : undefined, findings }))
    return
  }
  for (const line of findings.length === 0 ? [message] : findings.map(formatFinding)) complain(line)
  print('Not reloaded: the last scenarios that could be used are still served')
}

/** Tells each finding once; `again` starts from the first. */
export const createTeller = (cuecard: Cuecard, log: LogFormat): { tell(): void; again(): void } => {
  let told = 0
  const tell = (): void => {
    if (log === 'silent') return
    const { findings } = cuecard
    for (const finding of findings.slice(told)) tellFinding(finding, log)
    told = findings.length
  }
  return {
    tell,
    again: () => {
      told = 0
      tell()
    },
  }
}

const tellFinding = (finding: Finding, log: 'pretty' | 'json'): void => {
  if (log === 'json') print(JSON.stringify({ event: 'finding', ...finding }))
  else complain(formatFinding(finding))
}
