import { invalidRequest } from '../../core/api-error.ts'
import type { Rule } from '../../core/rule.ts'
import { noBreach, profileFor } from './read.ts'

/** The newest models keep their cache for a day, and nothing else can be asked of them. */
export const cacheRetentionModel: Rule = {
  name: 'cache-retention-model',
  source: 'wire-format 2.3 (M)',
  side: 'request',
  dialects: ['openai'],
  strictness: ['practical'],
  check: (body) => {
    if (body['prompt_cache_retention'] !== 'in_memory' || profileFor(body).long_cache !== true) return noBreach
    const message = 'This model is compatible only with 24h extended prompt caching'
    return [{ path: ['prompt_cache_retention'], error: invalidRequest(message, 'prompt_cache_retention') }]
  },
}
