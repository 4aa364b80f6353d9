import { isJsonObject, type JsonObject } from '../../core/json.ts'
import { isAudioModel } from './ids.ts'
import { promptTokens } from './prompt-tokens.ts'
import { framingTokens } from './reasoning.ts'
import type { Usage } from './types.ts'
import type { Answer, Work } from './work.ts'

/** What the call costs: the prompt once, the completions of all choices. What a cue says stands in its place, the total follows. */
export const usageOf = (draft: JsonObject, answers: readonly Answer[], work: Work): Usage => {
  const said = isJsonObject(draft['usage']) ? draft['usage'] : undefined
  const prompt = promptTokens(work.request, work.profile, work.counter)
  const framing = framingTokens(work.profile)
  let reasoning = 0
  let completion = 0
  for (const { tokens, reasoning_tokens } of answers) {
    reasoning += reasoning_tokens
    // An answer that never got beyond reasoning was not framed either.
    completion += reasoning_tokens + (tokens === 0 && reasoning_tokens > 0 ? 0 : tokens + framing)
  }
  const usage = details(prompt.tokens, prompt.images, completion, reasoning, work)
  return said === undefined ? usage : overlaid(usage, said)
}

const details = (prompt: number, images: number, completion: number, reasoning: number, { profile }: Work): Usage => {
  const audio = isAudioModel(profile)
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: {
      cached_tokens: 0,
      audio_tokens: 0,
      cache_write_tokens: profile.id.startsWith('gpt-5.6') ? 0 : undefined,
      text_tokens: audio ? prompt - images : undefined,
      image_tokens: audio ? images : undefined,
    },
    completion_tokens_details: {
      reasoning_tokens: reasoning,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
      text_tokens: audio ? completion : undefined,
    },
  }
}

const overlaid = (usage: Usage, said: JsonObject): Usage => {
  const { prompt_tokens, completion_tokens, total_tokens, prompt_tokens_details, completion_tokens_details } = said
  const prompt = typeof prompt_tokens === 'number' ? prompt_tokens : usage.prompt_tokens
  const completion = typeof completion_tokens === 'number' ? completion_tokens : usage.completion_tokens
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: typeof total_tokens === 'number' ? total_tokens : prompt + completion,
    prompt_tokens_details: { ...usage.prompt_tokens_details, ...objectOrNothing(prompt_tokens_details) },
    completion_tokens_details: { ...usage.completion_tokens_details, ...objectOrNothing(completion_tokens_details) },
  }
}

const objectOrNothing = (value: JsonObject[string]): JsonObject | undefined => (isJsonObject(value) ? value : undefined)
