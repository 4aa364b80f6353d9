import { invalidRequest, type ApiError } from '../../core/api-error.ts'
import type { Call } from '../../core/call.ts'
import type { CallContext } from '../../core/context.ts'
import { isJsonObject, textOfJson, type Json, type JsonObject } from '../../core/json.ts'
import type { ModelProfile } from '../../core/models.ts'
import type { Violation } from '../../core/violation.ts'
import { readRequest } from './request.ts'
import { mostPages } from './usage/files.ts'
import { promptTokensOnce, type PromptTokens } from './usage/prompt-tokens.ts'

const rule = 'context-window'

/**
 * A prompt that is too long for its model, alone or with the completion that is asked for. Counted only when the size of its texts
 * leaves that possible; the windows of foreign models are not known.
 */
export const excess = (call: Call, context: CallContext): Violation | undefined | Promise<Violation | undefined> => {
  const { body } = call
  const { model } = body
  if (context.strictness === 'literal' || context.rules[rule] === 'off' || typeof model !== 'string') return undefined
  const profile = context.profile(model)
  if (profile.foreign === true) return undefined
  const budget = budgetOf(body)
  const room = Math.min(profile.context_window - budget, profile.max_input ?? Infinity)
  return mostTokens(body, room) <= room ? undefined : counted(call, context, profile, budget)
}

const counted = async (
  call: Call,
  context: CallContext,
  profile: ModelProfile,
  budget: number,
): Promise<Violation | undefined> => {
  const request = readRequest(call.body)
  const prompt = promptTokensOnce(request, profile, await context.tokens(profile.encoding))
  const error = errorOf(prompt, budget, profile, call, context)
  if (error === undefined) return undefined
  return {
    rule,
    path: ['messages'],
    error: { ...error, headers: { ...error.headers, 'x-should-retry': 'false' } },
    source: 'wire-format 2.3 (M, R)',
    severity: context.rules[rule] === 'warn' ? 'warn' : 'error',
  }
}

const errorOf = (
  { tokens, functions }: PromptTokens,
  budget: number,
  { context_window: limit, max_input }: ModelProfile,
  call: Call,
  context: CallContext,
): ApiError | undefined => {
  if (max_input !== undefined && tokens > max_input) return worded({ tokens, input_limit: max_input }, call, context)
  if (tokens > limit) return worded({ limit, tokens, functions }, call, context)
  if (tokens + budget > limit) return worded({ limit, tokens, functions, completion: budget }, call, context)
  return undefined
}

const worded = (facts: Readonly<Record<string, number>>, call: Call, context: CallContext): ApiError => {
  const word = call.dialect.errors['context_length_exceeded']
  if (word === undefined) return invalidRequest('The prompt is too long.', 'messages', 'context_length_exceeded')
  const { method, path, body } = call
  const { organization, requestId, key } = context
  const model = String(body['model'])
  return word({ method, path, model, organization, requestId, key, body_limit: 0, body_bytes: 0, ...facts })
}

/** The completion that is asked for. */
const budgetOf = ({ max_completion_tokens, max_tokens }: JsonObject): number => {
  const budget = max_completion_tokens ?? max_tokens
  return typeof budget === 'number' && budget > 0 ? budget : 0
}

/** What frames a message and what frames the whole; a call that was made has a frame of its own. */
const perMessage = 16
const perRequest = 400
/** The largest image of the dearest model (gpt-4o-mini) has 48,169. */
const perImage = 50_000
/** Characters are up to three bytes for each unit of their length, and a token is at least one byte. */
const perUnit = 3

/** No prompt of this body can have more tokens; stops adding when there is more than `room`. */
const mostTokens = (body: JsonObject, room: number): number => {
  const { messages, tools, functions, response_format } = body
  let most = perRequest
  for (const offered of [tools, functions]) if (Array.isArray(offered)) most += perUnit * textOfJson(offered).length
  if (isJsonObject(response_format)) most += perUnit * textOfJson(response_format).length
  if (!Array.isArray(messages)) return most
  for (const message of messages) {
    if (most > room) return most
    if (isJsonObject(message)) most += perMessage + mostOfMessage(message)
  }
  return most
}

const mostOfMessage = ({ content, name, refusal, tool_calls, function_call }: JsonObject): number => {
  let most = perUnit * (lengthOf(content) + lengthOf(name) + lengthOf(refusal))
  if (Array.isArray(content)) for (const part of content) most += mostOfPart(part)
  if (Array.isArray(tool_calls))
    for (const call of tool_calls) if (isJsonObject(call)) most += mostOfCall(call['function'] ?? call['custom'])
  return most + mostOfCall(function_call)
}

const mostOfCall = (call: Json | undefined): number =>
  isJsonObject(call)
    ? perMessage + perUnit * (lengthOf(call['name']) + lengthOf(call['arguments']) + lengthOf(call['input']))
    : 0

const mostOfPart = (part: Json): number => {
  if (!isJsonObject(part)) return perUnit * lengthOf(part)
  const { type, text, refusal, input_audio, file } = part
  if (type === 'image_url') return perImage
  // Sound has fewer tokens than characters, a text in a file fewer than bytes.
  if (type === 'input_audio') return isJsonObject(input_audio) ? lengthOf(input_audio['data']) : 0
  if (type === 'file' && isJsonObject(file))
    return perUnit * lengthOf(file['filename']) + lengthOf(file['file_data']) + mostPages * perImage
  return perUnit * (lengthOf(text) + lengthOf(refusal))
}

const lengthOf = (value: Json | undefined): number => (typeof value === 'string' ? value.length : 0)
