import { isJsonObject, type JsonObject } from '../../../core/json.ts'
import { isAudioModel } from '../ids.ts'
import type { Usage } from '../types.ts'
import type { Answer, Work } from '../work.ts'
import { cachedTokens, isBilled } from './cached.ts'
import { predictedTokens } from './predicted.ts'
import { promptTokens } from './prompt-tokens.ts'
import { framingTokens } from './reasoning.ts'

/** What the call costs: the prompt once, the completions of all choices. What a cue says stands in its place, the total follows. */
export const usageOf = (draft: JsonObject, answers: readonly Answer[], work: Work): Usage => {
  const said = isJsonObject(draft['usage']) ? draft['usage'] : undefined
  const usage = counted(answers, work)
  return said === undefined ? usage : overlaid(usage, said)
}

const counted = (answers: readonly Answer[], work: Work): Usage => {
  const { request, profile, counter } = work
  const prompt = promptTokens(request, profile, counter)
  const { cached, written } = cachedTokens(prompt, work)
  const { reasoning, spoken, completion: made } = sumOf(answers, framingTokens(profile))
  const { accepted, rejected } = predictedTokens(request.body, answers[0]?.message.content ?? null, counter)
  // What was predicted in vain is billed like what was said, as far as the answer may go.
  const vain = Math.max(0, Math.min(rejected, request.max_tokens - made))
  const completion = made + vain
  const isAudio = isAudioModel(profile)
  return {
    prompt_tokens: prompt.tokens,
    completion_tokens: completion,
    total_tokens: prompt.tokens + completion,
    prompt_tokens_details: {
      cached_tokens: cached,
      audio_tokens: prompt.audio,
      cache_write_tokens: isBilled(work) ? written : undefined,
      text_tokens: isAudio ? prompt.tokens - prompt.images - prompt.audio : undefined,
      image_tokens: isAudio ? prompt.images : undefined,
    },
    completion_tokens_details: {
      reasoning_tokens: reasoning,
      audio_tokens: spoken,
      accepted_prediction_tokens: accepted,
      rejected_prediction_tokens: vain,
      text_tokens: isAudio ? completion - spoken : undefined,
    },
  }
}

const sumOf = (answers: readonly Answer[], framing: number) => {
  let reasoning = 0
  let spoken = 0
  let completion = 0
  for (const { tokens, reasoning_tokens, audio_tokens = 0 } of answers) {
    reasoning += reasoning_tokens
    spoken += audio_tokens
    const said = tokens + audio_tokens
    // An answer that never got beyond reasoning was not framed either.
    completion += reasoning_tokens + (said === 0 && reasoning_tokens > 0 ? 0 : said + framing)
  }
  return { reasoning, spoken, completion }
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
