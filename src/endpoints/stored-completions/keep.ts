import type { Call } from '../../core/call.ts'
import type { StoredCompletion } from '../../core/collections.ts'
import type { CallContext } from '../../core/context.ts'
import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts'

/** What a request with `store: true` leaves behind: the completion with the request's parameters, and its messages (wire-format 9). */
export const keep = (completion: JsonObject, call: Call, context: CallContext): StoredCompletion | undefined => {
  const { id, created, model } = completion
  if (call.body['store'] !== true || !keepers.has(call.dialect.name)) return undefined
  if (typeof id !== 'string' || typeof created !== 'number' || typeof model !== 'string') return undefined
  return {
    id,
    created,
    ordinal: call.ordinal,
    model,
    requested_model: textOf(call.body['model']) ?? model,
    metadata: metadataOf(call.body['metadata']),
    completion: JSON.stringify(storedForm(completion, call.body, context)),
    messages: JSON.stringify(messagesOf(id, call.body['messages'])),
  }
}

/** The dialects whose service serves what it has stored. */
export const keepers: ReadonlySet<string> = new Set(['openai'])

/** The texts of a map of texts. */
export const metadataOf = (value: Json | undefined): Readonly<Record<string, string>> => {
  if (!isJsonObject(value)) return {}
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

const textOf = (value: Json | undefined): string | undefined => (typeof value === 'string' ? value : undefined)

/** A stored completion as it is read again: with what was asked, spelled out. Its metadata changes and is put in when it is sent. */
const storedForm = (completion: JsonObject, request: JsonObject, { requestId }: CallContext): JsonObject => ({
  ...completion,
  request_id: requestId,
  metadata: {},
  input_user: request['user'] ?? null,
  temperature: request['temperature'] ?? 1,
  top_p: request['top_p'] ?? 1,
  presence_penalty: request['presence_penalty'] ?? 0,
  frequency_penalty: request['frequency_penalty'] ?? 0,
  seed: request['seed'] ?? null,
  tools: request['tools'] ?? null,
  tool_choice: request['tool_choice'] ?? null,
  response_format: request['response_format'] ?? null,
})

const messagesOf = (id: string, messages: Json | undefined): readonly JsonObject[] =>
  (Array.isArray(messages) ? messages : []).map((message: Json, index) =>
    storedMessage(`${id}-${index}`, isJsonObject(message) ? message : {}),
  )

/** The parts of a content stand in a member of their own; texts and images are kept of them. */
const storedMessage = (id: string, message: JsonObject): JsonObject => {
  const { role, content = null, name = null, refusal, tool_calls, function_call, audio, tool_call_id } = message
  const isParted = Array.isArray(content)
  const kept = {
    id,
    role,
    content: isParted ? null : content,
    name,
    content_parts: isParted ? content.filter(isKeptPart) : null,
  }
  return { ...kept, refusal, tool_calls, function_call, audio, tool_call_id }
}

const isKeptPart = (part: Json): boolean =>
  isJsonObject(part) && (part['type'] === 'text' || part['type'] === 'image_url')
