import { invalidRequest } from '../../core/api-error.ts'
import type { Json, JsonObject } from '../../core/json.ts'
import type { Breach, Rule } from '../../core/rule.ts'
import { dottedParamOf, paramOf, type Path } from '../../core/violation.ts'
import { enough, itemsOf, objectOf } from './read.ts'

/** One call, one answer: ids are unique among the calls of a message and among the answers to it. */
export const toolCallIds: Rule = {
  name: 'tool-call-ids',
  source: 'wire-format 8; wording as users report it of two answers (R), of two calls assumed (A)',
  side: 'request',
  dialects: ['openai'],
  strictness: ['practical'],
  stage: 'conversation',
  check: ({ messages }) => {
    const breaches: Breach[] = []
    const items = itemsOf(messages)
    /** Where the ids of the answers to the last calls stand. */
    let answered: Map<string, number> | undefined
    for (let index = 0; index < items.length && breaches.length < enough; index++) {
      const message = objectOf(items[index])
      if (message['role'] === 'tool') {
        answered ??= new Map()
        const again = repeatedAnswer(message, index, answered)
        if (again !== undefined) breaches.push(again)
        continue
      }
      answered = undefined
      const { tool_calls } = message
      if (Array.isArray(tool_calls) && tool_calls.length > 1) breaches.push(...repeatedCalls(tool_calls, index))
    }
    return breaches.slice(0, enough)
  },
}

const repeatedAnswer = (message: JsonObject, index: number, answered: Map<string, number>): Breach | undefined => {
  const { tool_call_id: id } = message
  if (typeof id !== 'string') return undefined
  const first = answered.get(id)
  if (first !== undefined) return breach(['messages', index, 'tool_call_id'], id, first, index)
  answered.set(id, index)
  return undefined
}

const repeatedCalls = (calls: readonly Json[], index: number): readonly Breach[] => {
  const ids = new Set<string>()
  const breaches: Breach[] = []
  for (let call = 0; call < calls.length && breaches.length < enough; call++) {
    const { id } = objectOf(calls[call])
    if (typeof id !== 'string') continue
    if (ids.has(id)) breaches.push(breach(['messages', index, 'tool_calls', call, 'id'], id, index, index))
    ids.add(id)
  }
  return breaches
}

const breach = (path: Path, id: string, first: number, second: number): Breach => ({
  path,
  error: invalidRequest(
    `Invalid parameter: Duplicate value for 'tool_call_id' of '${id}', in ` +
      `${paramOf(['messages', first])} and ${paramOf(['messages', second])}.`,
    dottedParamOf(path),
  ),
})
