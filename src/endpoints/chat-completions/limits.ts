import type { TokenCounter } from '../../core/tokens.ts'
import type { ToolCall } from './types.ts'

/** Tokens around a call's name and arguments. */
const callFraming = 7

/** Where made-up text ends: in front of a `stop` sequence that was still within the budget, else at the budget's last token. */
export const limitText = (
  text: string,
  stop: readonly string[],
  budget: number,
  counter: TokenCounter,
): { readonly text: string; readonly finish_reason: 'stop' | 'length' } => {
  const fits = budget === Infinity || counter.count(text) <= budget
  const within = fits ? text : counter.cut(text, budget)
  const end = firstStop(within, stop)
  if (end !== undefined) return { text: within.slice(0, end), finish_reason: 'stop' }
  return { text: within, finish_reason: fits ? 'stop' : 'length' }
}

/** Where the first of the sequences begins. */
export const firstStop = (text: string, stop: readonly string[]): number | undefined => {
  let first: number | undefined
  for (const sequence of stop) {
    const index = text.indexOf(sequence)
    if (index >= 0 && (first === undefined || index < first)) first = index
  }
  return first
}

/** The calls that a budget allows: the arguments of the last may be cut, so that its JSON breaks off. */
export const limitCalls = (
  calls: readonly ToolCall[],
  budget: number,
  counter: TokenCounter,
): { readonly calls: readonly ToolCall[]; readonly finish_reason: 'tool_calls' | 'length' } => {
  if (budget === Infinity) return { calls, finish_reason: 'tool_calls' }
  const kept: ToolCall[] = []
  let left = budget
  for (const call of calls) {
    const tokens = callTokens(call, counter)
    if (tokens > left) {
      const input = inputOf(call)
      const room = left - tokens + counter.count(input)
      // A call whose name does not fit is not begun.
      if (room >= 0) kept.push(withInput(call, counter.cut(input, room)))
      return { calls: kept, finish_reason: 'length' }
    }
    kept.push(call)
    left -= tokens
  }
  return { calls: kept, finish_reason: 'tool_calls' }
}

/** What a call costs. */
export const callTokens = (call: ToolCall, counter: TokenCounter): number => {
  const name = call.type === 'function' ? call.function.name : call.custom.name
  return counter.count(name) + counter.count(inputOf(call)) + callFraming
}

const inputOf = (call: ToolCall): string => (call.type === 'function' ? call.function.arguments : call.custom.input)

const withInput = (call: ToolCall, input: string): ToolCall =>
  call.type === 'function'
    ? { ...call, function: { name: call.function.name, arguments: input } }
    : { ...call, custom: { name: call.custom.name, input } }
