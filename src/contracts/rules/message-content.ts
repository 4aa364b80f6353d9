import { invalidRequest } from '../../core/api-error.ts'
import type { JsonObject } from '../../core/json.ts'
import type { Breach, Rule } from '../../core/rule.ts'
import { dottedParamOf } from '../../core/violation.ts'
import { enough, isGiven, itemsOf, noBreach, objectOf } from './read.ts'

/**
 * Every message has content, save an assistant's that has something instead and a function's that is null.
 * Developer messages are held to it by their schema. The last of all checks.
 */
export const messageContent: Rule = {
  name: 'message-content',
  source: 'wire-format 2.3, 3.1 (M)',
  side: 'request',
  dialects: ['openai'],
  strictness: ['practical'],
  stage: 'conversation',
  check: ({ messages }) => {
    let breaches: Breach[] | undefined
    const items = itemsOf(messages)
    for (let index = 0; index < items.length; index++) {
      const message = objectOf(items[index])
      const { content } = message
      if (typeof content === 'string' || isGiven(content) || mayBeSilent(message)) continue
      const path = ['messages', index, 'content']
      breaches ??= []
      breaches.push({
        path,
        error: invalidRequest("Invalid value for 'content': expected a string, got null.", dottedParamOf(path)),
      })
      if (breaches.length === enough) break
    }
    return breaches ?? noBreach
  },
}

const mayBeSilent = (message: JsonObject): boolean => {
  const { role } = message
  if (role === 'assistant')
    return (
      isGiven(message['tool_calls']) ||
      isGiven(message['function_call']) ||
      isGiven(message['refusal']) ||
      isGiven(message['audio'])
    )
  if (role === 'function') return message['content'] === null
  return role !== 'system' && role !== 'user' && role !== 'tool'
}
