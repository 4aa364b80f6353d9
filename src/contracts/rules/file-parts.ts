import { invalidRequest } from '../../core/api-error.ts'
import type { Rule } from '../../core/rule.ts'
import { paramOf } from '../../core/violation.ts'
import { breachesOfParts } from './content-parts.ts'
import { isGiven, objectOf } from './read.ts'

/** A file is named by its id, or comes along with its name. */
export const fileParts: Rule = {
  name: 'file-parts',
  source: 'wire-format 6.2; as users report it of data without a filename (R)',
  side: 'request',
  dialects: ['openai'],
  strictness: ['practical'],
  check: ({ messages }) =>
    breachesOfParts(messages, ({ type, file }, path) => {
      if (type !== 'file' || typeof file !== 'object') return undefined
      const { file_id, file_data, filename } = objectOf(file)
      if (isGiven(file_id) || (isGiven(file_data) && isGiven(filename))) return undefined
      const place = [...path, 'file', 'file_id']
      const param = paramOf(place)
      return {
        path: place,
        error: invalidRequest(`Missing required parameter: '${param}'.`, param, 'missing_required_parameter'),
      }
    }),
}
