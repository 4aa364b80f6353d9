import type { Scenario } from './core/scenario.ts'
import { scenarioFileSchema } from './scenario-file.ts'
import { parseScenario as parse } from './scenarios/parse.ts'

/**
 * Reads the text of a scenario file, YAML or JSON.
 * Throws a `CuecardError` whose `findings` say, each with file, line and column, what is wrong and what to write instead.
 *
 * @example
 * const cuecard = createCuecard({ scenarios: [parseScenario(text, { file: 'support.yaml' })] })
 */
export const parseScenario = (text: string, options: { readonly file?: string } = {}): Scenario =>
  parse(text, { ...options, schema: scenarioFileSchema })
