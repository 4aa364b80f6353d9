import { isCuecardError } from '../../../core/errors.ts'
import { readScenarioFile } from '../../../scenario-file.ts'
import { findWarnings } from '../../../scenarios/scenario.ts'
import { showFinding } from '../cue.ts'
import { described, json, objectOf, ref, refuse, type Operation, type Parameter } from '../operation.ts'

/** What stands in findings in front of line and column. */
export const fileParameter: Parameter = {
  name: 'file',
  description: 'The name of the file that the body was read from, for findings. Default: `body`.',
  schema: { type: 'string' },
}

export const addScenario: Operation = {
  method: 'POST',
  path: '/_cuecard/scenarios',
  id: 'addScenario',
  summary: 'Puts a scenario in front of all others, for all scopes, until the next reset of all scopes.',
  description:
    'One that was added before under the same name gives way to it. A scenario that does not name itself is called as its file.',
  parameters: [fileParameter],
  body: { $ref: 'scenario.json' },
  responses: {
    201: described(
      'It counts from the next call on.',
      objectOf({
        name: { type: 'string' },
        cues: { type: 'array', items: { type: 'string' }, description: 'Their names.' },
        findings: { type: 'array', items: ref('Finding'), description: 'What the author may want to change.' },
      }),
    ),
  },
  answer: ({ cuecard, text, texts }) =>
    unlessFound(async () => {
      const scenario = await readScenarioFile(text, texts['file'] ?? 'body', true)
      cuecard.add(scenario)
      return json(
        {
          name: scenario.name,
          cues: scenario.cues.map(({ name }) => name),
          findings: findWarnings(scenario).map(showFinding),
        },
        201,
      )
    }),
}

/** What the author did wrong is a 400 with all findings. */
export const unlessFound = async (act: () => Promise<ReturnType<typeof json>>): Promise<ReturnType<typeof json>> => {
  try {
    return await act()
  } catch (error) {
    if (!isCuecardError(error)) throw error
    return refuse(400, error.code, error.message, { findings: error.findings.map(showFinding) })
  }
}
