import { invalidRequest } from '../../core/api-error.ts'
import type { Rule } from '../../core/rule.ts'
import { noBreach, profileFor } from './read.ts'

/** A budget for the answer must not exceed what the model can put out. Foreign models are held to nothing. */
export const outputLimit: Rule = {
  name: 'output-limit',
  source: 'wire-format 2.3 (R); max_completion_tokens worded alike (A)',
  side: 'request',
  dialects: ['openai'],
  strictness: ['practical'],
  check: (body) => {
    const { max_tokens, max_completion_tokens } = body
    if (typeof max_tokens !== 'number' && typeof max_completion_tokens !== 'number') return noBreach
    const { max_output, foreign, refuses } = profileFor(body)
    if (foreign === true) return noBreach
    return (['max_tokens', 'max_completion_tokens'] as const).flatMap((name) => {
      const asked = body[name]
      if (typeof asked !== 'number' || asked <= max_output || refuses.includes(name)) return []
      const message = `${name} is too large: ${asked}. This model supports at most ${max_output} completion tokens, whereas you provided ${asked}.`
      return [{ path: [name], error: invalidRequest(message, name) }]
    })
  },
}
