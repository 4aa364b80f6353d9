import { invalidRequest } from '../../core/api-error.ts'
import type { Breach, Rule } from '../../core/rule.ts'
import { paramOf } from '../../core/violation.ts'
import { itemsOf, objectOf } from './read.ts'

/** Choices are numbered from 0 in their order. */
export const choiceIndexes: Rule = {
  name: 'choice-indexes',
  source: 'wire-format 4 (C)',
  side: 'response',
  strictness: ['practical', 'literal'],
  // The printed sample of 002 numbers its one choice 123.
  exempt: { openai: ['literal'] },
  check: (body) =>
    itemsOf(body['choices']).flatMap((choice, index): readonly Breach[] => {
      const { index: given } = objectOf(choice)
      // Where the member is optional it may be left out; where it is not, the schema says so.
      if (given === index || given === undefined) return []
      const path = ['choices', index, 'index']
      return [
        {
          path,
          error: invalidRequest(
            `Invalid value for '${paramOf(path)}': expected ${index}.`,
            paramOf(path),
            'invalid_value',
          ),
        },
      ]
    }),
}
