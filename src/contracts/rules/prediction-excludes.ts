import { invalidRequest } from '../../core/api-error.ts'
import type { Json, JsonObject } from '../../core/json.ts'
import type { Rule } from '../../core/rule.ts'
import { isGiven, itemsOf, noBreach } from './read.ts'

type Value = Json | undefined

const isAbove = (limit: number) => (value: Value) => typeof value === 'number' && value > limit

/** What cannot stand beside a prediction, and from when on. */
const excluded: Readonly<Record<string, (value: Value) => boolean>> = {
  tools: isGiven,
  functions: isGiven,
  max_completion_tokens: isGiven,
  n: isAbove(1),
  presence_penalty: isAbove(0),
  frequency_penalty: isAbove(0),
  logprobs: (value) => value === true,
  audio: isGiven,
  modalities: (value) => itemsOf(value).includes('audio'),
}

/** A predicted answer is a text like the one that is asked for: one, by the usual sampling, without calls. */
export const predictionExcludes: Rule = {
  name: 'prediction-excludes',
  source: 'wire-format 6.2 (D); functions like tools and the wording assumed (A)',
  side: 'request',
  dialects: ['openai'],
  strictness: ['practical'],
  check: (body) => {
    if (!isGiven(body['prediction'])) return noBreach
    const name = Object.keys(excluded).find((field) => excludes(field, body))
    if (name === undefined) return noBreach
    const message = `Invalid value for 'prediction': 'prediction' is not supported together with '${name}'.`
    return [{ path: ['prediction'], error: invalidRequest(message, 'prediction') }]
  },
}

const excludes = (field: string, body: JsonObject): boolean => excluded[field]?.(body[field]) === true
