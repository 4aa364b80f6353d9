import { invalidRequest } from '../../core/api-error.ts'
import type { JsonObject } from '../../core/json.ts'
import type { Breach, Rule } from '../../core/rule.ts'
import { paramOf } from '../../core/violation.ts'
import { isGiven, itemsOf, objectOf } from './read.ts'

/** Reasons that say what the answer holds. One that was broken off may hold anything; any other word is the schema's to judge. */
const telling = ['stop', 'tool_calls', 'function_call']

/** Why an answer ends fits what it holds: `tool_calls` with calls, `function_call` with the older form, `stop` with neither. */
export const finishReason: Rule = {
  name: 'finish-reason',
  source: 'wire-format 4, 6.2 (C)',
  side: 'response',
  strictness: ['practical', 'literal'],
  // The printed sample of 002 stops with everything there is.
  exempt: { openai: ['literal'] },
  check: (body) =>
    itemsOf(body['choices']).flatMap((item, index): readonly Breach[] => {
      const choice = objectOf(item)
      const { finish_reason: reason } = choice
      const wanted = wantedFor(objectOf(choice['message']))
      if (typeof reason !== 'string' || reason === wanted || !telling.includes(reason)) return []
      const path = ['choices', index, 'finish_reason']
      const message = `Invalid value for '${paramOf(path)}': expected '${wanted}' for this message, but got '${reason}'.`
      return [{ path, error: invalidRequest(message, paramOf(path), 'invalid_value') }]
    }),
}

const wantedFor = (message: JsonObject): string => {
  if (itemsOf(message['tool_calls']).length > 0) return 'tool_calls'
  return isGiven(message['function_call']) ? 'function_call' : 'stop'
}
