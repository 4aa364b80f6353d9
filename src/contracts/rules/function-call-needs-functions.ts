import { needs } from './needs.ts'
import { isGiven } from './read.ts'

/** The older `function_call` only with `functions`. */
export const functionCallNeedsFunctions = needs(
  'function-call-needs-functions',
  'wire-format 2.3, worded like tool_choice (A)',
  'function_call',
  "Invalid value for 'function_call': 'function_call' is only allowed when 'functions' are specified.",
  ({ functions }) => isGiven(functions),
)
