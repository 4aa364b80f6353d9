import { isJsonObject, parseJson, type Json, type JsonObject } from '../../core/json.ts'
import { renderArguments } from '../../endpoints/chat-completions/render.ts'

/** A completion as an author would write it: without what a cuecard says by itself, with calls as `{ id, name, arguments }`. */
export const draftOf = (completion: JsonObject): JsonObject => {
  const { choices, object: _object, id, created, model, ...more } = completion
  const list = Array.isArray(choices) ? choices.filter(isJsonObject).map(choiceOf) : []
  const [only] = list
  const said = list.length === 1 && only !== undefined ? only : { choices: list }
  return literal(present({ ...said, id, created, model, ...more })) as JsonObject // an object stays one
}

const choiceOf = ({ message, finish_reason, logprobs }: JsonObject): JsonObject => {
  const { content, refusal, tool_calls, function_call, annotations, audio } = isJsonObject(message) ? message : {}
  const calls = Array.isArray(tool_calls) ? tool_calls.filter(isJsonObject) : []
  const said = present({
    content: typeof content === 'string' ? content : undefined,
    refusal: typeof refusal === 'string' && refusal !== '' ? refusal : undefined,
    tool_calls: calls.length > 0 ? calls.map((call) => callOf(call, calls.length > 1)) : undefined,
    function_call: isJsonObject(function_call) ? functionOf(function_call, false) : undefined,
    audio: isJsonObject(audio) ? audio : undefined,
  })
  const usual = calls.length > 0 ? 'tool_calls' : isJsonObject(function_call) ? 'function_call' : 'stop'
  return present({
    ...(Object.keys(said).length === 0 ? { content: null } : said),
    annotations: Array.isArray(annotations) && annotations.length > 0 ? annotations : undefined,
    finish_reason: finish_reason === usual ? undefined : finish_reason,
    logprobs: isJsonObject(logprobs) ? logprobs : undefined,
  })
}

const callOf = ({ id, function: called, custom }: JsonObject, parallel: boolean): JsonObject => {
  if (isJsonObject(custom)) return present({ id, name: custom['name'], input: custom['input'] })
  return { ...present({ id }), ...functionOf(isJsonObject(called) ? called : {}, parallel) }
}

/** Arguments as an object, where an object is sent as the same text. */
const functionOf = ({ name, arguments: text }: JsonObject, parallel: boolean): JsonObject => {
  const value = typeof text === 'string' ? parseJson(text) : undefined
  return present({ name, arguments: isJsonObject(value) && renderArguments(value, parallel) === text ? value : text })
}

const present = (members: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))

/** Texts that look like templates and are none. */
const literal = (value: Json): Json => {
  if (typeof value === 'string') return value.replaceAll('{{', String.raw`\{{`)
  if (Array.isArray(value)) return value.map(literal)
  if (!isJsonObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, literal(item ?? null)]))
}
