import type { JsonObject } from './core/json.ts'
import { paramOf } from './core/violation.ts'
import { scenarioFileSchema } from './scenario-file.ts'
import { findProblems } from './scenarios/check.ts'
import { toPlain } from './scenarios/plain.ts'

/** What is wrong with a draft that a function has returned, as it would be wrong with one in a file. */
export const problemsInDraft = (draft: JsonObject): readonly string[] => {
  const { value, problems } = toPlain(draft)
  return [...problems, ...findProblems(value, { $ref: '#/$defs/draft' }, scenarioFileSchema)].map(
    ({ path, message }) => `the function of the reply returned: ${paramOf(path) || 'it'} ${message}`,
  )
}
