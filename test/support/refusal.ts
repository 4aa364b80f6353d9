import type { Strictness } from '../../src/core/contract.ts'
import { isJsonObject, type Json, type JsonObject } from '../../src/core/json.ts'
import { paramOf, type Path } from '../../src/core/violation.ts'
import type { Cuecard } from '../../src/cuecard.ts'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/** Sends a chat request, as a value or as text, to a dialect of the cuecard. */
export const ask = async (
  cuecard: Cuecard,
  dialect: string,
  body: Json | Uint8Array<ArrayBuffer>,
  strictness: Strictness = 'practical',
): Promise<Answer> => {
  const response = await cuecard.fetch(`https://cuecard.example/${dialect}/v1/chat/completions`, {
    method: 'POST',
    headers: {
      authorization: 'Bearer sk-test',
      accept: 'application/json',
      'content-type': 'application/json',
      'x-cuecard-strictness': strictness,
    },
    body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
  })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

/** What a dialect's error says: its message, and the place it names, `undefined` where the envelope has none. */
export interface Refused {
  readonly message: string
  readonly place: string | null | undefined
}

/** Reads the error envelope of a dialect; throws when it is none, down to the names and types of its members. */
export const readRefusal = (dialect: string, text: string): Refused => {
  const value: unknown = JSON.parse(text)
  if (dialect === 'servicestack') return readStatus(membersOf(value, ['responseStatus']))
  const members = dialect === 'gateway' ? ['message', 'type', 'code'] : ['message', 'type', 'param', 'code']
  const error = membersOf(membersOf(value, ['error'])['error'], members)
  return { message: textOf(error['message']), place: dialect === 'gateway' ? undefined : placeOf(error['param']) }
}

const readStatus = ({ responseStatus }: JsonObject): Refused => {
  const status = membersOf(responseStatus, ['errorCode', 'message'], ['errors'])
  const [error] = Array.isArray(status['errors']) ? status['errors'] : []
  const place =
    error === undefined ? null : textOf(membersOf(error, ['errorCode', 'fieldName', 'message'])['fieldName'])
  return { message: textOf(status['message']), place }
}

const membersOf = (value: unknown, names: readonly string[], optional: readonly string[] = []): JsonObject => {
  const object: JsonObject = isJsonObject(value) ? value : {}
  const given = Object.keys(object).filter((name) => !optional.includes(name))
  if (given.join() !== names.join()) throw new Error(`no error envelope: ${JSON.stringify(value).slice(0, 300)}`)
  return object
}

const textOf = (value: Json | undefined): string => {
  if (typeof value !== 'string' || value === '') throw new Error(`no text: ${JSON.stringify(value)}`)
  return value
}

const placeOf = (value: Json | undefined): string | null => (value === null ? null : textOf(value))

/** Services that report a place put it as `messages[0].role`, `messages.[0].role` or `Messages[0].Role`: all of them as the same text. */
export const plainPlace = (place: string): string => place.replaceAll('.[', '[').replaceAll('_', '').toLowerCase()

/**
 * Where an error on the wire points for something wrong at this path: the value itself, save where a service says otherwise. `undefined`
 * where it has no place for it.
 */
export const placeOnWire = (dialect: string, path: Path): string | null | undefined => {
  if (dialect === 'gateway') return undefined
  const [field] = path
  if (dialect === 'servicestack') {
    if (field === 'response_format' && path.length > 1) return 'responseformat.type'
    return plainPlace(paramOf(field === 'metadata' || field === 'logit_bias' ? [field] : path))
  }
  // Whatever is wrong with the model's name, the service says that there is none, or that the body is no JSON (wire-format 2.3).
  return field === 'model' ? null : plainPlace(paramOf(path))
}
