import { defaultEffort, type ModelProfile } from '../../../core/models.ts'
import { createRandom, hashOf } from '../../../core/random.ts'
import type { ChatRequest } from '../request.ts'

/** Reasoning is billed in steps of this many tokens. */
const step = 64

/** The fewest and the most steps, by `reasoning_effort`: who tries harder always thinks longer. */
const steps: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['none', [0, 0]],
  ['minimal', [0, 0]],
  ['low', [1, 2]],
  ['medium', [3, 6]],
  ['high', [8, 16]],
  ['xhigh', [18, 32]],
  ['max', [34, 48]],
])

const usual = [3, 6] as const

/** Tokens that a model thinks before it answers; none on models that do not reason. */
export const reasoningTokens = (request: ChatRequest, profile: ModelProfile, seed: number): number => {
  if (!profile.reasoning) return 0
  const asked = request.body['reasoning_effort']
  const effort = typeof asked === 'string' ? asked : defaultEffort(profile)
  const [fewest, most] = steps.get(effort) ?? usual
  return most === 0 ? 0 : step * (fewest + createRandom(hashOf(seed, 'reasoning')).below(most - fewest + 1))
}

/** Completion tokens beside those of the text and of the reasoning (wire-format 11). */
export const framingTokens = ({ id, reasoning }: ModelProfile): number => {
  if (!reasoning) return 0
  if (/^gpt-5\.[1-9]/.test(id)) return 3
  return id.startsWith('gpt-5') ? 9 : 11
}
