import { invalidRequest } from '../../core/api-error.ts'
import type { Rule } from '../../core/rule.ts'
import { isGiven, itemsOf, noBreach, objectOf, profileFor } from './read.ts'

/** The newest models call functions here only when they are told not to reason. Efforts that are not given are not guessed. */
export const functionToolsReasoning: Rule = {
  name: 'function-tools-reasoning',
  source: 'wire-format 2.3 (M); the whole sentence and its param as users report them (R)',
  side: 'request',
  dialects: ['openai'],
  strictness: ['practical'],
  stage: 'capability',
  check: (body) => {
    const { reasoning_effort: effort, tools, model } = body
    if (!isGiven(effort) || effort === 'none' || typeof model !== 'string') return noBreach
    if (profileFor(body).tools_without_reasoning !== true) return noBreach
    if (!itemsOf(tools).some((tool) => objectOf(tool)['type'] === 'function')) return noBreach
    const message =
      `Function tools with reasoning_effort are not supported for ${model} in /v1/chat/completions. ` +
      "To use function tools, use /v1/responses or set reasoning_effort to 'none'."
    return [{ path: ['reasoning_effort'], error: invalidRequest(message, 'reasoning_effort') }]
  },
}
