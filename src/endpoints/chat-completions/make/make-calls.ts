import { canonicalText, isJsonObject, type Json } from '../../../core/json.ts'
import type { Maker } from '../../../core/maker.ts'
import { createRandom, hashOf } from '../../../core/random.ts'
import { toolCallId } from '../ids.ts'
import { renderArguments } from '../render.ts'
import type { ChatRequest } from '../request.ts'
import type { Tool } from '../tools.ts'
import type { ToolCall } from '../types.ts'
import type { Impossible, Work } from '../work.ts'
import { callsSinceUser, type PastCall, type Plan } from './decide.ts'
import { makeByLark } from './lark.ts'
import { subjectsOf, takeUp, type Subject } from './take-up.ts'

type CallPlan = Extract<Plan, { kind: 'calls' }>

/** As many attempts at calls that no other choice makes. */
const attempts = 4

/** The calls of a plan: of each tool one, or one for each thing the user names; if possible such as no other choice makes. */
export const makeCalls = (
  plan: CallPlan,
  work: Work,
  seed: number,
  maker: Maker,
  taken: Set<string>,
): { readonly calls: readonly ToolCall[] } | Impossible => {
  const { request, context } = work
  const wanted = wantedOf(plan, request)
  const past = plan.instead.length > 0 ? callsSinceUser(request) : noCalls
  let inputs: readonly Input[] | Impossible = []
  for (let attempt = 0; attempt < attempts; attempt++) {
    // The user's words go first; a choice that would only repeat another has ideas of its own.
    const next: Making = { request, maker, parallel: wanted.length > 1, takesUp: attempt === 0 }
    inputs = inputsFor(wanted, plan.instead, past, hashOf(seed, 'calls', attempt), next)
    if ('reason' in inputs) return inputs
    if (request.n === 1 || isFresh(inputs, taken)) break
  }
  return { calls: inputs.map((input) => toCall(input, toolCallId(context.ids))) }
}

const noCalls: readonly PastCall[] = []

interface Wanted {
  readonly tool: Tool
  readonly subject?: Subject
}

/** A call is made for each of several things only where nothing speaks against more than one call. */
const wantedOf = ({ tools, several }: CallPlan, { user }: ChatRequest): readonly Wanted[] => {
  if (!several) return tools.map((tool) => ({ tool }))
  return tools.flatMap((tool): readonly Wanted[] => {
    const subjects = subjectsOf(tool.parameters, user)
    return subjects.length === 0 ? [{ tool }] : subjects.map((subject) => ({ tool, subject }))
  })
}

const isFresh = (inputs: readonly Input[], taken: Set<string>): boolean => {
  const said = inputs.map(({ tool, input }) => `${tool.name} ${input}`).join('\n')
  if (taken.has(said)) return false
  taken.add(said)
  return true
}

/** How calls are made. `takesUp`: with what the user says, where it fits. */
interface Making {
  readonly request: ChatRequest
  readonly maker: Maker
  readonly parallel: boolean
  readonly takesUp: boolean
}

interface Input {
  readonly tool: Tool
  readonly input: string
}

/** What each call says. Calls that only repeat one of the past give way to others, as long as there are any. */
const inputsFor = (
  wanted: readonly Wanted[],
  instead: readonly Tool[],
  past: readonly PastCall[],
  seed: number,
  making: Making,
): readonly Input[] | Impossible => {
  const inputs: Input[] = []
  for (const { tool, subject } of wanted) {
    // Calls of one tool differ in their subjects only.
    const own = inputFor(tool, hashOf(seed, tool.name), making, subject)
    if ('reason' in own) return own
    const made = isRepeated(own, past) ? another(own, instead, past, seed, making) : own
    if ('reason' in made) return made
    inputs.push(made)
  }
  return inputs
}

/** A call of another tool that repeats none; else of the same tool, with other arguments. */
const another = (
  repeated: Input,
  instead: readonly Tool[],
  past: readonly PastCall[],
  seed: number,
  making: Making,
): Input | Impossible => {
  for (const tool of instead) {
    const made = inputFor(tool, hashOf(seed, tool.name), making)
    if ('reason' in made || !isRepeated(made, past)) return made
  }
  return inputFor(repeated.tool, seed, { ...making, takesUp: false })
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

/** Arguments valid for a function's parameters, or text for a custom tool. */
export const inputFor = (tool: Tool, seed: number, making: Making, subject?: Subject): Input | Impossible => {
  const { request, maker, parallel, takesUp } = making
  if (tool.type === 'custom') return { tool, input: customInput(tool, request, seed, maker) }
  if (tool.parameters === undefined) return { tool, input: '{}' }
  const made = maker.value(tool.parameters, seed)
  if ('reason' in made)
    return {
      reason: `no arguments satisfy the parameters of '${tool.name}': ${made.reason}`,
      param: request.tools.legacy ? 'functions' : 'tools',
    }
  const value = takesUp ? takeUp(made.value, tool.parameters, request.user, subject) : made.value
  return { tool, input: renderArguments(value, parallel) }
}

/** Pieces that a grammar may leave to patterns: few, as each may be slow to make. */
const mostMatches = 60

/** Text by the tool's grammar; a sentence where there is none, or none that can be read. */
const customInput = ({ format }: Tool, { user }: ChatRequest, seed: number, maker: Maker): string => {
  const grammar = isJsonObject(format?.['grammar']) ? format['grammar'] : format
  const definition = grammar?.['definition']
  if (typeof definition !== 'string') return maker.text({ user, seed, verbosity: 'low' })
  let count = 0
  const match = (pattern: string): string | undefined => {
    count += 1
    if (count > mostMatches) return undefined
    const made = maker.value({ type: 'string', pattern: `^(?:${pattern})$` }, hashOf(seed, count % 3))
    return 'value' in made && typeof made.value === 'string' ? made.value : undefined
  }
  const made = grammar?.['syntax'] === 'lark' ? makeByLark(definition, createRandom(seed), match) : match(definition)
  return made ?? maker.text({ user, seed, verbosity: 'low' })
}
