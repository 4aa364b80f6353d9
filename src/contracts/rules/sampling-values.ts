import { invalidRequest } from '../../core/api-error.ts'
import type { Json, JsonObject } from '../../core/json.ts'
import type { Breach, Rule } from '../../core/rule.ts'
import { pythonOf } from '../wording/grammar.ts'
import { noBreach, profileFor } from './read.ts'

/** What reasoning models take nothing but the default of, in the order of the service's checks. */
const defaults: Readonly<Record<string, Json>> = {
  temperature: 1,
  top_p: 1,
  presence_penalty: 0,
  frequency_penalty: 0,
  logprobs: false,
}

/** Refused only while the model reasons: `reasoning_effort: none` lets them through. */
const whileReasoning = ['presence_penalty', 'frequency_penalty', 'logprobs']

/** Reasoning models sample in one way only. Looked at after all fields. */
export const samplingValues: Rule = {
  name: 'sampling-values',
  source: 'wire-format 2.3, 3.1 (M)',
  side: 'request',
  dialects: ['openai'],
  strictness: ['practical'],
  stage: 'capability',
  check: (body) => {
    const { refuses } = profileFor(body)
    if (refuses.length === 0) return noBreach
    return Object.keys(defaults)
      .filter((name) => refuses.includes(name) && isOdd(name, body))
      .map((name) => breach(name, body[name]))
  },
}

const isOdd = (name: string, body: JsonObject): boolean => {
  const value = body[name]
  // Values of another type are the schema's to refuse.
  if (typeof value !== typeof defaults[name] || value === defaults[name]) return false
  return body['reasoning_effort'] !== 'none' || !whileReasoning.includes(name)
}

const breach = (name: string, value: Json | undefined): Breach => ({
  path: [name],
  error:
    name === 'temperature'
      ? invalidRequest(
          `Unsupported value: 'temperature' does not support ${pythonOf(value)} with this model. Only the default (1) value is supported.`,
          name,
          'unsupported_value',
        )
      : invalidRequest(
          `Unsupported parameter: '${name}' is not supported with this model.`,
          name,
          'unsupported_parameter',
        ),
})
