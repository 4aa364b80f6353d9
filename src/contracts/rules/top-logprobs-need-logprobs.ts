import { needs } from './needs.ts'

/** `top_logprobs` only with `logprobs: true`. */
export const topLogprobsNeedLogprobs = needs(
  'top-logprobs-need-logprobs',
  'wire-format 2.3 (M)',
  'top_logprobs',
  "The 'top_logprobs' parameter is only allowed when 'logprobs' is enabled.",
  ({ logprobs }) => logprobs === true,
)
