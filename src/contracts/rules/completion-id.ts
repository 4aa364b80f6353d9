import { invalidRequest } from '../../core/api-error.ts'
import type { Rule } from '../../core/rule.ts'
import { noBreach } from './read.ts'

/** Completions are known by `chatcmpl-` and letters, digits and dashes. */
export const completionId: Rule = {
  name: 'completion-id',
  source: 'wire-format 4 (C); documents 000 and 001, response sample',
  side: 'response',
  strictness: ['practical', 'literal'],
  // The printed samples of 002 and 003 have placeholders.
  exempt: { openai: ['literal'], servicestack: ['practical'] },
  check: ({ id }) => {
    if (typeof id !== 'string' || /^chatcmpl-[A-Za-z0-9-]+$/.test(id)) return noBreach
    const message = "Invalid value for 'id': expected 'chatcmpl-' followed by letters and digits."
    return [{ path: ['id'], error: invalidRequest(message, 'id', 'invalid_value') }]
  },
}
