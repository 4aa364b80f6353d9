import { invalidRequest } from '../../core/api-error.ts'
import type { Json } from '../../core/json.ts'
import type { Breach, Rule } from '../../core/rule.ts'
import { paramOf } from '../../core/violation.ts'
import { itemsOf, objectOf } from './read.ts'

/** An answer says something or refuses to, never both. */
export const saidOrRefused: Rule = {
  name: 'said-or-refused',
  source: 'wire-format 4 (C)',
  side: 'response',
  strictness: ['practical', 'literal'],
  // The printed samples of 002 and 003 have both.
  exempt: { openai: ['literal'], servicestack: ['practical'] },
  check: (body) =>
    itemsOf(body['choices']).flatMap((choice, index): readonly Breach[] => {
      const { content, refusal } = objectOf(objectOf(choice)['message'])
      if (!isText(content) || !isText(refusal)) return []
      const path = ['choices', index, 'message', 'refusal']
      const message = `Invalid value for '${paramOf(path)}': expected content or a refusal, but got both.`
      return [{ path, error: invalidRequest(message, paramOf(path), 'invalid_value') }]
    }),
}

/** A dialect may demand a content where there is none: the empty text. */
const isText = (value: Json | undefined): boolean => typeof value === 'string' && value !== ''
