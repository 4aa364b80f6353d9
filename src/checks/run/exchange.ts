import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts'
import { dialectNamed } from '../../dialects/dialects.ts'
import type { ContractExchange, ContractExpectation, ContractRequest } from '../contract-file.ts'
import { errorNameOf, type AnsweredError } from './answered.ts'
import type { RecordedExchange } from './record.ts'
import { redactBody, redactText } from './redact.ts'
import { shapeOf } from './shape.ts'
import type { SeenCall } from './recorder.ts'

/**
 * What a contract says of a call: undefined for calls that no other service can be asked in the same way (a key that is missing, a path that
 * nobody serves, what is stored here and not there).
 */
export const toExchange = (
  entry: SeenCall,
  error: AnsweredError | undefined,
  patterns: readonly RegExp[],
): RecordedExchange | undefined => {
  const { method, status, endpoint, request, passed } = entry
  if (endpoint !== 'chat-completions' || method !== 'POST' || request.json === undefined) return undefined
  if (status === 0 || (status >= 400 && passed) || error?.code === 'no_matching_cue') return undefined
  const refused = entry.cue === undefined && entry.violations.some(({ severity }) => severity === 'error')
  const body = redactBody(request.json, { patterns, shorten: !refused })
  const needs = needsOf(request.json, error === undefined || refused ? undefined : nameOf(entry, error))
  const asked: ContractRequest = { method, path: pathOf(entry), ...headersOf(entry, patterns), body }
  const exchange: ContractExchange = {
    name: `${entry.cue ?? nameOfBody(entry, request.json, refused)}${request.json['stream'] === true ? ', streamed' : ''}`,
    ...(entry.cue !== undefined && { cue: entry.cue }),
    dialect: entry.dialect,
    ...(needs.length > 0 && { needs }),
    request: asked,
    expect: expectationOf(entry, request.json, error, refused),
  }
  const rules = refused ? entry.violations.map(({ rule, error: { param } }) => `${rule} ${param ?? ''}`) : []
  const shape = [entry.dialect, exchange.cue ?? '', status, ...rules, asked.path, shapeOf(request.json)].join('\n')
  return { shape, exchange }
}

const nameOf = ({ dialect }: SeenCall, error: AnsweredError): string => {
  const spoken = dialectNamed(dialect)
  return spoken === undefined ? String(error.status) : errorNameOf(spoken, error)
}

const nameOfBody = ({ violations }: SeenCall, { model }: JsonObject, refused: boolean): string => {
  const [first] = violations
  const param = first?.error.param
  if (refused && first !== undefined)
    return `is refused: ${first.rule}${typeof param === 'string' ? ` at ${param}` : ''}`
  return `made up${typeof model === 'string' ? ` by ${model}` : ''}`
}

/** Below the base URL; a base path of the dialect is the service's business. */
const pathOf = ({ path, dialect }: SeenCall): string => {
  const at = path.indexOf('/chat/completions')
  const base = dialectNamed(dialect)?.basePath ?? ''
  if (at !== -1) return path.slice(at)
  return path.startsWith(`${base}/`) ? path.slice(base.length) : path
}

/** Headers that change an answer, where they say anything else than usual. */
const usual: Readonly<Record<string, RegExp>> = {
  accept: /^(?:\*\/\*|application\/json)$/,
  'content-type': /^application\/json\b/,
  'openai-beta': /^$/,
}

const headersOf = (
  { request }: SeenCall,
  patterns: readonly RegExp[],
): { readonly headers?: Record<string, string> } => {
  const headers = Object.entries(usual).flatMap(([name, nothing]) => {
    const value = request.headers[name]
    return value === undefined || nothing.test(value) ? [] : [[name, redactText(value, { patterns, shorten: false })]]
  })
  return headers.length === 0 ? {} : { headers: Object.fromEntries(headers) }
}

const expectationOf = (
  { status }: SeenCall,
  body: JsonObject,
  error: AnsweredError | undefined,
  refused: boolean,
): ContractExpectation => {
  if (error === undefined) return { status, ...(body['stream'] === true && { stream: true }) }
  const { type, code, param } = error
  const members = {
    ...(type !== undefined && { type }),
    ...(code !== undefined && { code }),
    // What is staged may name any parameter.
    ...(refused && param !== undefined && { param }),
  }
  return { status, ...(Object.keys(members).length > 0 && { error: members }) }
}

/** What a service must have to take the request, and the error that it has to be made to give. */
const needsOf = (body: JsonObject, error: string | undefined): readonly string[] => {
  const needs = new Set<string>()
  for (const message of objectsIn(body['messages']))
    for (const part of objectsIn(message['content'])) {
      const need = typeof part['type'] === 'string' ? abilities[part['type']] : undefined
      if (need !== undefined) needs.add(need)
    }
  const { modalities, web_search_options: search } = body
  if (Array.isArray(modalities) && modalities.includes('audio')) needs.add('audio')
  if (isJsonObject(search)) needs.add('web_search')
  if (error !== undefined) needs.add(error)
  return [...needs]
}

const abilities: Readonly<Record<string, string>> = { image_url: 'vision', input_audio: 'audio', file: 'files' }

const objectsIn = (list: Json | undefined): readonly JsonObject[] =>
  Array.isArray(list) ? list.filter((item) => isJsonObject(item)) : []
