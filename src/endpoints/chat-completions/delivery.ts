import { isJsonObject, type Json } from '../../core/json.ts'
import { knownProfile, type ModelProfile } from '../../core/models.ts'
import { cited, type Cited } from './citations.ts'
import { isSearchModel } from './ids.ts'
import { limitText } from './limits.ts'
import { messageOf, textMessage } from './message.ts'
import type { ChatRequest } from './request.ts'
import { speak } from './speech.ts'
import { predictedText } from './usage/predicted.ts'
import type { Answer, Work } from './work.ts'

/** What an answer in words is beside plain text. */
export interface Delivery {
  /** Said instead of a text that is made up. */
  readonly predicted: string | undefined
  /** The request's `web_search_options`: the answer names its sources. */
  readonly search: Json | undefined
  /** The answer is spoken, in this format. */
  readonly format: string | undefined
}

/** How a request wants its words delivered; `undefined`: as plain text, like most. */
export const deliveryOf = ({ body, model, stream }: ChatRequest, profile: ModelProfile): Delivery | undefined => {
  const { modalities, web_search_options } = body
  // A model that is not known may be a search model.
  const searches = isSearchModel(profile) || (isJsonObject(web_search_options) && knownProfile(model) === undefined)
  const speaks = Array.isArray(modalities) && modalities.includes('audio')
  const predicted = predictedText(body)
  if (!searches && !speaks && predicted === undefined) return undefined
  return {
    // Nobody predicts that nothing is said.
    predicted: predicted === '' ? undefined : predicted,
    search: searches ? (web_search_options ?? null) : undefined,
    format: speaks ? audioFormatOf(body['audio'], stream) : undefined,
  }
}

/** The form that sound is asked for in. */
export const audioFormatOf = (audio: Json | undefined, stream: boolean): string => {
  const format = isJsonObject(audio) ? audio['format'] : undefined
  return typeof format === 'string' ? format : stream ? 'pcm16' : 'wav'
}

/** Of the tokens of a spoken answer, one in so many is text; the others are sound. */
const tokensSpoken = 6

/** A made-up text as the request wants it delivered, within its limits. Sound comes out of the same budget. */
export const deliver = (
  text: string,
  { search, format }: Delivery,
  work: Work,
  seed: number,
  budget: number,
): Omit<Answer, 'reasoning_tokens'> => {
  const { request, counter } = work
  const made: Cited = search === undefined ? { text, annotations: [] } : cited(text, request.user, search, seed)
  const most = format === undefined ? budget : Math.max(1, Math.floor(budget / tokensSpoken))
  const { text: content, finish_reason } = limitText(made.text, request.stop, most, counter)
  const tokens = counter.count(content)
  if (format !== undefined) {
    const { audio, tokens: audio_tokens } = speak({ transcript: content }, format, budget - tokens, work)
    return { message: messageOf({ content: null, audio }), finish_reason, tokens, audio_tokens }
  }
  const whole = made.annotations.filter(({ url_citation }) => url_citation.end_index <= content.length)
  return { message: textMessage(content, whole), finish_reason, tokens }
}
