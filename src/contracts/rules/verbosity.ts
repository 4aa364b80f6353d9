import { invalidRequest } from '../../core/api-error.ts'
import type { Rule } from '../../core/rule.ts'
import { listed } from '../wording/grammar.ts'
import { noBreach, profileFor } from './read.ts'

const documented = ['low', 'medium', 'high']

/** Models before gpt-5 write at one length only. */
export const verbosity: Rule = {
  name: 'verbosity',
  source: 'wire-format 6.2; wording as users report it (R)',
  side: 'request',
  dialects: ['openai'],
  strictness: ['practical'],
  check: (body) => {
    const { verbosity: asked } = body
    // Any other value is the schema's to refuse.
    if (typeof asked !== 'string' || !documented.includes(asked)) return noBreach
    const { verbosities, foreign } = profileFor(body)
    if (verbosities === undefined || verbosities.includes(asked) || foreign === true) return noBreach
    const message =
      `Unsupported value: 'verbosity' does not support '${asked}' with this model. ` +
      `Supported values are: ${listed(verbosities)}.`
    return [{ path: ['verbosity'], error: invalidRequest(message, 'verbosity', 'unsupported_value') }]
  },
}
