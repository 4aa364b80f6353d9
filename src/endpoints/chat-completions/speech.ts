import { soundOf } from './audio/sound.ts'
import { audioId } from './ids.ts'
import type { Audio } from './types.ts'
import type { Work } from './work.ts'

/** Tokens a second of sound that a model makes: one every 50 milliseconds. */
const tokensPerSecond = 20

/** A day, as long as the service keeps sound. */
const life = 86_400

/** Seconds of sound that all choices of an answer have together, at most. */
const mostSeconds = 120

/** What of a spoken answer is given; the rest is made for it. */
type Said = Partial<Audio> & Pick<Audio, 'transcript'>

export interface Speech {
  readonly audio: Audio
  readonly tokens: number
}

/** A text as sound that lasts as long as saying it; `most`: tokens that it may cost. */
export const speak = (said: Said, format: string, most: number, { request, context, at }: Work): Speech => {
  const seconds = Math.min(secondsToSay(said.transcript), mostSeconds / request.n, most / tokensPerSecond)
  return {
    audio: {
      id: said.id ?? audioId(context.ids),
      expires_at: said.expires_at ?? Math.floor(at / 1000) + life,
      data: said.data ?? soundOf(format, seconds),
      transcript: said.transcript,
    },
    tokens: Math.floor(seconds * tokensPerSecond),
  }
}

/** At about 15 characters a second, and 4 of those that stand for a syllable or a word. */
const secondsToSay = (text: string): number => {
  const length = Math.min(text.length, mostSeconds * 15)
  let seconds = 0
  for (let index = 0; index < length; index++) seconds += text.charCodeAt(index) < 0x2e80 ? 1 / 15 : 1 / 4
  return seconds
}
