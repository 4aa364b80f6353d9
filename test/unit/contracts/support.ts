import { createContracts } from '../../../src/contracts/contracts.ts'
import type { ContractSet, RuleSetting, Strictness } from '../../../src/core/contract.ts'
import { openai } from '../../../src/dialects/openai.ts'

export const contractsAt = async (
  strictness: Strictness,
  rules: Readonly<Record<string, RuleSetting>> = {},
): Promise<ContractSet> => createContracts({ rules }).of(openai, 'chat-completions', strictness)

/** The smallest request there is, with more or other members; `undefined` takes one away. */
export const request = (members: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => {
  const body: Record<string, unknown> = { model: 'gpt-4o', messages: [{ role: 'user', content: 'ping' }], ...members }
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
}

/** A completion as the service sends it, with more or other members. */
export const response = (members: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  id: 'chatcmpl-8wYjAqVDJb8pwLyTtTbCx1bmeLw04',
  object: 'chat.completion',
  created: 1_750_000_000,
  model: 'gpt-4o-2024-08-06',
  choices: [choice()],
  usage: { prompt_tokens: 8, completion_tokens: 2, total_tokens: 10 },
  service_tier: 'default',
  system_fingerprint: 'fp_a288987b44',
  ...members,
})

export const choice = (members: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  index: 0,
  message: { role: 'assistant', content: 'pong', refusal: null, annotations: [] },
  logprobs: null,
  finish_reason: 'stop',
  ...members,
})

/** What goes over the wire for a body: message, param and code of the first violation. */
export const firstError = (
  set: ContractSet,
  body: unknown,
  side: keyof ContractSet = 'request',
): readonly [message: string, param: string | null, code: string | null] | undefined => {
  const [first] = set[side](body)
  return first === undefined ? undefined : [first.error.message, first.error.param, first.error.code]
}
