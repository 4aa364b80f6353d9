import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts'
import { oncePerText } from '../../core/memo.ts'
import { textOf } from './text.ts'
import { readToolUse, type ToolUse } from './tools.ts'

/** A request as far as its answer depends on it. Read once, defensively: with `onViolation: 'record'` anything may arrive. */
export interface ChatRequest {
  readonly body: JsonObject
  readonly model: string
  readonly messages: readonly JsonObject[]
  /** Text of the latest user message. */
  readonly user: string
  /** Role of the last message. */
  readonly last: string
  readonly n: number
  /** Visible and reasoning tokens together; `Infinity` without a limit. */
  readonly max_tokens: number
  readonly stop: readonly string[]
  /** `undefined` when no logprobs are asked for. */
  readonly top_logprobs: number | undefined
  /** `undefined`: text. */
  readonly format: { readonly name: string; readonly schema: JsonObject | boolean | undefined } | undefined
  readonly stream: boolean
  readonly include_usage: boolean
  readonly include_obfuscation: boolean
  readonly tools: ToolUse
}

export const readRequest = (body: JsonObject): ChatRequest => {
  const messages = objectsOf(body['messages'])
  const options = isJsonObject(body['stream_options']) ? body['stream_options'] : undefined
  const user = messages.findLast((message) => message['role'] === 'user')
  const role = messages.at(-1)?.['role']
  return {
    body,
    model: typeof body['model'] === 'string' ? body['model'] : '',
    messages,
    user: textOf(user?.['content']),
    last: typeof role === 'string' ? role : '',
    n: Math.min(countOf(body['n']) ?? 1, mostChoices),
    max_tokens: countOf(body['max_completion_tokens']) ?? countOf(body['max_tokens']) ?? Infinity,
    stop: stopsOf(body['stop']),
    top_logprobs: body['logprobs'] === true ? Math.min(countOf(body['top_logprobs']) ?? 0, mostTop) : undefined,
    format: isJsonObject(body['response_format']) ? formatOf(body['response_format']) : undefined,
    stream: body['stream'] === true,
    include_usage: options?.['include_usage'] === true,
    include_obfuscation: options?.['include_obfuscation'] !== false,
    tools: readToolUse(body),
  }
}

// Caps of the service (wire-format 3.5), for requests that broke them and were only recorded.
const mostChoices = 128
const mostTop = 20

const noObjects: readonly JsonObject[] = []

const objectsOf = (value: Json | undefined): readonly JsonObject[] => {
  if (!Array.isArray(value)) return noObjects
  return value.every(isJsonObject) ? value : value.filter(isJsonObject)
}

const countOf = (value: Json | undefined): number | undefined =>
  typeof value === 'number' && value >= 1 ? Math.floor(value) : undefined

const noStops: readonly string[] = []

const stopsOf = (stop: Json | undefined): readonly string[] => {
  if (typeof stop === 'string') return stop === '' ? noStops : [stop]
  if (!Array.isArray(stop)) return noStops
  return stop.filter((sequence) => typeof sequence === 'string' && sequence !== '')
}

const formatOf = oncePerText((format: JsonObject): ChatRequest['format'] => {
  if (format['type'] === 'json_object') return { name: 'json_object', schema: undefined }
  if (format['type'] !== 'json_schema') return undefined
  const named = isJsonObject(format['json_schema']) ? format['json_schema'] : {}
  const { name, schema } = named
  return {
    name: typeof name === 'string' ? name : 'json_schema',
    schema: isJsonObject(schema) || typeof schema === 'boolean' ? schema : undefined,
  }
})
