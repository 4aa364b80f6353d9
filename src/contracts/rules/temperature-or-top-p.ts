import { invalidRequest } from '../../core/api-error.ts'
import type { Rule } from '../../core/rule.ts'
import { isGiven, noBreach } from './read.ts'

/** Advice of two documents, not a demand: off unless it is switched on. */
export const temperatureOrTopP: Rule = {
  name: 'temperature-or-top-p',
  source: 'Documents 000 and 001, request rows temperature and top_p: one of them, not both; worded by us',
  side: 'request',
  dialects: ['reseller', 'openai-classic'],
  strictness: ['practical', 'literal'],
  optional: true,
  check: ({ temperature, top_p }) => {
    if (!isGiven(temperature) || !isGiven(top_p)) return noBreach
    const error = invalidRequest("Alter 'temperature' or 'top_p', but not both.", 'top_p')
    return [{ path: ['top_p'], error }]
  },
}
