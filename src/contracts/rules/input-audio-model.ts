import { invalidRequest } from '../../core/api-error.ts'
import type { Rule } from '../../core/rule.ts'
import { paramOf } from '../../core/violation.ts'
import { breachesOfParts } from './content-parts.ts'
import { noBreach, profileFor } from './read.ts'

/** Models that hear nothing take text and images. */
export const inputAudioModel: Rule = {
  name: 'input-audio-model',
  source: 'wire-format 2.3 (C)',
  side: 'request',
  dialects: ['openai'],
  strictness: ['practical'],
  check: (body) => {
    const { audio, foreign } = profileFor(body)
    if (audio || foreign === true) return noBreach
    return breachesOfParts(body['messages'], ({ type }, path) => {
      if (type !== 'input_audio') return undefined
      const param = paramOf(path.slice(0, 2))
      const message = `Invalid '${param}'. Content blocks are expected to be either text or image_url type.`
      return { path, error: invalidRequest(message, param, 'invalid_value') }
    })
  },
}
