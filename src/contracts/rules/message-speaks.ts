import { invalidRequest } from '../../core/api-error.ts'
import type { JsonObject } from '../../core/json.ts'
import type { Breach, Rule } from '../../core/rule.ts'
import { paramOf } from '../../core/violation.ts'
import { isGiven, itemsOf, objectOf } from './read.ts'

/** An answer says something: content, a refusal, calls or sound. Only one that the filter broke off may be empty. */
export const messageSpeaks: Rule = {
  name: 'message-speaks',
  source: 'wire-format 4 (C)',
  side: 'response',
  strictness: ['practical', 'literal'],
  check: (body) =>
    itemsOf(body['choices']).flatMap((item, index): readonly Breach[] => {
      const choice = objectOf(item)
      // Whether there is a message at all is the schema's to judge.
      if (choice['message'] === undefined || choice['finish_reason'] === 'content_filter') return []
      if (speaks(objectOf(choice['message']))) return []
      const path = ['choices', index, 'message']
      const message = `Invalid '${paramOf(path)}': expected content, a refusal, tool calls, a function call or audio, but got none of them.`
      return [{ path, error: invalidRequest(message, paramOf(path), 'invalid_value') }]
    }),
}

const speaks = (message: JsonObject): boolean =>
  isGiven(message['content']) ||
  isGiven(message['refusal']) ||
  itemsOf(message['tool_calls']).length > 0 ||
  isGiven(message['function_call']) ||
  isGiven(message['audio'])
