import { canonicalText, isJsonObject, type Json, type JsonObject } from '../../core/json.ts'
import type { Maker, Writer } from '../../core/maker.ts'
import { hashOf } from '../../core/random.ts'
import { callsSinceUser, type PastCall, type Plan } from './decide.ts'
import { deliver, type Delivery } from './delivery.ts'
import { toolCallId } from './ids.ts'
import { limitCalls, limitText } from './limits.ts'
import { messageOf, messageTokens, textMessage } from './message.ts'
import { framingTokens, reasoningTokens } from './reasoning.ts'
import { renderArguments } from './render.ts'
import type { ChatRequest } from './request.ts'
import type { Tool } from './tools.ts'
import type { Message, ToolCall } from './types.ts'
import type { Answer, Impossible, Work } from './work.ts'

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
  if (budget <= 0) return spentOnReasoning(limit)

  if (plan.kind === 'calls') {
    const made = makeCalls(plan, work, seed, plan.maker)
    if ('reason' in made) return made
    const { calls, finish_reason } = limitCalls(made.calls, budget, counter)
    const message = callMessage(calls, plan.legacy)
    return {
      message,
      finish_reason: plan.legacy && finish_reason === 'tool_calls' ? 'function_call' : finish_reason,
      reasoning_tokens: thinking,
      tokens: messageTokens(message, counter),
    }
  }

  if (plan.kind === 'text' && plan.delivery !== undefined) {
    const text = plan.delivery.predicted ?? makeText(work, seed, plan.writer, taken)
    return { ...deliver(text, plan.delivery, work, seed, budget), reasoning_tokens: thinking }
  }
  const made =
    plan.kind === 'json' ? makeJson(plan.schema, request, seed, plan.maker) : makeText(work, seed, plan.writer, taken)
  if (typeof made !== 'string') return made
  const { text, finish_reason } = limitText(made, request.stop, budget, counter)
  return { message: textMessage(text), finish_reason, reasoning_tokens: thinking, tokens: counter.count(text) }
}

/** A budget too small to think in is used up by thinking (wire-format 6.2). */
const spentOnReasoning = (limit: number): Answer => ({
  message: textMessage(''),
  finish_reason: 'length',
  reasoning_tokens: limit,
  tokens: 0,
})

const callMessage = (calls: readonly ToolCall[], legacy: boolean): Message => {
  const [call] = calls
  if (!legacy) return messageOf({ content: null, tool_calls: calls })
  return messageOf({ content: null, function_call: call?.type === 'function' ? call.function : undefined })
}

/** Lengths by `verbosity`; the middle one is the maker's own. */
const tokensByVerbosity: ReadonlyMap<unknown, number> = new Map([
  ['low', 12],
  ['high', 110],
])

/** As many attempts at a text that no other choice has. */
const attempts = 8

const makeText = ({ request, settings }: Work, seed: number, writer: Writer, taken: Set<string>): string => {
  const tokens = settings.tokens ?? tokensByVerbosity.get(request.body['verbosity'])
  const ask = { user: request.user, ...(tokens !== undefined && { tokens }) }
  let text = writer.text({ ...ask, seed: hashOf(seed, 'text') })
  for (let attempt = 1; attempt < attempts && taken.has(text); attempt++)
    text = writer.text({ ...ask, seed: hashOf(seed, 'text', attempt) })
  taken.add(text)
  return text
}

const makeJson = (
  schema: JsonObject | boolean | undefined,
  request: ChatRequest,
  seed: number,
  maker: Maker,
): string | Impossible => {
  if (schema === undefined) return makeObject(request, seed, maker)
  const made = maker.value(schema, hashOf(seed, 'json'))
  if ('value' in made) return JSON.stringify(made.value)
  const name = request.format?.name ?? ''
  return { reason: `no value satisfies the schema '${name}': ${made.reason}`, param: 'response_format' }
}

/** JSON mode: the members that the messages name in quotes, else one `answer` that takes up the user's words. */
const makeObject = ({ messages, user }: ChatRequest, seed: number, maker: Maker): string => {
  const system = messages.find(({ role }) => role === 'system' || role === 'developer')?.['content']
  const ask = `${typeof system === 'string' ? system.slice(0, examined) : ''} ${user.slice(0, examined)}`
  const quoted = ask.matchAll(/["'`]([\p{L}_][\p{L}\p{N}_]{0,39})["'`]/gu)
  const names = [...new Set(Array.from(quoted, ([, name]) => name ?? ''))].slice(0, mostMembers)
  const answer = (): string => maker.text({ user, seed: hashOf(seed, 'answer'), tokens: 12 })
  if (names.length === 0) return JSON.stringify({ answer: answer() })
  const properties = Object.fromEntries(names.map((name) => [name, { type: 'string' }]))
  const made = maker.value({ type: 'object', properties, required: names, additionalProperties: false }, seed)
  return JSON.stringify('value' in made ? made.value : { answer: answer() })
}

const examined = 4_000
const mostMembers = 8

type Calls = { readonly calls: readonly ToolCall[] } | Impossible

const makeCalls = (plan: Extract<Plan, { kind: 'calls' }>, work: Work, seed: number, maker: Maker): Calls => {
  const { request, context } = work
  const past = plan.instead.length > 0 ? callsSinceUser(request) : []
  const parallel = plan.tools.length > 1
  const calls: ToolCall[] = []
  for (const [index, wanted] of plan.tools.entries()) {
    let made: Input | undefined
    for (const tool of [wanted, ...plan.instead]) {
      const next = inputFor(tool, request, hashOf(seed, 'call', index, tool.name), maker, parallel)
      if ('reason' in next) return next
      // With only repetitions on offer the first is made.
      made ??= next
      if (isRepeated(next, past)) continue
      made = next
      break
    }
    if (made !== undefined) calls.push(toCall(made, toolCallId(context.ids)))
  }
  return { calls }
}

const isRepeated = ({ tool, input }: Input, past: readonly PastCall[]): boolean =>
  past.some((call) => call.name === tool.name && (call.input === input || canonical(call.input) === canonical(input)))

/** Clients may print arguments anew when they send them back. */
const canonical = (input: string): string => {
  try {
    // JSON.parse gives JSON.
    return canonicalText(JSON.parse(input) as Json)
  } catch {
    // Input of a custom tool, or arguments that break off: compared as they stand.
    return input
  }
}

const toCall = ({ tool, input }: Input, id: string): ToolCall =>
  tool.type === 'custom'
    ? { id, type: 'custom', custom: { name: tool.name, input } }
    : { id, type: 'function', function: { name: tool.name, arguments: input } }

interface Input {
  readonly tool: Tool
  readonly input: string
}

/** Arguments valid for a function's parameters, or text for a custom tool (by its grammar where that is a regex). */
export const inputFor = (
  tool: Tool,
  request: ChatRequest,
  seed: number,
  maker: Maker,
  parallel: boolean,
): Input | Impossible => {
  if (tool.type === 'custom') return { tool, input: customInput(tool, request, seed, maker) }
  if (tool.parameters === undefined) return { tool, input: '{}' }
  const made = maker.value(tool.parameters, seed)
  if ('reason' in made)
    return {
      reason: `no arguments satisfy the parameters of '${tool.name}': ${made.reason}`,
      param: request.tools.legacy ? 'functions' : 'tools',
    }
  return { tool, input: renderArguments(made.value, parallel) }
}

const customInput = ({ format }: Tool, { user }: ChatRequest, seed: number, maker: Maker): string => {
  const grammar = isJsonObject(format?.['grammar']) ? format['grammar'] : format
  if (grammar?.['syntax'] === 'regex' && typeof grammar['definition'] === 'string') {
    const made = maker.value({ type: 'string', pattern: `^(?:${grammar['definition']})$` }, seed)
    if ('value' in made && typeof made.value === 'string') return made.value
  }
  return maker.text({ user, seed, tokens: 12 })
}
