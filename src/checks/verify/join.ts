import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts'

/** More choices, and more calls of one, than any service gives: what counts further is not joined. */
const most = 1_024

/** Joins the events of a stream to the completion that they tell, as a client does; whatever they are. */
export const joinEvents = (events: readonly JsonObject[]): JsonObject => {
  const choices = new Map<number, Choice>()
  let usage: Json | undefined
  for (const event of events) {
    if (isJsonObject(event['usage'])) ({ usage } = event)
    for (const choice of listOf(event['choices'])) {
      const { index } = choice
      if (typeof index !== 'number' || index < 0 || index >= most) continue
      const open = choices.get(index) ?? emptyChoice()
      choices.set(index, open)
      add(open, choice)
    }
  }
  const { id, created, model } = events[0] ?? {}
  const joined = [...choices]
    .toSorted(([one], [other]) => one - other)
    .map(([index, choice]) => ({ index, ...closed(choice) }))
  return { id, object: 'chat.completion', created, model, choices: joined, ...(usage !== undefined && { usage }) }
}

/** A choice whose texts grow and whose lists fill. */
interface Choice {
  readonly texts: Map<'content' | 'refusal', string>
  readonly calls: Map<number, { readonly head: JsonObject; input: string }>
  legacy: { readonly name: Json | undefined; input: string } | undefined
  audio: JsonObject | undefined
  logprobs: Map<'content' | 'refusal', Json[]> | undefined
  finish_reason: string | null
}

const emptyChoice = (): Choice => ({
  texts: new Map(),
  calls: new Map(),
  legacy: undefined,
  audio: undefined,
  logprobs: undefined,
  finish_reason: null,
})

const members = ['content', 'refusal'] as const

const add = (open: Choice, { delta, logprobs, finish_reason }: JsonObject): void => {
  const said = isJsonObject(delta) ? delta : {}
  for (const member of members) {
    const piece = said[member]
    if (typeof piece === 'string') open.texts.set(member, (open.texts.get(member) ?? '') + piece)
  }
  for (const call of listOf(said['tool_calls'])) addCall(open, call)
  const { function_call, audio } = said
  if (isJsonObject(function_call)) {
    open.legacy ??= { name: function_call['name'], input: '' }
    open.legacy.input += textOf(function_call['arguments'])
  }
  if (isJsonObject(audio)) open.audio ??= audio
  if (isJsonObject(logprobs)) addLogprobs(open, logprobs)
  if (typeof finish_reason === 'string') open.finish_reason = finish_reason
}

const addCall = ({ calls }: Choice, call: JsonObject): void => {
  const { index, function: called, custom } = call
  if (typeof index !== 'number' || index < 0 || index >= most) return
  const inner = [called, custom].find(isJsonObject) ?? {}
  const known = calls.get(index) ?? { head: call, input: '' }
  known.input += textOf(inner['arguments'] ?? inner['input'])
  calls.set(index, known)
}

const addLogprobs = (open: Choice, logprobs: JsonObject): void => {
  open.logprobs ??= new Map()
  for (const member of members) {
    const entries = logprobs[member]
    if (!Array.isArray(entries)) continue
    const known = open.logprobs.get(member) ?? []
    open.logprobs.set(member, known)
    for (const entry of entries) known.push(entry)
  }
}

const closed = ({ texts, calls, legacy, audio, logprobs, finish_reason }: Choice): JsonObject => ({
  message: {
    role: 'assistant',
    content: texts.get('content') ?? null,
    refusal: texts.get('refusal') ?? null,
    ...(calls.size > 0 && { tool_calls: [...calls.values()].map(closedCall) }),
    ...(legacy !== undefined && { function_call: { name: legacy.name, arguments: legacy.input } }),
    ...(audio !== undefined && { audio }),
  },
  logprobs:
    logprobs === undefined
      ? null
      : { content: logprobs.get('content') ?? null, refusal: logprobs.get('refusal') ?? null },
  finish_reason,
})

const closedCall = ({ head, input }: { readonly head: JsonObject; readonly input: string }): JsonObject => {
  const { id, type, function: called, custom } = head
  return isJsonObject(custom)
    ? { id, type, custom: { name: custom['name'], input } }
    : { id, type, function: { name: isJsonObject(called) ? called['name'] : undefined, arguments: input } }
}

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

const listOf = (value: Json | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter(isJsonObject) : []
