import type { Action } from '../../core/action.ts'
import type { ApiError } from '../../core/api-error.ts'
import type { Call } from '../../core/call.ts'
import type { CallContext } from '../../core/context.ts'
import type { Dialect } from '../../core/dialect.ts'
import { parseDuration } from '../../core/duration.ts'
import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts'
import { hintOf } from '../hint.ts'
import { compileTemplate } from '../template.ts'

/** Refuses, as the dialect words the error of that name, or as written. */
export const error: Action = {
  name: 'error',
  schema: {
    description: 'An error of the service: its name (rate_limited, unauthorized, server_error …), or what it says.',
    anyOf: [
      { type: 'string', minLength: 1 },
      {
        type: 'object',
        required: ['status'],
        properties: {
          status: { type: 'integer', minimum: 400, maximum: 599 },
          type: { type: 'string' },
          code: { type: ['string', 'null'] },
          message: { type: 'string' },
          param: { type: ['string', 'null'] },
        },
        additionalProperties: false,
      },
    ],
  },
  beside: {
    retry_after: { description: 'When the client may try again.', $ref: '#/$defs/duration' },
    message: { description: 'In place of the message of the error.', type: 'string' },
    param: { description: 'In place of the parameter that the error names.', type: ['string', 'null'] },
  },
  play: ({ value, beside = {} }, call, context, _play, { groups }) => {
    const retryAfter = millisecondsOf(beside['retry_after'])
    const base = isJsonObject(value) ? toApiError(value) : named(String(value), call, context, retryAfter)
    const { message, param } = beside
    const text = typeof message === 'string' ? message : undefined
    return {
      kind: 'error',
      error: {
        ...base,
        ...(text !== undefined && { message: compileTemplate(text)?.(call, groups) ?? text }),
        ...((typeof param === 'string' || param === null) && { param }),
        ...(retryAfter !== undefined && { headers: { ...base.headers, ...retryHeaders(retryAfter) } }),
      },
    }
  },
}

/** What is wrong with an error's name in this dialect; undefined when it knows the name. */
export const findUnknownError = (name: string, { errors, name: dialect }: Dialect): string | undefined => {
  if (Object.hasOwn(errors, name)) return undefined
  return `"${name}" is no error of the dialect ${dialect}${hintOf(name, Object.keys(errors))}`
}

const named = (name: string, call: Call, context: CallContext, retryAfter: number | undefined): ApiError => {
  const { dialect } = call
  const make = Object.hasOwn(dialect.errors, name) ? dialect.errors[name] : undefined
  if (make === undefined) return unknownName(name, dialect)
  return make({
    method: call.method,
    path: call.path,
    model: call.facts.model,
    organization: context.organization,
    requestId: context.requestId,
    key: context.key,
    body_limit: 26_214_400,
    body_bytes: 26_214_401,
    ...(retryAfter !== undefined && { retry_after: retryAfter }),
  })
}

const unknownName = (name: string, dialect: Dialect): ApiError => ({
  status: 500,
  message: `cuecard cannot answer: ${findUnknownError(name, dialect) ?? name}`,
  type: 'server_error',
  param: null,
  code: 'unknown_error_name',
  headers: { 'x-should-retry': 'false' },
})

const toApiError = ({ status, type, code, message, param }: JsonObject): ApiError => {
  const number = typeof status === 'number' ? status : 500
  return {
    status: number,
    message: typeof message === 'string' ? message : `The service answered with status ${number}.`,
    type: typeof type === 'string' ? type : typeOf(number),
    param: typeof param === 'string' ? param : null,
    code: typeof code === 'string' ? code : null,
  }
}

const typeOf = (status: number): string => {
  if (status >= 500) return 'server_error'
  return status === 429 ? 'requests' : 'invalid_request_error'
}

/** As written in a scenario, or already in milliseconds. */
const millisecondsOf = (duration: Json | undefined): number | undefined => {
  if (typeof duration === 'number') return duration
  return typeof duration === 'string' ? parseDuration(duration) : undefined
}

const retryHeaders = (milliseconds: number): Readonly<Record<string, string>> => ({
  'retry-after': String(Math.ceil(milliseconds / 1000)),
  'retry-after-ms': String(Math.ceil(milliseconds)),
})
