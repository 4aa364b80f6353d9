import type { Maker, Writer } from '../../../core/maker.ts'
import { deliver, type Delivery } from '../delivery.ts'
import { limitCalls, limitText } from '../limits.ts'
import { messageOf, messageTokens, textMessage } from '../message.ts'
import type { Message, ToolCall } from '../types.ts'
import { framingTokens, reasoningTokens } from '../usage/reasoning.ts'
import type { Answer, Impossible, Work } from '../work.ts'
import type { Plan } from './decide.ts'
import { makeCalls } from './make-calls.ts'
import { makeJson } from './make-json.ts'
import { makeText } from './make-text.ts'

/** A plan with what it takes to carry it out. */
export type EquippedPlan =
  | (Extract<Plan, { kind: 'text' }> & { readonly writer: Writer; readonly delivery: Delivery | undefined })
  | (Exclude<Plan, { kind: 'text' }> & { readonly maker: Maker })

/** An answer as a model would give it, within the limits of the request. `taken`: texts of other choices, which it avoids. */
export const makeUp = (plan: EquippedPlan, work: Work, choice: number, taken: Set<string>): Answer | Impossible => {
  const { request, profile, counter, context } = work
  const seed = context.contentSeed(choice, work.settings)
  const limit = Math.min(request.max_tokens, profile.max_output)
  const thinking = reasoningTokens(request, profile, seed)
  const budget = limit - thinking - (profile.reasoning ? framingTokens(profile) : 0)
  // A budget too small to think in is used up by thinking (wire-format 6.2).
  if (budget <= 0) return { ...nothingSaid, reasoning_tokens: limit }

  if (plan.kind === 'calls') {
    const made = makeCalls(plan, work, seed, plan.maker, taken)
    if ('reason' in made) return made
    const { calls, finish_reason } = limitCalls(made.calls, budget, counter)
    if (calls.length === 0) return { ...nothingSaid, reasoning_tokens: thinking, tokens: budget }
    const message = callMessage(calls, plan.legacy)
    return {
      message,
      finish_reason: plan.legacy && finish_reason === 'tool_calls' ? 'function_call' : finish_reason,
      reasoning_tokens: thinking,
      tokens: messageTokens(message, counter),
    }
  }

  if (plan.kind === 'text' && plan.delivery !== undefined) {
    const text = plan.delivery.predicted ?? makeText(work, seed, budget, plan.writer, taken)
    return { ...deliver(text, plan.delivery, work, seed, budget), reasoning_tokens: thinking }
  }
  const made =
    plan.kind === 'json'
      ? makeJson(plan.schema, work, seed, plan.maker, taken)
      : makeText(work, seed, budget, plan.writer, taken)
  if (typeof made !== 'string') return made
  const { text, finish_reason } = limitText(made, request.stop, budget, counter)
  return { message: textMessage(text), finish_reason, reasoning_tokens: thinking, tokens: counter.count(text) }
}

/** What is left of an answer whose budget is spent before anything is said. */
const nothingSaid: Answer = { message: textMessage(''), finish_reason: 'length', reasoning_tokens: 0, tokens: 0 }

const callMessage = (calls: readonly ToolCall[], legacy: boolean): Message => {
  const [call] = calls
  if (!legacy) return messageOf({ content: null, tool_calls: calls })
  return messageOf({ content: null, function_call: call?.type === 'function' ? call.function : undefined })
}
