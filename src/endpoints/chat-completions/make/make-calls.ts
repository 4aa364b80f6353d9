import { canonicalText, isJsonObject, type Json } from '../../../core/json.ts'
import type { Maker } from '../../../core/maker.ts'
import { createRandom, hashOf } from '../../../core/random.ts'
import { toolCallId } from '../ids.ts'
import { renderArguments } from '../render.ts'
import type { ChatRequest } from '../request.ts'
import type { Tool } from '../tools.ts'
import type { ToolCall } from '../types.ts'
import type { Impossible, Work } from '../work.ts'
import { callsSinceUser, type Plan } from './decide.ts'
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
  const past = plan.instead.length > 0 ? pastOf(request) : noCalls
  let inputs: readonly Input[] | Impossible = []
  for (let attempt = 0; attempt < attempts; attempt++) {
    // The user's words go first; a choice that would only repeat another has ideas of its own.
    const next: Making = { request, maker, parallel: wanted.length > 1, takesUp: attempt === 0 }
    inputs = inputsFor(wanted, plan.instead, past, hashOf(seed, 'calls', attempt), next)
    if ('reason' in inputs) return inputs
    if (request.n === 1 || isFresh(inputs, taken)) break
    // Who can only repeat the past has tried all there is.
    if (past.size > 0 && inputs.some((input) => past.has(keyOf(input)))) break
  }
  return { calls: inputs.map((input) => toCall(input, toolCallId(context.ids))) }
}

const noCalls: ReadonlySet<string> = new Set()

const pastOf = (request: ChatRequest): ReadonlySet<string> => {
  const calls = callsSinceUser(request)
  return calls.length === 0 ? noCalls : new Set(calls.map(({ name, input }) => keyFor(name, input)))
}

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

/** What each call says. Calls that only repeat one of the past, or of the same answer, give way to others while there are any. */
const inputsFor = (
  wanted: readonly Wanted[],
  instead: readonly Tool[],
  past: ReadonlySet<string>,
  seed: number,
  making: Making,
): readonly Input[] | Impossible => {
  const [first] = wanted
  if (first !== undefined && wanted.length === 1 && past.size === 0) {
    const only = inputFor(first.tool, hashOf(seed, first.tool.name), making, first.subject)
    return 'reason' in only ? only : [only]
  }
  const inputs: Input[] = []
  const said = new Set(past)
  let exhausted: Tool | undefined
  for (const { tool, subject } of wanted) {
    // Calls of one tool differ in their subjects only; without these, each is an idea of its own.
    const before = making.takesUp ? 0 : inputs.filter((input) => input.tool === tool).length
    const own = inputFor(
      tool,
      before === 0 ? hashOf(seed, tool.name) : hashOf(seed, tool.name, before),
      making,
      subject,
    )
    if ('reason' in own) return own
    let made: Input | Impossible | undefined = own
    if (said.has(keyOf(own))) {
      made = exhausted === tool ? undefined : another(own, past.has(keyOf(own)) ? instead : [], said, seed, making)
      if (made === undefined) exhausted = tool
      // At least one call is due, be it a repeated one.
      if (inputs.length === 0) made ??= own
    }
    if (made === undefined) continue
    if ('reason' in made) return made
    said.add(keyOf(made))
    inputs.push(made)
  }
  // A call that is left alone is spelt as one.
  if (inputs.length > 1 || wanted.length === 1) return inputs
  return inputsFor(wanted.slice(0, 1), instead, past, seed, { ...making, parallel: false })
}

/** As many draws of arguments that repeat none; few, as each may be slow to make. */
const draws = 32

/** A call of another tool that repeats none; else of any, with other arguments than the user's words. */
const another = (
  own: Input,
  instead: readonly Tool[],
  said: ReadonlySet<string>,
  seed: number,
  making: Making,
): Input | Impossible | undefined => {
  for (const tool of instead) {
    const made = inputFor(tool, hashOf(seed, tool.name), making)
    if ('reason' in made || !said.has(keyOf(made))) return made
  }
  const varied = [own.tool, ...instead.filter((tool) => tool !== own.tool)].filter(isVaried)
  const free = { ...making, takesUp: false }
  for (let draw = 0; varied.length > 0 && draw < Math.max(draws, varied.length); draw++) {
    const tool = varied[draw % varied.length] ?? own.tool
    const made = inputFor(tool, draw === 0 ? seed : hashOf(seed, said.size, draw), free)
    if (!('reason' in made) && !said.has(keyOf(made))) return made
  }
  return undefined
}

/** A function without parameters has one call only. */
const isVaried = ({ type, parameters }: Tool): boolean => type === 'custom' || parameters !== undefined

/** Calls with the same key ask for the same. */
const keyOf = ({ tool, input }: Input): string => keyFor(tool.name, input)

const keyFor = (name: string, input: string): string => `${name} ${canonical(input)}`

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
