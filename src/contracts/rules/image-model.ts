import { invalidRequest } from '../../core/api-error.ts'
import type { Rule } from '../../core/rule.ts'
import { dottedParamOf } from '../../core/violation.ts'
import { breachesOfParts } from './content-parts.ts'
import { noBreach, profileFor } from './read.ts'

/** Some models see no images. */
export const imageModel: Rule = {
  name: 'image-model',
  source: 'Wording as users of gpt-3.5-turbo and gpt-4 report it (R); which models, from their pages (D)',
  side: 'request',
  dialects: ['openai'],
  strictness: ['practical'],
  stage: 'conversation',
  check: (body) => {
    if (profileFor(body).vision) return noBreach
    return breachesOfParts(body['messages'], ({ type }, path) => {
      if (type !== 'image_url') return undefined
      const place = [...path, 'type']
      const message = 'Invalid content type. image_url is only supported by certain models.'
      return { path: place, error: invalidRequest(message, dottedParamOf(place)) }
    })
  },
}
