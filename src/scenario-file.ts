import type { JsonObject } from './core/json.ts'
import type { PlayedEndpoint } from './core/endpoint.ts'
import type { Cue, Scenario } from './core/scenario.ts'
import { dialects } from './dialects/dialects.ts'
import { endpoints } from './endpoints/endpoints.ts'
import { readJsonText } from './scenarios/json-text.ts'
import type { ReadOptions } from './scenarios/scenario.ts'
import { scenarioSchema } from './scenarios/schema.ts'
import { faults } from './wire/faults/list.ts'

/** JSON Schema of scenario files: the registered actions with the endpoints' drafts, the faults' settings and the names of the dialects. */
export const scenarioFileSchema: JsonObject = scenarioSchema(
  endpoints.filter((endpoint): endpoint is PlayedEndpoint => endpoint.kind === 'played'),
  faults,
  dialects.map(({ name }) => name),
)

/**
 * Reads the text of a scenario file, YAML or JSON. The YAML parser is loaded for what is not a faultless JSON text;
 * cues of such a text know only their file, unless `places` asks for their lines and columns too.
 * Rejects with a `CuecardError` with all findings, each with file, line and column.
 */
export const readScenarioFile = async (text: string, file: string, places: boolean): Promise<Scenario> => {
  const options: ReadOptions = { file, schema: scenarioFileSchema }
  const read = places ? undefined : readJsonText(text, options)
  if (read !== undefined) return read
  const { parseScenario } = await import('./scenarios/parse.ts')
  return parseScenario(text, options)
}

/** Reads a text, YAML or JSON, that is one cue or a list of cues. Rejects like `readScenarioFile`; places are always known. */
export const readCues = async (text: string, file: string): Promise<readonly Cue[]> => {
  const { parseCues } = await import('./scenarios/parse.ts')
  return parseCues(text, { file, schema: scenarioFileSchema })
}
