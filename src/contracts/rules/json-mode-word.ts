import { invalidRequest } from '../../core/api-error.ts'
import type { Json } from '../../core/json.ts'
import type { Rule } from '../../core/rule.ts'
import { itemsOf, noBreach, objectOf } from './read.ts'

/** JSON mode without the word "json" anywhere in the messages would never end. */
export const jsonModeWord: Rule = {
  name: 'json-mode-word',
  source: 'wire-format 2.3 (R)',
  side: 'request',
  dialects: ['openai'],
  strictness: ['practical'],
  check: ({ response_format, messages }) => {
    if (objectOf(response_format)['type'] !== 'json_object') return noBreach
    if (itemsOf(messages).some((message) => saysJson(objectOf(message)['content']))) return noBreach
    return [
      {
        path: ['messages'],
        error: invalidRequest(
          "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
          'messages',
        ),
      },
    ]
  },
}

const saysJson = (content: Json | undefined): boolean => {
  if (typeof content === 'string') return /json/i.test(content)
  return itemsOf(content).some((part) => {
    const { text } = objectOf(part)
    return typeof text === 'string' && /json/i.test(text)
  })
}
