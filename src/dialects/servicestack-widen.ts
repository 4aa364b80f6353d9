import { isJsonObject, parseJson, type Json, type JsonObject } from '../core/json.ts'

/*
 * A request of document 003 in the words of the endpoints. Its slips and placeholders become what they mean (dialects 4.4); members that
 * the endpoints know and this service does not are taken away, since it ignores them. Requests that need none of it are not copied.
 */

/** Members that other services have and this one lacks (dialects 4.1). */
const ignored = [
  'tool_choice',
  'stream_options',
  'max_tokens',
  'user',
  'functions',
  'function_call',
  'prediction',
  'web_search_options',
  'moderation',
]

export const widenRequest = (body: JsonObject): JsonObject => {
  const changes = new Map<string, Json | undefined>()
  for (const member of ignored) if (member in body) changes.set(member, undefined)
  if (body['n'] === 0) changes.set('n', 1)
  if (body['max_completion_tokens'] === 0) changes.set('max_completion_tokens', undefined)
  if (isJsonObject(body['response_format'])) changes.set('response_format', formatOf(body['response_format']))
  const messages = mapped(body['messages'], messageOf)
  if (messages !== body['messages']) changes.set('messages', messages)
  const tools = mapped(body['tools'], toolOf)
  if (tools !== body['tools']) changes.set('tools', tools)
  return changes.size === 0 ? body : changed(body, changes)
}

const changed = (body: JsonObject, changes: ReadonlyMap<string, Json | undefined>): JsonObject =>
  Object.fromEntries(
    Object.entries(body).flatMap(([member, value]) => {
      const other = changes.has(member) ? changes.get(member) : value
      return other === undefined ? [] : [[member, other]]
    }),
  )

/** The list itself when no item of it changes. */
const mapped = (list: Json | undefined, change: (item: Json) => Json): Json | undefined => {
  if (!Array.isArray(list)) return list
  let copy: Json[] | undefined
  for (let index = 0; index < list.length; index++) {
    const item: Json = list[index]
    const other = change(item)
    if (other === item) continue
    copy ??= [...list]
    copy[index] = other
  }
  return copy ?? list
}

/** Names of values that the table prints beside the values; the framework reads both. */
const byName: ReadonlyMap<string, string> = new Map([
  ['Text', 'text'],
  ['JsonObject', 'json_object'],
  ['Function', 'function'],
])

const valueOf = (value: Json | undefined): Json | undefined =>
  typeof value === 'string' ? (byName.get(value) ?? value) : value

/** The sample calls the member `response_format`, the table `Type`. */
const formatOf = (format: JsonObject): Json | undefined => {
  const { response_format, type, ...rest } = format
  const value = valueOf(type ?? response_format)
  return value === undefined || value === null ? undefined : { type: value, ...rest }
}

const toolOf = (tool: Json): Json => {
  const type = isJsonObject(tool) ? valueOf(tool['type']) : undefined
  return isJsonObject(tool) && type !== tool['type'] ? { ...tool, type } : tool
}

const messageOf = (message: Json): Json => {
  if (!isJsonObject(message)) return message
  const { content, tool_calls } = message
  const parts = Array.isArray(content) && content.some(isEmpty) ? content.filter((part) => !isEmpty(part)) : content
  const calls = mapped(tool_calls, callOf)
  return parts === content && calls === tool_calls ? message : { ...message, content: parts, tool_calls: calls }
}

/** The sample's `{}`. */
const isEmpty = (part: Json): boolean => {
  if (!isJsonObject(part)) return false
  for (const _ in part) return false
  return true
}

const callOf = (call: Json): Json =>
  isJsonObject(call) && typeof call['function'] === 'string'
    ? { ...call, function: functionOf(call['function']) }
    : call

/** The text of a call: JSON of its name and arguments, as answers carry it, else a bare name. */
const functionOf = (text: string): JsonObject => {
  // Any text may stand there.
  const value = text.trimStart().startsWith('{') ? parseJson(text) : undefined
  if (!isJsonObject(value) || typeof value['name'] !== 'string') return { name: text, arguments: '' }
  const { name, arguments: given = '' } = value
  return { name, arguments: typeof given === 'string' ? given : JSON.stringify(given) }
}
