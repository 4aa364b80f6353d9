import type { JsonObject } from '../../../core/json.ts'
import type { Audio, Choice, FunctionCall, Logprobs, ToolCall } from '../types.ts'
import { spread } from './spread.ts'

/** Some events of one choice, made when they are asked for. */
export interface Part {
  readonly length: number
  delta(index: number): JsonObject
  /** Absent: null, where the choice has logprobs at all. */
  logprobs?(index: number): Logprobs | null
}

type Cut = (text: string) => readonly string[]

/** The delta of a choice's first event: its role, and what is known before any text (wire-format 5.2). */
export const headDelta = ({ message }: Choice): JsonObject => {
  const { content, refusal, tool_calls, function_call, audio } = message
  const begun = { role: 'assistant', content: content === null ? null : '' }
  if (audio !== undefined)
    return { ...begun, refusal: refusal === null ? null : '', audio: { id: audio.id, transcript: '' } }
  if (content !== null || refusal !== null) return { ...begun, refusal: refusal === null ? null : '' }
  if (function_call !== undefined) return { ...begun, function_call: { name: function_call.name, arguments: '' } }
  const [call, ...others] = tool_calls ?? []
  if (call === undefined) return { ...begun, refusal: null }
  if (others.length > 0) return begun
  return { ...begun, tool_calls: [headOf(call, 0)], refusal: null }
}

/** The logprobs of that event: empty lists for what is to come. */
export const headLogprobs = ({ message, logprobs }: Choice): Logprobs | null => {
  if (logprobs === undefined || logprobs === null) return null
  const { content, refusal } = logprobs
  // Entries without a text to go with have no other event to stand in.
  return {
    content: content === null ? null : message.content ? [] : content,
    refusal: refusal === null ? null : message.refusal ? [] : refusal,
  }
}

/** Everything between the first event of a choice and its finish. */
export const partsOf = (choice: Choice, cut: Cut): readonly Part[] => {
  const { content, refusal, tool_calls, function_call, annotations, audio } = choice.message
  const parts: Part[] = []
  if (content !== null && content !== '') parts.push(textPart('content', cut(content), choice.logprobs))
  if (refusal !== null && refusal !== '') parts.push(textPart('refusal', cut(refusal), choice.logprobs))
  if (audio !== undefined) parts.push(...audioParts(audio, cut))
  if (function_call !== undefined)
    parts.push(...functionParts(function_call, content !== null || refusal !== null || audio !== undefined, cut))
  if (tool_calls !== undefined) {
    const inHead = 'tool_calls' in headDelta(choice)
    for (const [index, call] of tool_calls.entries()) parts.push(...callParts(call, index, inHead, cut))
  }
  if (annotations.length > 0) parts.push(single({ annotations }))
  return parts
}

const single = (delta: JsonObject): Part => ({ length: 1, delta: () => delta })

const textPart = (member: 'content' | 'refusal', pieces: readonly string[], logprobs: Choice['logprobs']): Part => {
  const delta: Part['delta'] =
    member === 'content' ? (index) => ({ content: pieces[index] ?? '' }) : (index) => ({ refusal: pieces[index] ?? '' })
  if (logprobs === undefined || logprobs === null) return { length: pieces.length, delta }
  const entries = logprobs[member]
  if (entries === null) return { length: pieces.length, delta, logprobs: () => ({ content: null, refusal: null }) }
  const entriesOf = spread(entries, pieces)
  return {
    length: pieces.length,
    delta,
    logprobs:
      member === 'content'
        ? (index) => ({ content: entriesOf(index), refusal: null })
        : (index) => ({ content: null, refusal: entriesOf(index) }),
  }
}

const functionParts = (call: FunctionCall, named: boolean, cut: Cut): readonly Part[] => {
  const pieces = cut(call.arguments)
  const fragments: Part = {
    length: pieces.length,
    delta: (index) => ({ function_call: { arguments: pieces[index] ?? '' } }),
  }
  return named ? [single({ function_call: { name: call.name, arguments: '' } }), fragments] : [fragments]
}

const callParts = (call: ToolCall, index: number, inHead: boolean, cut: Cut): readonly Part[] => {
  const pieces = cut(call.type === 'function' ? call.function.arguments : call.custom.input)
  const fragments: Part = {
    length: pieces.length,
    delta:
      call.type === 'function'
        ? (at) => ({ tool_calls: [{ index, function: { arguments: pieces[at] ?? '' } }] })
        : (at) => ({ tool_calls: [{ index, custom: { input: pieces[at] ?? '' } }] }),
  }
  return inHead ? [fragments] : [single({ tool_calls: [headOf(call, index)] }), fragments]
}

const headOf = (call: ToolCall, index: number): JsonObject =>
  call.type === 'function'
    ? { index, id: call.id, type: 'function', function: { name: call.function.name, arguments: '' } }
    : { index, id: call.id, type: 'custom', custom: { name: call.custom.name, input: '' } }

/** Base64 characters an event carries: a multiple of four, so that each piece decodes by itself. */
const dataPiece = 8_192

const audioParts = ({ transcript, data, expires_at }: Audio, cut: Cut): readonly Part[] => {
  const pieces = cut(transcript)
  return [
    { length: pieces.length, delta: (index) => ({ audio: { transcript: pieces[index] ?? '' } }) },
    {
      length: Math.ceil(data.length / dataPiece),
      delta: (index) => ({ audio: { data: data.slice(index * dataPiece, (index + 1) * dataPiece) } }),
    },
    single({ audio: { expires_at } }),
  ]
}
