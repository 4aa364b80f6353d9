import { invalidRequest } from '../../core/api-error.ts'
import { knownProfile } from '../../core/models.ts'
import type { Rule } from '../../core/rule.ts'
import { isGiven, noBreach } from './read.ts'

/** Only search models take `web_search_options`. Models that are not known may be search models. */
export const webSearchModel: Rule = {
  name: 'web-search-model',
  source: 'wire-format 2.3 (C)',
  side: 'request',
  dialects: ['openai'],
  strictness: ['practical'],
  check: ({ model, web_search_options }) => {
    if (!isGiven(web_search_options) || typeof model !== 'string') return noBreach
    const profile = knownProfile(model)
    if (profile === undefined || model.includes('search')) return noBreach
    if (profile.unknown?.includes('web_search_options') === true) return noBreach
    const error = invalidRequest('Web search options not supported with this model.', 'web_search_options')
    return [{ path: ['web_search_options'], error }]
  },
}
