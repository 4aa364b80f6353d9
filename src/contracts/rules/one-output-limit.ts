import { invalidRequest } from '../../core/api-error.ts'
import type { Rule } from '../../core/rule.ts'
import { isGiven, noBreach } from './read.ts'

/** The budget for the answer is given by its old name or by its new one, not by both. */
export const oneOutputLimit: Rule = {
  name: 'one-output-limit',
  source: 'wire-format 6.2; wording as users report it (R)',
  side: 'request',
  dialects: ['openai'],
  strictness: ['practical'],
  check: ({ max_tokens, max_completion_tokens }) => {
    if (!isGiven(max_tokens) || !isGiven(max_completion_tokens)) return noBreach
    const message = "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported."
    return [{ path: ['max_tokens'], error: invalidRequest(message, 'max_tokens', 'invalid_parameter_combination') }]
  },
}
