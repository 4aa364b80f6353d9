import { invalidRequest } from '../../core/api-error.ts'
import type { JsonObject } from '../../core/json.ts'
import type { Rule } from '../../core/rule.ts'
import { isGiven, noBreach } from './read.ts'

/** A rule of the form: this field may only be given together with that one. */
export const needs = (
  name: string,
  source: string,
  field: string,
  message: string,
  isMet: (body: JsonObject) => boolean,
): Rule => ({
  name,
  source,
  side: 'request',
  dialects: ['openai'],
  strictness: ['practical'],
  check: (body) =>
    isGiven(body[field]) && !isMet(body) ? [{ path: [field], error: invalidRequest(message, field) }] : noBreach,
})
