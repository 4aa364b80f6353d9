import { invalidRequest } from '../../core/api-error.ts'
import type { Breach, Rule } from '../../core/rule.ts'
import { paramOf } from '../../core/violation.ts'
import { itemsOf, objectOf } from './read.ts'

/**
 * The function of a call is a text, JSON of its name and arguments. Switched off, it is sent as the object that clients of other services
 * understand; at `literal` the schema wants the text in any case.
 */
export const servicestackFunctionText: Rule = {
  name: 'servicestack-function-text',
  source: 'document 003, ToolCall row Function; dialects 4.4, 3',
  side: 'response',
  dialects: ['servicestack'],
  strictness: ['practical'],
  check: ({ choices }) =>
    itemsOf(choices).flatMap((choice, index) =>
      itemsOf(objectOf(objectOf(choice)['message'])['tool_calls']).flatMap((call, at): readonly Breach[] => {
        if (typeof objectOf(call)['function'] === 'string') return []
        const path = ['choices', index, 'message', 'tool_calls', at, 'function']
        return [
          { path, error: invalidRequest(`Invalid type for '${paramOf(path)}': expected a string.`, paramOf(path)) },
        ]
      }),
    ),
}
