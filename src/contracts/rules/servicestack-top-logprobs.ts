import { invalidRequest } from '../../core/api-error.ts'
import type { Rule } from '../../core/rule.ts'
import { isGiven, noBreach } from './read.ts'

/** `top_logprobs` only with `logprobs: true`; the document's own sample breaks it, so it holds by the letter only. */
export const servicestackTopLogprobs: Rule = {
  name: 'servicestack-top-logprobs',
  source: 'document 003, request row TopLogprobs; dialects 4.4, 9',
  side: 'request',
  dialects: ['servicestack'],
  strictness: ['literal'],
  check: ({ top_logprobs, logprobs }) =>
    isGiven(top_logprobs) && logprobs !== true
      ? [{ path: ['top_logprobs'], error: invalidRequest(message, 'top_logprobs') }]
      : noBreach,
}

const message = "'top_logprobs' may only be given with 'logprobs' set to true."
