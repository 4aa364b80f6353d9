import { isDeeperThan, isJsonObject, type Json, type JsonObject } from '../../core/json.ts'
import { valueAt } from '../../core/pointer.ts'
import type { Violation } from '../../core/violation.ts'
import type { ChatRequest } from '../../endpoints/chat-completions/request.ts'
import { ofViolation, type Difference } from '../difference.ts'

/** The part of an error's body that says what is wrong, in any of the envelopes. */
export const errorIn = (body: Json | undefined): JsonObject | undefined => {
  const error = isJsonObject(body) ? (body['error'] ?? body['responseStatus']) : undefined
  return isJsonObject(error) ? error : undefined
}

/** What is said of a text that is no JSON; absent: no text either. */
export const noJson = (text: string | undefined): Difference => ({
  code: 'answer-json',
  part: 'body',
  expected: text === undefined ? 'a body in UTF-8' : 'a body that is JSON',
  got: text?.slice(0, 200),
})

export const differencesOf = (violations: readonly Violation[], body: Json): readonly Difference[] =>
  violations.map((violation) => ofViolation(violation, body))

/** A named function ends with `stop` on older models (wire-format 6.2, D). */
export const excused = (
  violations: readonly Violation[],
  body: Json,
  asked: { readonly request: ChatRequest } | undefined,
): readonly Violation[] =>
  asked?.request.tools.mode === 'named'
    ? violations.filter(({ rule, path }) => rule !== 'finish-reason' || valueAt(body, path) !== 'stop')
    : violations

/** Nobody means a body of so many levels; walking it takes more stack than there is. */
const deepest = 500

/** A text of JSON; undefined when it is none. */
export const parsed = (text: string | undefined): { readonly value: Json } | undefined => {
  try {
    // JSON.parse gives JSON.
    const value = text === undefined ? undefined : (JSON.parse(text) as Json)
    return value === undefined || isDeeperThan(deepest, value) ? undefined : { value }
  } catch {
    // The caller says what is wrong.
    return undefined
  }
}
