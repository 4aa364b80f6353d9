import { needs } from './needs.ts'
import { isGiven } from './read.ts'

/** `parallel_tool_calls` only with `tools`. */
export const parallelToolCallsNeedsTools = needs(
  'parallel-tool-calls-needs-tools',
  'wire-format 2.3 (R)',
  'parallel_tool_calls',
  "Invalid value for 'parallel_tool_calls': 'parallel_tool_calls' is only allowed when 'tools' are specified.",
  ({ tools }) => isGiven(tools),
)
