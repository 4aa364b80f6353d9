import { invalidRequest } from '../../core/api-error.ts'
import type { Breach, Rule } from '../../core/rule.ts'
import { paramOf } from '../../core/violation.ts'
import { itemsOf, objectOf } from './read.ts'

/** Every call that an answer makes has an id of its own, whichever choice it is in. */
export const answerCallIds: Rule = {
  name: 'answer-call-ids',
  source: 'wire-format 4 (C)',
  side: 'response',
  strictness: ['practical', 'literal'],
  check: (body) => {
    const ids = new Set<string>()
    const breaches: Breach[] = []
    for (const [index, choice] of itemsOf(body['choices']).entries())
      for (const [call, made] of itemsOf(objectOf(objectOf(choice)['message'])['tool_calls']).entries()) {
        const { id } = objectOf(made)
        if (typeof id !== 'string') continue
        if (ids.has(id)) breaches.push(breach(['choices', index, 'message', 'tool_calls', call, 'id'], id))
        ids.add(id)
      }
    return breaches
  },
}

const breach = (path: Breach['path'], id: string): Breach => ({
  path,
  error: invalidRequest(
    `Invalid value for '${paramOf(path)}': '${id}' is the id of another call.`,
    paramOf(path),
    'invalid_value',
  ),
})
