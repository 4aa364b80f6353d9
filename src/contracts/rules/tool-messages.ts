import { invalidRequest } from '../../core/api-error.ts'
import type { JsonObject } from '../../core/json.ts'
import type { Breach, Rule } from '../../core/rule.ts'
import { dottedParamOf } from '../../core/violation.ts'
import { enough, itemsOf, noBreach, objectOf } from './read.ts'

/** Tool messages answer the calls of the assistant message in front of them, all of them, before anyone else speaks. */
export const toolMessages: Rule = {
  name: 'tool-messages',
  source: 'wire-format 2.3, 8 (R); ids that were not asked for as users report them (R)',
  side: 'request',
  dialects: ['openai'],
  strictness: ['practical'],
  stage: 'conversation',
  check: ({ messages }) => {
    const items = itemsOf(messages)
    let breaches: Breach[] | undefined
    let calls: Calls | undefined
    for (let index = 0; index < items.length; index++) {
      const message = objectOf(items[index])
      const isAnswer = message['role'] === 'tool'
      const error = isAnswer ? wrongAnswer(calls, message, index) : unanswered(calls, index)
      if (!isAnswer) calls = callsOf(message)
      if (error === undefined) continue
      breaches ??= []
      breaches.push(error)
      if (breaches.length === enough) return breaches
    }
    const error = unanswered(calls, items.length - 1)
    return error === undefined ? (breaches ?? noBreach) : [...(breaches ?? noBreach), error]
  },
}

/** Ids of the calls last made, and whether they are answered. */
type Calls = Map<string, boolean>

const callsOf = (message: JsonObject): Calls | undefined => {
  if (message['role'] !== 'assistant') return undefined
  const made = itemsOf(message['tool_calls'])
  if (made.length === 0) return undefined
  const calls: Calls = new Map()
  for (const call of made) {
    const { id } = objectOf(call)
    if (typeof id === 'string') calls.set(id, false)
  }
  return calls
}

const wrongAnswer = (calls: Calls | undefined, message: JsonObject, index: number): Breach | undefined => {
  if (calls === undefined)
    return breach(
      ['messages', index, 'role'],
      "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
    )
  const { tool_call_id: id } = message
  if (typeof id !== 'string') return undefined
  if (!calls.has(id))
    return breach(
      ['messages', index, 'tool_call_id'],
      `Invalid parameter: 'tool_call_id' of '${id}' not found in 'tool_calls' of previous message.`,
    )
  calls.set(id, true)
  return undefined
}

const unanswered = (calls: Calls | undefined, index: number): Breach | undefined => {
  if (calls === undefined) return undefined
  const open: string[] = []
  for (const [id, isAnswered] of calls) if (!isAnswered) open.push(id)
  if (open.length === 0) return undefined
  return breach(
    ['messages', index, 'role'],
    "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. " +
      `The following tool_call_ids did not have response messages: ${open.join(', ')}`,
  )
}

const breach = (path: Breach['path'], message: string): Breach => ({
  path,
  error: invalidRequest(message, dottedParamOf(path)),
})
