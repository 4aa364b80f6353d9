import { invalidRequest } from '../../core/api-error.ts'
import type { Rule } from '../../core/rule.ts'
import { isGiven, noBreach, profileFor } from './read.ts'

/** Newer models do not know some documented parameters, as if they were misspelt. */
export const unknownToModel: Rule = {
  name: 'unknown-to-model',
  source: 'wire-format 2.3, 3.5 (M)',
  side: 'request',
  dialects: ['openai'],
  strictness: ['practical'],
  stage: 'unknown',
  check: (body) => {
    const { unknown } = profileFor(body)
    if (unknown === undefined) return noBreach
    return unknown
      .filter((name) => isGiven(body[name]))
      .map((name) => ({
        path: [name],
        error: invalidRequest(`Unknown parameter: '${name}'.`, name, 'unknown_parameter'),
      }))
  },
}
