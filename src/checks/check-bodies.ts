import { loadCompiler } from '../contracts/engine.ts'
import { CuecardError, formatFinding, type Finding } from '../core/errors.ts'
import { isJsonObject } from '../core/json.ts'
import type { Scenario } from '../core/scenario.ts'
import { bodySourceOf } from '../scenarios/scenario.ts'

/** Cues whose condition on the body is no JSON Schema that can be used, each at its `body`. Without such conditions nothing is loaded. */
export const checkBodies = async (scenarios: readonly Scenario[]): Promise<readonly Finding[]> => {
  const conditions = scenarios.flatMap(({ cues }) =>
    cues.flatMap((cue, index) => {
      const body = cue.when?.['body']
      return isJsonObject(body) ? [{ cue, index, body }] : []
    }),
  )
  if (conditions.length === 0) return []
  const compiler = await loadCompiler()
  return conditions.flatMap(({ cue, index, body }): readonly Finding[] => {
    const compiled = compiler.compile(body)
    if (!('reason' in compiled)) return []
    const reason = compiled.reason.replace(/^it is no JSON Schema: /, '')
    const source = bodySourceOf(cue)
    return [
      {
        severity: 'error',
        code: 'bad-body-schema',
        message: `cues[${index}].when.body is no schema that can be used, and cue "${cue.name}" never holds: write a JSON Schema; ajv says: ${reason}`,
        cue: cue.name,
        ...(source !== undefined && { source }),
      },
    ]
  })
}

/** Throws what `checkBodies` finds as one `CuecardError`. */
export const refuseBadBodies = async (scenarios: readonly Scenario[]): Promise<void> => {
  const findings = await checkBodies(scenarios)
  if (findings.length > 0) throw new CuecardError('bad_scenario', findings.map(formatFinding).join('\n'), { findings })
}
