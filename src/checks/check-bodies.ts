import { loadCompiler } from '../contracts/engine.ts'
import type { Finding } from '../core/errors.ts'
import { isJsonObject } from '../core/json.ts'
import type { Scenario } from '../core/scenario.ts'
import { findingAt } from '../scenarios/check-reach.ts'

/** Cues whose condition on the body is no JSON Schema that can be used. */
export const checkBodies = async (scenarios: readonly Scenario[]): Promise<readonly Finding[]> => {
  const compiler = await loadCompiler()
  return scenarios
    .flatMap(({ cues }) => cues)
    .flatMap((cue) => {
      const body = cue.when?.['body']
      const compiled = isJsonObject(body) ? compiler.compile(body) : undefined
      if (compiled === undefined || !('reason' in compiled)) return []
      return [
        findingAt(
          cue,
          'error',
          'bad-body-schema',
          `cue "${cue.name}" never holds: its \`body\` is no schema that can be used: ${compiled.reason}`,
        ),
      ]
    })
}
