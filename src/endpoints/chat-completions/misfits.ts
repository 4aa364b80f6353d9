import type { SchemaCompiler, SchemaError } from '../../core/contract.ts'
import { isJsonObject, parseJson, type Json, type JsonObject } from '../../core/json.ts'
import { pointerParts } from '../../core/pointer.ts'
import { jsonPathOf } from '../../core/violation.ts'
import type { DraftCall, DraftChoice } from './draft.ts'
import { firstStop } from './limits.ts'
import type { ChatRequest } from './request.ts'
import type { Tool } from './tools.ts'
import type { Answer, Work } from './work.ts'

/** Whether a schema of the request has to be looked into, to tell whether what a cue says fits. */
export const needsCompiler = (said: readonly DraftChoice[], { format, tools }: ChatRequest): boolean =>
  (format?.schema !== undefined && said.some(({ content }) => typeof content === 'string')) ||
  (tools.offered.length > 0 &&
    said.some(({ tool_calls, function_call }) => (tool_calls ?? function_call) !== undefined))

/** In which ways what a cue says is no answer to this request: it is sent as written all the same. */
export const misfitsOf = (
  said: DraftChoice,
  { message, finish_reason, tokens }: Answer,
  { request }: Work,
  compiler: SchemaCompiler | undefined,
): readonly string[] => {
  const { content } = message
  const misfits: string[] = []
  if (tokens > request.max_tokens)
    misfits.push(
      `the reply is ${tokens} tokens long, but the request allows ${request.max_tokens}; it is sent as written`,
    )
  if (content !== null && request.stop.length > 0 && firstStop(content, request.stop) !== undefined)
    misfits.push('the reply contains a stop sequence of the request; it is sent as written')
  if (said.annotations !== undefined) misfits.push(...misplaced(said.annotations, content ?? ''))
  if (said.audio !== undefined && !asksForSound(request))
    misfits.push("the reply speaks, but the request's modalities have no audio")

  // What is broken off on purpose need not be whole.
  const isWhole = finish_reason !== 'length' && finish_reason !== 'content_filter'
  const calls = callsOf(said)
  for (const call of calls)
    misfits.push(...misfitsOfCall(call, said.function_call !== undefined, isWhole, request, compiler))
  if (calls.length > 1 && !request.tools.parallel && request.tools.offered.length > 0)
    misfits.push(`the reply makes ${calls.length} calls, but the request allows only one at a time`)
  if (calls.length > 0 || message.refusal !== null || !isWhole) return misfits
  if (request.tools.mode === 'required' || request.tools.mode === 'named')
    misfits.push('the reply calls no tool, but the tool_choice of the request demands it')
  else if (content !== null) misfits.push(...misfitsOfFormat(content, request, compiler))
  return misfits
}

const callsOf = ({ tool_calls, function_call }: DraftChoice): readonly DraftCall[] =>
  tool_calls ?? (function_call === undefined ? [] : [function_call])

const asksForSound = ({ body }: ChatRequest): boolean =>
  Array.isArray(body['modalities']) && body['modalities'].includes('audio')

const misplaced = (annotations: readonly JsonObject[], content: string): readonly string[] =>
  annotations.flatMap(({ url_citation }, index) => {
    const { start_index: from, end_index: to }: JsonObject = isJsonObject(url_citation) ? url_citation : {}
    if (typeof from !== 'number' || typeof to !== 'number' || (from <= to && to <= content.length)) return []
    return [`annotation ${index} points from ${from} to ${to} in a content of ${content.length} characters`]
  })

const misfitsOfCall = (
  call: DraftCall,
  legacy: boolean,
  isWhole: boolean,
  { tools }: ChatRequest,
  compiler: SchemaCompiler | undefined,
): readonly string[] => {
  const offered = legacy === tools.legacy ? tools.offered : []
  const tool = offered.find(({ name, type }) => name === call.name && type === call.type)
  const isRuledOut = offered.length > 0 && (tools.mode === 'none' || tools.mode === 'named')
  if (isRuledOut && (tool === undefined || tools.mode === 'none'))
    return [`the reply calls ${call.name}, which the tool_choice of the request rules out`]
  if (tool === undefined) return [`the reply calls ${call.name}, which the request does not offer`]
  if (!isWhole || call.type === 'custom' || call.input === undefined) return []
  const input = typeof call.input === 'string' ? parseJson(call.input) : call.input
  if (input === undefined) return [`the arguments of ${call.name} are no JSON`]
  const error = errorIn(input, tool.parameters, compiler)
  return error === undefined ? [] : [`the arguments of ${call.name} break its schema: ${error}`]
}

const misfitsOfFormat = (
  content: string,
  { format }: ChatRequest,
  compiler: SchemaCompiler | undefined,
): readonly string[] => {
  if (format === undefined) return []
  const made = parseJson(content)
  if (made === undefined) return [`the content is no JSON, but the request asks for ${format.name}`]
  if (format.schema === undefined)
    return isJsonObject(made) ? [] : [`the content is no JSON object, but the request asks for ${format.name}`]
  const error = errorIn(made, format.schema, compiler)
  return error === undefined ? [] : [`the content breaks the schema ${format.name} of the request: ${error}`]
}

/** Whether a text has the form that the request asks for. */
export const fitsFormat = (content: string, request: ChatRequest, compiler: SchemaCompiler): boolean =>
  misfitsOfFormat(content, request, compiler).length === 0

/** The first thing that is wrong with a value; nothing where the schema itself cannot be used. */
const errorIn = (value: Json, schema: Tool['parameters'], compiler: SchemaCompiler | undefined): string | undefined => {
  const compiled = schema === undefined ? undefined : compiler?.compile(schema)
  if (compiled === undefined || 'reason' in compiled) return undefined
  const [error] = compiled.check(value)
  return error && textOf(error)
}

const textOf = ({ instancePath, message = 'does not fit', params }: SchemaError): string => {
  const { additionalProperty } = params
  const path = pointerParts(instancePath).map((part) => (/^\d+$/.test(part) ? Number(part) : part))
  return `${jsonPathOf(path)} ${message}${typeof additionalProperty === 'string' ? ` (${additionalProperty})` : ''}`
}
