import { isJsonObject, type JsonObject } from '../../../core/json.ts'
import type { ChatRequest } from '../request.ts'
import { wordsOf } from '../text.ts'
import type { Tool } from '../tools.ts'

/** What a model would do with a request. */
export type Plan =
  | { readonly kind: 'text' }
  | { readonly kind: 'json'; readonly schema: JsonObject | boolean | undefined }
  | {
      readonly kind: 'calls'
      readonly tools: readonly Tool[]
      /** Called instead of one that would repeat a call word for word; best first. */
      readonly instead: readonly Tool[]
      /** Whether a tool may be called for each of several things that the user names. */
      readonly several: boolean
      readonly legacy: boolean
    }

/**
 * Calls tools when it must, or when it may and the user has just asked for something; otherwise answers in the asked-for form.
 * Once results follow the user's message it answers, so that agent loops end.
 */
export const decide = (request: ChatRequest): Plan => {
  const { tools, last, user } = request
  const answer: Plan = request.format === undefined ? { kind: 'text' } : { kind: 'json', schema: request.format.schema }
  if (tools.mode === 'none' || tools.offered.length === 0) return answer

  const { legacy, parallel } = tools
  if (tools.mode === 'named') return { kind: 'calls', tools: tools.offered, instead: [], several: false, legacy }
  if (tools.mode === 'required') {
    const ranked = rank(tools.offered, user)
    const past = callsSinceUser(request)
    const isCalled = ({ tool }: Ranked): boolean => past.some(({ name }) => name === tool.name)
    const fresh = ranked.filter((each) => !isCalled(each))
    const order = [...fresh, ...ranked.filter(isCalled)]
    const first = asked(fresh.length > 0 ? fresh : order, parallel, user)
    return { kind: 'calls', tools: first, instead: order.map(({ tool }) => tool), several: parallel, legacy }
  }
  if (last !== 'user' || isGreeting(user)) return answer
  return {
    kind: 'calls',
    tools: asked(rank(tools.offered, user), parallel, user),
    instead: [],
    several: parallel,
    legacy,
  }
}

interface Ranked {
  readonly tool: Tool
  /** Words of the user that are in its name or description, and those in its name alone. */
  readonly shared: number
  readonly inName: readonly string[]
}

/** Best first; in the order of the request where tools share as many words with the user. */
const rank = (tools: readonly Tool[], user: string): readonly Ranked[] => {
  if (tools.length === 1) return tools.map((tool) => ({ tool, shared: 0, inName: [] }))
  const words = wordsOf(user)
  const ranked = tools.map((tool) => {
    const name = wordsOf(tool.name)
    const all = new Set([...name, ...wordsOf(tool.description)])
    const shared = [...all].filter((word) => words.has(word) && !filler.has(word))
    return { tool, shared: shared.length, inName: shared.filter((word) => name.has(word) && !verbs.has(word)) }
  })
  return ranked.toSorted((one, other) => other.shared - one.shared)
}

/** The best tool, and others the user names beside it: each must be named by a word that names none of the former. */
const asked = (ranked: readonly Ranked[], parallel: boolean, user: string): readonly Tool[] => {
  const [best, ...others] = ranked
  if (best === undefined) return []
  if (!parallel || best.inName.length === 0 || !conjunction.test(user.slice(0, longestAsk))) return [best.tool]
  const named = new Set(best.inName)
  const tools = [best.tool]
  for (const { tool, inName } of others) {
    if (!inName.some((word) => !named.has(word))) continue
    for (const word of inName) named.add(word)
    tools.push(tool)
  }
  return tools
}

const longestAsk = 8_000
const conjunction = /\b(?:and|then|also|both|plus|as well)\b|[,;&+]/i

// As stems, like the words they are compared with.
const filler: ReadonlySet<string> = new Set(
  'a an the of for to in on at by is are be do doe it and or with from as this that what how me my you your i please can could would'.split(
    ' ',
  ),
)
const verbs: ReadonlySet<string> = new Set('get set find make create fetch call run use tool function'.split(' '))

/** `Hi there!`, `Thanks a lot.`: nothing a tool could do. */
const isGreeting = (user: string): boolean => {
  if (user.length > 60) return false
  const words = wordsOf(user)
  if (words.size === 0 || words.size > 5) return false
  for (const word of words) if (!greeting.has(word)) return false
  return true
}

const greeting: ReadonlySet<string> = new Set(
  'hi hello hey hiya howdy yo greeting welcome good morning afternoon evening night day there all everyone thank thanks thx you so very much a lot bye goodbye cheer ok okay nice to meet how are'.split(
    ' ',
  ),
)

export interface PastCall {
  readonly name: string
  readonly input: string
}

/** The calls made since the user last spoke. */
export const callsSinceUser = (request: ChatRequest): readonly PastCall[] =>
  request.last === 'user'
    ? noCalls
    : roundsSinceUser(request).flatMap((message) => {
        const calls = Array.isArray(message['tool_calls']) ? message['tool_calls'] : [message['function_call']]
        return calls.flatMap((call) => (isJsonObject(call) ? [pastCall(call)] : []))
      })

const noCalls: readonly PastCall[] = []

const pastCall = (call: JsonObject): PastCall => {
  const inner = [call['function'], call['custom'], call].find(isJsonObject) ?? call
  const { name, arguments: text = inner['input'] } = inner
  return { name: typeof name === 'string' ? name : '', input: typeof text === 'string' ? text : '' }
}

/** The assistant's messages with calls since the user last spoke. */
export const roundsSinceUser = ({ messages, last }: ChatRequest): readonly JsonObject[] =>
  last === 'user'
    ? []
    : messages
        .slice(messages.findLastIndex((message) => message['role'] === 'user') + 1)
        .filter((message) => Array.isArray(message['tool_calls']) || isJsonObject(message['function_call']))
