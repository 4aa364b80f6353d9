import { invalidRequest } from '../../core/api-error.ts'
import type { Rule } from '../../core/rule.ts'
import { isGiven, itemsOf, noBreach } from './read.ts'

/** Whoever asks for sound says how it is to sound. */
export const servicestackAudio: Rule = {
  name: 'servicestack-audio',
  source: 'document 003, request row Audio',
  side: 'request',
  dialects: ['servicestack'],
  strictness: ['literal'],
  check: ({ modalities, audio }) =>
    itemsOf(modalities).includes('audio') && !isGiven(audio)
      ? [{ path: ['audio'], error: invalidRequest(message, 'audio') }]
      : noBreach,
}

const message = "'audio' is required when 'modalities' has audio."
