import { invalidRequest } from '../../core/api-error.ts'
import type { Json } from '../../core/json.ts'
import type { Breach, Rule } from '../../core/rule.ts'
import { paramOf } from '../../core/violation.ts'
import { noBreach, objectOf } from './read.ts'

/** The counts of an answer add up. */
export const usageSums: Rule = {
  name: 'usage-sums',
  source: 'wire-format 4, 11',
  side: 'response',
  strictness: ['practical', 'literal'],
  check: (body) => {
    const usage = objectOf(body['usage'])
    if (countsOf.some((name) => typeof usage[name] !== 'number')) return noBreach
    const prompt = countOf(usage['prompt_tokens'])
    const completion = countOf(usage['completion_tokens'])
    const breaches: Breach[] = []
    if (countOf(usage['total_tokens']) !== prompt + completion)
      breaches.push(
        breach(
          ['usage', 'total_tokens'],
          `must be ${prompt + completion}, the sum of prompt_tokens and completion_tokens`,
        ),
      )
    if (countOf(objectOf(usage['prompt_tokens_details'])['cached_tokens']) > prompt)
      breaches.push(
        breach(['usage', 'prompt_tokens_details', 'cached_tokens'], `must not exceed prompt_tokens, ${prompt}`),
      )
    if (countOf(objectOf(usage['completion_tokens_details'])['reasoning_tokens']) > completion)
      breaches.push(
        breach(
          ['usage', 'completion_tokens_details', 'reasoning_tokens'],
          `must not exceed completion_tokens, ${completion}`,
        ),
      )
    return breaches
  },
}

const countsOf = ['prompt_tokens', 'completion_tokens', 'total_tokens']

const countOf = (value: Json | undefined): number => (typeof value === 'number' ? value : 0)

const breach = (path: readonly string[], demand: string): Breach => ({
  path,
  error: invalidRequest(`Invalid value for '${paramOf(path)}': ${demand}.`, paramOf(path), 'invalid_value'),
})
