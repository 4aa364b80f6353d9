import type { JsonObject } from '../../core/json.ts'
import { similarTo } from '../../core/nearest.ts'
import { wordsOf } from '../../endpoints/chat-completions/text.ts'
import { isChatCall, messagesOf, modelOf, textOfMessage, type Seen, type SeenCall } from './seen.ts'

/** What a matcher answers. */
export interface Verdict {
  readonly pass: boolean
  message(): string
}

export type Asked = Verdict | Promise<Verdict>

/** Judges the calls of what `expect` was given, at once where they are at hand. */
export const ofCalls = (received: unknown, judge: (calls: readonly SeenCall[], seen: Seen) => Verdict): Asked => {
  if (!isSeen(received))
    throw new TypeError('this matcher asks about calls: give expect() a cuecard, or a scope of one')
  const { calls } = received
  return calls instanceof Promise ? calls.then((told) => judge(told, received)) : judge(calls, received)
}

const isSeen = (value: unknown): value is Seen => typeof value === 'object' && value !== null && 'calls' in value

/** A verdict with its message, which is only read when the test fails: after `not` that is when it passes. */
export const verdict = (name: string, pass: boolean, expected: string, instead: () => string): Verdict => ({
  pass,
  message: () =>
    `expect(cuecard).${pass ? 'not.' : ''}${name}()\n\nExpected${pass ? ' not' : ''}: ${expected}\n${instead()}`,
})

/** What one of the calls has to have. */
export interface Question {
  /** The matcher's name. */
  readonly name: string
  /** What is looked for: `a message that contains "refund"`. */
  readonly wanted: string
  has(call: SeenCall): boolean
  /** What a call has instead, a line each. Default: its messages. */
  readonly shown?: (call: SeenCall) => readonly string[]
  /** What comes nearest, among calls that all lack it. */
  readonly hint?: (calls: readonly SeenCall[]) => string | undefined
}

/** Whether one of the calls for an answer has what is asked for. */
export const someCall = (received: unknown, question: Question): Asked =>
  ofCalls(received, (calls) => {
    const { name, wanted, has, shown = shownMessages, hint } = question
    const asked = calls.filter(isChatCall)
    const index = asked.findIndex(has)
    return verdict(name, index !== -1, `a call with ${wanted}`, () =>
      index === -1
        ? [list(asked, shown), hint?.(asked)].filter((part) => part !== undefined).join('\n\n')
        : `Call ${linesOf(asked, shown)[index]?.trimStart()}`,
    )
  })

/** So many of the latest calls are shown. */
const mostCalls = 5

/** The latest calls, each with what it has. */
export const list = (calls: readonly SeenCall[], shown: (call: SeenCall) => readonly string[]): string => {
  if (calls.length === 0) return 'There was no call.'
  const count = calls.length === 1 ? 'There was 1 call' : `There were ${calls.length} calls`
  const some = calls.length > mostCalls ? `; the last ${mostCalls} were` : ''
  return [`${count}${some}:`, ...linesOf(calls, shown).slice(-mostCalls)].join('\n')
}

const linesOf = (calls: readonly SeenCall[], shown: (call: SeenCall) => readonly string[]): readonly string[] =>
  calls.map((call, index) =>
    [`  ${index + 1}. ${titleOf(call)}`, ...shown(call).map((line) => `       ${line}`)].join('\n'),
  )

/** `200 gpt-4o-mini, cue "greets"`. */
export const titleOf = (call: SeenCall): string => {
  const answer = call.cue === undefined ? (call.generated ? ', made up' : '') : `, cue "${call.cue}"`
  return `${call.status} ${modelOf(call) ?? `${call.method} ${call.path}`}${answer}`
}

/** A conversation comes again with every call: its end says which call it is. */
const mostMessages = 4

export const shownMessages = (call: SeenCall): readonly string[] => {
  const messages = messagesOf(call)
  const left = messages.length - mostMessages
  return [...(left > 0 ? [`… ${left} before`] : []), ...messages.slice(-mostMessages).map(messageLine)]
}

export const messageLine = (message: JsonObject): string => {
  const calls = message['tool_calls'] === undefined ? '' : ` tool_calls ${JSON.stringify(message['tool_calls'])}`
  return excerpt(`${String(message['role'])}: ${textOfMessage(message)}${calls}`)
}

/** One line of a text, not too long. */
export const excerpt = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > 120 ? `${line.slice(0, 119)}…` : line
}

/** Of some things the one whose text has most words of what was wanted; undefined when none has any. */
export const nearestBy = <T>(things: readonly T[], wanted: string, textIn: (thing: T) => string): T | undefined => {
  const words = wordsOf(wanted)
  let most = 0
  let nearest: T | undefined
  for (const thing of things) {
    const shared = [...wordsOf(textIn(thing))].filter((word) => words.has(word)).length
    if (shared > most) [most, nearest] = [shared, thing]
  }
  return nearest
}

/** What somebody may have meant by a name that is not there. */
export const meant = (name: string, known: readonly string[]): string | undefined => {
  const near = similarTo(name, [...new Set(known)])
  return near.length === 0 ? undefined : `Did you mean ${near.map((one) => `"${one}"`).join(' or ')}?`
}
