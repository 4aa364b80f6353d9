import { invalidRequest } from '../../core/api-error.ts'
import type { Rule } from '../../core/rule.ts'
import { isGiven, noBreach, profileFor } from './read.ts'

/** Models that do not reason refuse `reasoning_effort` in the words of an older check. */
export const unrecognizedArguments: Rule = {
  name: 'unrecognized-arguments',
  source: 'Document 002, sample; wording as users of gpt-4o, gpt-4o-mini and gpt-4.1 report it (R)',
  side: 'request',
  dialects: ['openai'],
  strictness: ['practical'],
  stage: 'unknown',
  check: (body) => {
    const { unrecognized, foreign } = profileFor(body)
    if (unrecognized === undefined || foreign === true) return noBreach
    return unrecognized
      .filter((name) => isGiven(body[name]))
      .map((name) => ({ path: [name], error: invalidRequest(`Unrecognized request argument supplied: ${name}`) }))
  },
}
