import type { Dialect } from '../../core/dialect.ts'
import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts'
import { errorDetails } from '../error-details.data.ts'

/** Of an answer, what reports are about. */
export interface Answered {
  /** Of all choices, each once. */
  readonly finishReasons: readonly string[]
  readonly error: AnsweredError | undefined
}

/** An error as a client reads it, whatever the dialect's envelope is. */
export interface AnsweredError {
  readonly status: number
  readonly message: string
  readonly type?: string | null
  readonly code?: string | null
  readonly param?: string | null
}

/** Reads an answer by its JSON; bytes that are broken on purpose or passed on have none. */
export const readAnswered = (said: readonly Json[], status: number): Answered =>
  status >= 400
    ? { finishReasons: [], error: errorIn(status, said[0] ?? null) }
    : { finishReasons: reasonsIn(said), error: undefined }

const reasonsIn = (bodies: readonly Json[]): readonly string[] => {
  const reasons = new Set<string>()
  for (const body of bodies) {
    const choices = isJsonObject(body) ? body['choices'] : undefined
    for (const choice of Array.isArray(choices) ? choices : []) {
      const reason: unknown = isJsonObject(choice) ? choice['finish_reason'] : undefined
      if (typeof reason === 'string') reasons.add(reason)
    }
  }
  return [...reasons]
}

const errorIn = (status: number, body: Json): AnsweredError => {
  const envelope = isJsonObject(body) ? body : {}
  const { error, responseStatus: told } = envelope
  if (isJsonObject(error))
    return {
      status,
      message: text(error['message']) ?? '',
      ...membersOf(error, { type: 'type', code: 'code', param: 'param' }),
    }
  if (isJsonObject(told))
    return { status, message: text(told['message']) ?? '', ...membersOf(told, { code: 'errorCode' }) }
  return { status, message: text(error) ?? text(envelope['message']) ?? '' }
}

const membersOf = (
  holder: JsonObject,
  names: Readonly<Record<string, string>>,
): Omit<AnsweredError, 'status' | 'message'> =>
  Object.fromEntries(
    Object.entries(names).flatMap(([name, member]) => {
      const value = holder[member]
      return typeof value === 'string' || value === null ? [[name, value]] : []
    }),
  )

const text = (value: Json | undefined): string | undefined => (typeof value === 'string' ? value : undefined)

/** What only cuecard says, of itself. */
const ownErrors: ReadonlySet<string> = new Set(['no_matching_cue', 'bad_control', 'finding', 'unserved'])

interface NamedError extends AnsweredError {
  readonly name: string
}

const catalogues = new WeakMap<Dialect, readonly NamedError[]>()

/** The errors of a dialect as its clients read them; of those that nobody can tell apart the first. */
const catalogueOf = (dialect: Dialect): readonly NamedError[] => {
  const known = catalogues.get(dialect)
  if (known !== undefined) return known
  const byText = new Map<string, NamedError>()
  for (const [name, word] of Object.entries(dialect.errors)) {
    if (ownErrors.has(name)) continue
    const error = word(errorDetails)
    const read = errorIn(error.status, dialect.refuse(error).value)
    const text = JSON.stringify(read)
    if (!byText.has(text)) byText.set(text, { name, ...read })
  }
  const catalogue = [...byText.values()]
  catalogues.set(dialect, catalogue)
  return catalogue
}

/** Every error of a dialect's catalogue that a client may have to deal with. */
export const errorNamesOf = (dialect: Dialect): readonly string[] => catalogueOf(dialect).map(({ name }) => name)

/** The name of an error in its dialect's catalogue, by the members that clients go by and then by its words; else what it says of itself. */
export const errorNameOf = (dialect: Dialect, error: AnsweredError): string => {
  const alike = catalogueOf(dialect).filter(
    ({ status, type, code }) => status === error.status && type === error.type && code === error.code,
  )
  const [best] = alike.toSorted(
    (one, other) => sharedStart(other.message, error.message) - sharedStart(one.message, error.message),
  )
  return (
    best?.name ??
    [error.code, error.type].find((name) => typeof name === 'string' && name !== '') ??
    String(error.status)
  )
}

const sharedStart = (one: string, other: string): number => {
  let length = 0
  while (length < one.length && one[length] === other[length]) length++
  return length
}
