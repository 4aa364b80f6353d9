import { invalidRequest } from '../../core/api-error.ts'
import type { Breach, Rule } from '../../core/rule.ts'
import { paramOf } from '../../core/violation.ts'
import { itemsOf, objectOf } from './read.ts'

/** Choices are numbered from 0 in their order. */
export const choiceIndexes: Rule = {
  name: 'choice-indexes',
  source: 'wire-format 4 (C)',
  side: 'response',
  dialects: ['openai'],
  strictness: ['practical'],
  check: (body) =>
    itemsOf(body['choices']).flatMap((choice, index): readonly Breach[] => {
      if (objectOf(choice)['index'] === index) return []
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
