import { invalidRequest } from '../../core/api-error.ts'
import type { Rule } from '../../core/rule.ts'
import { pythonOf } from '../wording/grammar.ts'
import { itemsOf, noBreach, objectOf } from './read.ts'

/** Streamed speech comes as raw samples, whatever else `audio.format` may be otherwise. */
export const streamedAudioFormat: Rule = {
  name: 'streamed-audio-format',
  source: 'Wording as users report it (R); its code is assumed (A)',
  side: 'request',
  dialects: ['openai'],
  strictness: ['practical'],
  check: ({ stream, modalities, audio }) => {
    const { format } = objectOf(audio)
    if (stream !== true || typeof format !== 'string' || format === 'pcm16') return noBreach
    if (!itemsOf(modalities).includes('audio')) return noBreach
    const message = `Unsupported value: 'audio.format' does not support ${pythonOf(format)} when stream=true. Supported values are: 'pcm16'.`
    return [{ path: ['audio', 'format'], error: invalidRequest(message, 'audio.format', 'unsupported_value') }]
  },
}
