import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts'
import type { JournalEntry } from '../../core/store.ts'
import type { Violation } from '../../core/violation.ts'
import { textOf } from '../../endpoints/chat-completions/text.ts'

/** A call as tests ask about it, of this process or another. */
export interface SeenCall extends Pick<
  JournalEntry,
  'ordinal' | 'scope' | 'method' | 'path' | 'endpoint' | 'request_id' | 'status' | 'cue' | 'generated' | 'warnings'
> {
  readonly violations: readonly SeenViolation[]
  readonly request: { readonly headers: JournalEntry['request']['headers']; readonly json: JsonObject | undefined }
}

/** What a call broke of the contract. */
export interface SeenViolation extends Pick<Violation, 'rule' | 'source' | 'severity'> {
  readonly error: Pick<Violation['error'], 'message' | 'param' | 'code'>
}

/** What tests ask about: a cuecard or a scope, of this process or (with a promise of its calls) of another. */
export interface Seen {
  readonly calls: readonly SeenCall[] | Promise<readonly SeenCall[]>
}

/** Of what a cuecard was asked, the calls for an answer: neither lists of models nor what is stored. */
export const isChatCall = ({ endpoint, method }: SeenCall): boolean =>
  method === 'POST' && (endpoint === undefined || endpoint === 'chat-completions')

/** The members of a request that are lists of objects; what is not an object in them says nothing. */
const objectsIn = (list: Json | undefined): readonly JsonObject[] =>
  Array.isArray(list) ? list.filter((item) => isJsonObject(item)) : []

export const messagesOf = ({ request }: SeenCall): readonly JsonObject[] => objectsIn(request.json?.['messages'])

export const modelOf = ({ request }: SeenCall): string | undefined => textIn(request.json?.['model'])

/** The tools on offer, as `{ name, description, parameters }`, functions of the older form included. */
export const toolsOf = ({ request }: SeenCall): readonly JsonObject[] => [
  ...objectsIn(request.json?.['tools']).map((tool) => asObject(tool['function'] ?? tool['custom'])),
  ...objectsIn(request.json?.['functions']),
]

/** The results of tools that a call brings: whose, and what they say. */
export const toolResultsOf = (call: SeenCall): readonly { readonly name: string; readonly text: string }[] => {
  const names = new Map<unknown, string>()
  const results: { name: string; text: string }[] = []
  for (const message of messagesOf(call)) {
    for (const made of objectsIn(message['tool_calls']))
      names.set(made['id'], textIn(asObject(made['function'] ?? made['custom'])['name']) ?? '')
    const { role } = message
    if (role !== 'tool' && role !== 'function') continue
    const name = role === 'tool' ? names.get(message['tool_call_id']) : textIn(message['name'])
    results.push({ name: name ?? '', text: textOfMessage(message) })
  }
  return results
}

export const textOfMessage = (message: JsonObject): string => textOf(message['content'])

const asObject = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {})
const textIn = (value: Json | undefined): string | undefined => (typeof value === 'string' ? value : undefined)
