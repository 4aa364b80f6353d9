import { invalidRequest } from '../../core/api-error.ts'
import type { Breach, Rule } from '../../core/rule.ts'
import { noBreach, profileFor } from './read.ts'

/** `n` and `top_logprobs` are capped by the model. */
export const modelCaps: Rule = {
  name: 'model-caps',
  source: 'wire-format 2.3, 3.5 (M)',
  side: 'request',
  dialects: ['openai'],
  strictness: ['practical'],
  check: (body) => {
    const { n, top_logprobs } = body
    if (typeof n !== 'number' && typeof top_logprobs !== 'number') return noBreach
    const caps = profileFor(body)
    const breaches: Breach[] = []
    if (typeof n === 'number' && n > caps.n) {
      const message = `Invalid 'n': integer above maximum value. Expected a value <= ${caps.n}, but got ${n} instead.`
      breaches.push({ path: ['n'], error: invalidRequest(message, 'n', 'integer_above_max_value') })
    }
    if (typeof top_logprobs === 'number' && top_logprobs > caps.top_logprobs) {
      const message = `Invalid value for 'top_logprobs': must be less than or equal to ${caps.top_logprobs}.`
      breaches.push({ path: ['top_logprobs'], error: invalidRequest(message, 'top_logprobs') })
    }
    return breaches
  },
}
