import { needs } from './needs.ts'
import { isGiven } from './read.ts'

/** `tool_choice`, whatever it says, only with `tools`. */
export const toolChoiceNeedsTools = needs(
  'tool-choice-needs-tools',
  'wire-format 2.3 (R)',
  'tool_choice',
  "Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are specified.",
  ({ tools }) => isGiven(tools),
)
