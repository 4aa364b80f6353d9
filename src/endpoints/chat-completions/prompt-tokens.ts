import { isJsonObject, textOfJson, type Json, type JsonObject } from '../../core/json.ts'
import { createMemo } from '../../core/memo.ts'
import type { ModelProfile } from '../../core/models.ts'
import type { TokenCounter } from '../../core/tokens.ts'
import { imageTokens } from './images.ts'
import { renderNamespace } from './namespace.ts'
import type { ChatRequest } from './request.ts'

/** Three of framing and one for the role. */
const perMessage = 4

/** Prompt tokens as the service counts them (wire-format 11), and how many of them are images and functions. */
export interface PromptTokens {
  readonly tokens: number
  readonly images: number
  readonly functions: number
}

/** Prompts that were counted before their answer was composed. */
const counted = new WeakMap<JsonObject, PromptTokens>()

/** Counts a prompt once, however often it is asked for. */
export const promptTokensOnce = (request: ChatRequest, profile: ModelProfile, counter: TokenCounter): PromptTokens => {
  const tokens = promptTokens(request, profile, counter)
  counted.set(request.body, tokens)
  return tokens
}

/** Counts a prompt, unless that was done before. */
export const promptTokens = (request: ChatRequest, profile: ModelProfile, counter: TokenCounter): PromptTokens => {
  const known = counted.get(request.body)
  if (known !== undefined) return known
  let tokens = profile.reasoning ? 2 : 3
  let images = 0
  for (const message of request.messages) {
    const { content, name } = message
    tokens += perMessage
    if (typeof content === 'string') tokens += counter.count(content)
    else if (Array.isArray(content))
      for (const part of content) {
        tokens += partTokens(part, counter)
        images += imageTokens(part, profile)
      }
    if (typeof name === 'string') tokens += 1 + counter.count(name)
    if (message['role'] === 'assistant') tokens += pastTokens(message, counter)
  }
  const { tools, functions, response_format } = request.body
  const offered = Array.isArray(tools) || Array.isArray(functions) ? toolTokens(request, profile, counter) : 0
  if (isJsonObject(response_format) && isJsonObject(request.format?.schema))
    tokens += counter.count(textOfJson(request.format.schema))
  return { tokens: tokens + images + offered, images, functions: offered }
}

const partTokens = (part: Json, counter: TokenCounter): number => {
  if (typeof part === 'string') return counter.count(part)
  if (!isJsonObject(part)) return 0
  const text = part['text'] ?? part['refusal']
  return typeof text === 'string' ? counter.count(text) : 0
}

/** What an earlier answer of the assistant says beside its content. */
const pastTokens = ({ refusal, tool_calls, function_call }: JsonObject, counter: TokenCounter): number => {
  let tokens = typeof refusal === 'string' ? counter.count(refusal) : 0
  if (isJsonObject(function_call)) tokens += pastCallTokens(function_call, counter)
  if (!Array.isArray(tool_calls)) return tokens
  for (const call of tool_calls) {
    if (!isJsonObject(call)) continue
    const inner = call['function'] ?? call['custom']
    if (isJsonObject(inner)) tokens += pastCallTokens(inner, counter)
  }
  return tokens
}

const pastCallFraming = 3

const pastCallTokens = (call: JsonObject, counter: TokenCounter): number => {
  const input = call['arguments'] ?? call['input']
  return (
    pastCallFraming +
    (typeof call['name'] === 'string' ? counter.count(call['name']) : 0) +
    (typeof input === 'string' ? counter.count(input) : 0)
  )
}

const toolTokens = ({ body, messages }: ChatRequest, profile: ModelProfile, counter: TokenCounter): number => {
  const namespace = namespaceOf(body)
  if (namespace === undefined) return 0
  if (profile.id.startsWith('gpt-5')) return counter.count(namespace) + 90
  const framing = profile.encoding === 'cl100k_base' ? 9 : 8
  const hasSystem = messages.some(({ role }) => role === 'system' || role === 'developer')
  return counter.count(namespace) + framing - (hasSystem ? 4 : 0)
}

// Clients send the same tools with every call.
const namespaces = createMemo<string>(2 * 1024 * 1024)

const namespaceOf = (body: JsonObject): string | undefined => {
  const { tools, functions } = body
  const key = [tools, functions].map((list) => (Array.isArray(list) ? textOfJson(list) : '')).join('\n')
  const known = namespaces.get(key)
  if (known !== undefined) return known
  const namespace = renderNamespace(body)
  if (namespace !== undefined) namespaces.set(key, namespace, (key.length + namespace.length) * 2)
  return namespace
}
