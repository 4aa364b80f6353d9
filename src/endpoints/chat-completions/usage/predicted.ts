import { isJsonObject, type JsonObject } from '../../../core/json.ts'
import type { TokenCounter } from '../../../core/tokens.ts'
import { textOf } from '../text.ts'

/** How many tokens of a prediction stand in the answer, and how many do not. */
export interface PredictedTokens {
  readonly accepted: number
  readonly rejected: number
}

const nothing: PredictedTokens = { accepted: 0, rejected: 0 }

/** The text that the request predicts (wire-format 6.2); `undefined` without a prediction. */
export const predictedText = ({ prediction }: JsonObject): string | undefined =>
  isJsonObject(prediction) ? textOf(prediction['content']) : undefined

/** Compares a prediction with the answer, token by token. */
export const predictedTokens = (body: JsonObject, answer: string | null, counter: TokenCounter): PredictedTokens => {
  const predicted = predictedText(body)
  if (predicted === undefined) return nothing
  const all = counter.count(predicted)
  if (predicted === answer) return { accepted: all, rejected: 0 }
  const accepted = answer === null ? 0 : Math.min(all, commonTokens(counter.split(predicted), counter.split(answer)))
  return { accepted, rejected: all - accepted }
}

/** How far apart the two texts may go on with the same words after they differ. */
const reach = 64
/** Tokens that are compared at most; no model says more. */
const compared = 20_000

/** Tokens that both have in the same order; where they differ, both go on at the nearest place where two tokens agree. */
const commonTokens = (one: readonly string[], other: readonly string[]): number => {
  let common = 0
  let left = 0
  let right = 0
  while (left < one.length && right < Math.min(other.length, compared)) {
    if (one[left] === other[right]) {
      common++
      left++
      right++
      continue
    }
    const skipped = nearest(one, left, other, right)
    left += skipped.left
    right += skipped.right
  }
  return common
}

const nearest = (
  one: readonly string[],
  left: number,
  other: readonly string[],
  right: number,
): { readonly left: number; readonly right: number } => {
  for (let distance = 1; distance <= reach; distance++)
    for (let skip = 0; skip <= distance; skip++)
      if (agrees(one, left + skip, other, right + distance - skip)) return { left: skip, right: distance - skip }
  return { left: 1, right: 1 }
}

/** Two tokens in a row, or the last one of both. */
const agrees = (one: readonly string[], left: number, other: readonly string[], right: number): boolean =>
  left < one.length && one[left] === other[right] && one[left + 1] === other[right + 1]
