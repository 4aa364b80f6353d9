import { invalidRequest } from '../../core/api-error.ts'
import type { Json, JsonObject } from '../../core/json.ts'
import type { Rule } from '../../core/rule.ts'
import { isGiven, itemsOf, noBreach, objectOf, profileFor } from './read.ts'

/** An audio model wants to hear or to speak. */
export const audioModelNeedsAudio: Rule = {
  name: 'audio-model-needs-audio',
  source: 'As users of gpt-4o-audio-preview and gpt-audio report it (R)',
  side: 'request',
  dialects: ['openai'],
  strictness: ['practical'],
  stage: 'capability',
  check: (body) => {
    if (!profileFor(body).audio || itemsOf(body['modalities']).includes('audio')) return noBreach
    if (itemsOf(body['messages']).some((message) => isHeard(objectOf(message)))) return noBreach
    const message = 'This model requires that either input content or output modality contain audio.'
    return [{ path: ['model'], error: invalidRequest(message, 'model', 'invalid_value') }]
  },
}

const isHeard = ({ content, audio }: JsonObject): boolean =>
  isGiven(audio) || itemsOf(content).some((part: Json) => objectOf(part)['type'] === 'input_audio')
