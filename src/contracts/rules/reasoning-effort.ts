import { invalidRequest } from '../../core/api-error.ts'
import type { Rule } from '../../core/rule.ts'
import { listed, pythonOf } from '../wording/grammar.ts'
import { isGiven, noBreach, profileFor } from './read.ts'

const documented = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max']

/** Each model takes some of the documented efforts; anything else, whatever its type, is an unsupported value. */
export const reasoningEffort: Rule = {
  name: 'reasoning-effort',
  source: 'wire-format 2.3 (M for gpt-5.6; which efforts other models take is assumed, A)',
  side: 'request',
  dialects: ['openai'],
  strictness: ['practical'],
  check: (body) => {
    const { reasoning_effort: effort } = body
    if (!isGiven(effort)) return noBreach
    const { reasoning_efforts: supported = documented, unrecognized = [], foreign } = profileFor(body)
    if (unrecognized.includes('reasoning_effort') && foreign !== true) return noBreach
    if (typeof effort === 'string' && supported.includes(effort)) return noBreach
    const message =
      `Unsupported value: 'reasoning_effort' does not support ${pythonOf(effort)} with this model. ` +
      `Supported values are: ${listed(supported)}.`
    return [{ path: ['reasoning_effort'], error: invalidRequest(message, 'reasoning_effort', 'unsupported_value') }]
  },
}
