import { invalidRequest } from '../../core/api-error.ts'
import type { Rule } from '../../core/rule.ts'
import { isGiven, itemsOf, noBreach } from './read.ts'

/** Speech needs a voice and a format. */
export const audioNeedsSettings: Rule = {
  name: 'audio-needs-settings',
  source: 'wire-format 6.2 (S); worded like any missing parameter (A)',
  side: 'request',
  dialects: ['openai'],
  strictness: ['practical'],
  check: ({ modalities, audio }) => {
    if (isGiven(audio) || !itemsOf(modalities).includes('audio')) return noBreach
    const error = invalidRequest("Missing required parameter: 'audio'.", 'audio', 'missing_required_parameter')
    return [{ path: ['audio'], error }]
  },
}
