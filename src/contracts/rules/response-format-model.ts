import { invalidRequest } from '../../core/api-error.ts'
import type { Rule } from '../../core/rule.ts'
import { noBreach, objectOf, profileFor } from './read.ts'

const more: Readonly<Record<string, string>> = {
  json_object: '',
  json_schema:
    ' Learn more about supported models at the Structured Outputs guide: https://platform.openai.com/docs/guides/structured-outputs',
}

/** Older models have no JSON mode, or no structured output. */
export const responseFormatModel: Rule = {
  name: 'response-format-model',
  source: 'wire-format 2.3 (R); which models, from the guides to both modes (D)',
  side: 'request',
  dialects: ['openai'],
  strictness: ['practical'],
  check: (body) => {
    const { type } = objectOf(body['response_format'])
    if (type !== 'json_object' && type !== 'json_schema') return noBreach
    const { formats, foreign } = profileFor(body)
    if (formats.includes(type) || foreign === true) return noBreach
    const message = `Invalid parameter: 'response_format' of type '${type}' is not supported with this model.${more[type] ?? ''}`
    return [{ path: ['response_format'], error: invalidRequest(message, 'response_format') }]
  },
}
