import type { JsonObject } from '../../core/json.ts'
import type { TokenCounter } from '../../core/tokens.ts'
import { callTokens } from './limits.ts'
import type { Audio, FunctionCall, Message, ToolCall } from './types.ts'

const noAnnotations: readonly JsonObject[] = []

/** A message that is text. */
export const textMessage = (content: string | null, annotations: readonly JsonObject[] = noAnnotations): Message => ({
  role: 'assistant',
  content,
  tool_calls: undefined,
  function_call: undefined,
  refusal: null,
  annotations,
  audio: undefined,
})

interface MessageParts {
  readonly content: string | null
  readonly tool_calls?: readonly ToolCall[] | undefined
  readonly function_call?: FunctionCall | undefined
  readonly refusal?: string | null | undefined
  readonly annotations?: readonly JsonObject[] | undefined
  readonly audio?: Audio | undefined
}

/** A message of any parts, its members in wire order (wire-format 4). */
export const messageOf = (parts: MessageParts): Message => ({
  role: 'assistant',
  content: parts.content,
  tool_calls: parts.tool_calls,
  function_call: parts.function_call,
  refusal: parts.refusal ?? null,
  annotations: parts.annotations ?? noAnnotations,
  audio: parts.audio,
})

/** What a message costs in completion tokens. */
export const messageTokens = (message: Message, counter: TokenCounter): number => {
  const { content, refusal, tool_calls, function_call, audio } = message
  let tokens = content === null ? 0 : counter.count(content)
  if (refusal !== null) tokens += counter.count(refusal)
  if (audio !== undefined) tokens += counter.count(audio.transcript)
  if (function_call !== undefined) tokens += callTokens({ id: '', type: 'function', function: function_call }, counter)
  if (tool_calls !== undefined) for (const call of tool_calls) tokens += callTokens(call, counter)
  return tokens
}
