import { isJsonObject, type Json, type JsonObject } from '../../src/core/json.ts'

/** Joins the chunks of a stream to the completion they came from, as a client's accumulator does. */
export const joinChunks = (chunks: readonly JsonObject[]): JsonObject => {
  const choices: Open[] = []
  let usage: Json | undefined
  let moderation: Json | undefined
  for (const chunk of chunks) {
    if (isJsonObject(chunk['usage'])) usage = chunk['usage']
    if (isJsonObject(chunk['moderation'])) moderation = chunk['moderation']
    for (const choice of listOf(chunk['choices'])) join(choices, choice)
  }
  const { choices: _choices, usage: _usage, moderation: _moderation, ...envelope } = chunks[0] ?? {}
  return {
    ...envelope,
    object: 'chat.completion',
    choices: choices.map(close),
    ...(usage !== undefined && { usage }),
    ...(moderation !== undefined && { moderation }),
  }
}

/** A choice being joined; texts grow, lists fill. */
interface Open {
  readonly index: number
  content: string | null
  refusal: string | null
  tool_calls: { head: JsonObject; input: string }[]
  function_call: { name: string; arguments: string } | undefined
  annotations: readonly Json[]
  audio: Record<string, string | number> | undefined
  logprobs: { content: Json[] | null; refusal: Json[] | null } | null | undefined
  finish_reason: Json | undefined
}

const join = (choices: Open[], choice: JsonObject): void => {
  const index = Number(choice['index'])
  const open = (choices[index] ??= {
    index,
    content: null,
    refusal: null,
    tool_calls: [],
    function_call: undefined,
    annotations: [],
    audio: undefined,
    logprobs: undefined,
    finish_reason: null,
  })
  const delta = isJsonObject(choice['delta']) ? choice['delta'] : {}
  if (typeof delta['content'] === 'string') open.content = (open.content ?? '') + delta['content']
  if (typeof delta['refusal'] === 'string') open.refusal = (open.refusal ?? '') + delta['refusal']
  for (const call of listOf(delta['tool_calls'])) joinCall(open, call)
  if (isJsonObject(delta['function_call'])) {
    const { name, arguments: text } = delta['function_call']
    open.function_call ??= { name: String(name), arguments: '' }
    open.function_call.arguments += String(text)
  }
  if (Array.isArray(delta['annotations'])) open.annotations = delta['annotations']
  if (isJsonObject(delta['audio'])) joinAudio(open, delta['audio'])
  if ('logprobs' in choice) joinLogprobs(open, choice['logprobs'])
  if (choice['finish_reason'] !== null) open.finish_reason = choice['finish_reason']
}

const joinCall = (open: Open, call: JsonObject): void => {
  const index = Number(call['index'])
  const known = open.tool_calls[index]
  const inner = listOf([call['function'] ?? call['custom'] ?? null])[0]
  const text = String(inner?.['arguments'] ?? inner?.['input'])
  if (known === undefined) open.tool_calls[index] = { head: call, input: text }
  else known.input += text
}

const joinAudio = (open: Open, audio: JsonObject): void => {
  const joined = (open.audio ??= { id: '', expires_at: 0, data: '', transcript: '' })
  for (const [name, value] of Object.entries(audio))
    joined[name] =
      name === 'data' || name === 'transcript' ? `${joined[name]}${String(value)}` : (value as string | number)
}

const joinLogprobs = (open: Open, logprobs: Json | undefined): void => {
  if (!isJsonObject(logprobs)) {
    open.logprobs ??= null
    return
  }
  const joined = (open.logprobs ??= { content: null, refusal: null })
  for (const member of ['content', 'refusal'] as const) {
    const entries = logprobs[member]
    if (Array.isArray(entries)) joined[member] = [...(joined[member] ?? []), ...entries]
  }
}

const close = (open: Open): JsonObject => ({
  index: open.index,
  message: {
    role: 'assistant',
    content: open.content,
    ...(open.tool_calls.length > 0 && { tool_calls: open.tool_calls.map(closeCall) }),
    ...(open.function_call && { function_call: open.function_call }),
    refusal: open.refusal,
    annotations: open.annotations,
    ...(open.audio && { audio: open.audio }),
  },
  ...(open.logprobs !== undefined && { logprobs: open.logprobs }),
  finish_reason: open.finish_reason,
})

const closeCall = ({ head, input }: { readonly head: JsonObject; readonly input: string }): JsonObject => {
  const { id, type, function: called, custom } = head
  return isJsonObject(called)
    ? { id, type, function: { ...called, arguments: input } }
    : { id, type, custom: { ...(isJsonObject(custom) && custom), input } }
}

const listOf = (value: Json | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter(isJsonObject) : []
