import { isJsonObject, textOfJson, type Json, type JsonObject } from '../../../core/json.ts'
import { oncePerText } from '../../../core/memo.ts'
import type { ModelProfile } from '../../../core/models.ts'
import type { TokenCounter } from '../../../core/tokens.ts'
import type { ChatRequest } from '../request.ts'
import { fileTokens } from './files.ts'
import { imageTokens } from './images.ts'
import { renderNamespace } from './namespace.ts'
import { soundTokens } from './sounds.ts'

/** Three of framing and one for the role. */
export const perMessage = 4

/** Prompt tokens as the service counts them (wire-format 11), and how many of them are images, sound and functions. */
export interface PromptTokens {
  readonly tokens: number
  readonly images: number
  readonly audio: number
  readonly functions: number
  /** Tokens in front of the first message, then up to the end of each: what a prefix costs. */
  readonly ends: readonly number[]
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
  const { tools, functions, response_format } = request.body
  const offered = Array.isArray(tools) || Array.isArray(functions) ? toolTokens(request, profile, counter) : 0
  let end = offered
  if (isJsonObject(response_format) && isJsonObject(request.format?.schema))
    end += counter.count(textOfJson(request.format.schema))
  const ends = [end]
  let images = 0
  let audio = 0
  for (const message of request.messages) {
    const { content, name } = message
    end += perMessage
    if (typeof content === 'string') end += counter.count(content)
    else if (Array.isArray(content))
      for (const part of content) {
        end += partTokens(part, profile, counter)
        images += imageTokens(part, profile)
        audio += soundTokens(part)
      }
    if (typeof name === 'string') end += 1 + counter.count(name)
    if (message['role'] === 'assistant') end += pastTokens(message, counter)
    ends.push(end)
  }
  return { tokens: end + (profile.reasoning ? 2 : 3), images, audio, functions: offered, ends }
}

/** Tokens of a part of a message's content, whatever it is. */
export const partTokens = (part: Json, profile: ModelProfile, counter: TokenCounter): number => {
  if (typeof part === 'string') return counter.count(part)
  if (!isJsonObject(part)) return 0
  const text = part['text'] ?? part['refusal']
  if (typeof text === 'string') return counter.count(text)
  return imageTokens(part, profile) + soundTokens(part) + fileTokens(part, profile, counter)
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

const ofTools = oncePerText((tools: readonly Json[]) => renderNamespace({ tools }))
const ofFunctions = oncePerText((functions: readonly Json[]) => renderNamespace({ functions }))

const namespaceOf = (body: JsonObject): string | undefined => {
  const { tools, functions } = body
  // Hardly anybody sends both.
  if (Array.isArray(tools) && Array.isArray(functions)) return renderNamespace(body)
  if (Array.isArray(tools)) return ofTools(tools)
  return Array.isArray(functions) ? ofFunctions(functions) : undefined
}
