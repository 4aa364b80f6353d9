import { invalidRequest } from '../../core/api-error.ts'
import type { Json } from '../../core/json.ts'
import { defaultEffort } from '../../core/models.ts'
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

/** Refused only while the model reasons: an effort of `none`, asked for or the model's own, lets them through. */
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
    const profile = profileFor(body)
    const { refuses } = profile
    if (refuses.length === 0) return noBreach
    const isReasoning = (body['reasoning_effort'] ?? defaultEffort(profile)) !== 'none'
    return Object.keys(defaults)
      .filter(
        (name) => refuses.includes(name) && isOdd(name, body[name]) && (isReasoning || !whileReasoning.includes(name)),
      )
      .map((name) => breach(name, body[name]))
  },
}

/** Values of another type are the schema's to refuse. */
const isOdd = (name: string, value: Json | undefined): boolean =>
  typeof value === typeof defaults[name] && value !== defaults[name]

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
