import { isJsonObject, type Json, type JsonObject } from '../../../core/json.ts'

/** Tokens a request is charged up front: a quarter of its characters + 3, and the completion tokens it asks for (wire-format 12). */
export const cost = (body: JsonObject): number => {
  const { messages, max_completion_tokens, max_tokens } = body
  let characters = 0
  if (Array.isArray(messages))
    for (const message of messages) characters += charactersOf(isJsonObject(message) ? message['content'] : undefined)
  const limit = max_completion_tokens ?? max_tokens
  return Math.floor(characters / 4) + 3 + (typeof limit === 'number' && limit > 0 ? Math.floor(limit) : 0)
}

const charactersOf = (content: Json | undefined): number => {
  if (typeof content === 'string') return content.length
  if (!Array.isArray(content)) return 0
  let characters = 0
  for (const part of content)
    if (isJsonObject(part) && typeof part['text'] === 'string') characters += part['text'].length
  return characters
}
