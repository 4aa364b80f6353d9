import { invalidRequest } from '../../core/api-error.ts'
import type { Rule } from '../../core/rule.ts'
import { isGiven, noBreach, profileFor } from './read.ts'

const instead: Readonly<Record<string, string>> = { max_tokens: " Use 'max_completion_tokens' instead." }

/** Parameters that some models refuse whatever their value is. */
const candidates = ['functions', 'tools', 'parallel_tool_calls', 'max_tokens', 'logit_bias', 'stop', 'prediction']

/** Reasoning models refuse `max_tokens` and others as soon as they are given. */
export const refusedParameters: Rule = {
  name: 'refused-parameters',
  source: 'wire-format 2.3 (M); tools and parallel_tool_calls as users of the o-series report them (R)',
  side: 'request',
  dialects: ['openai'],
  strictness: ['practical'],
  check: (body) => {
    const { refuses } = profileFor(body)
    if (refuses.length === 0) return noBreach
    return candidates
      .filter((name) => isGiven(body[name]) && refuses.includes(name))
      .map((name) => ({
        path: [name],
        error: invalidRequest(
          `Unsupported parameter: '${name}' is not supported with this model.${instead[name] ?? ''}`,
          name,
          'unsupported_parameter',
        ),
      }))
  },
}
