import type { Strictness } from '../core/contract.ts'
import type { Dialect } from '../core/dialect.ts'
import { invalidRequest } from '../core/api-error.ts'
import { CuecardError } from '../core/errors.ts'
import { isJsonObject, type Json } from '../core/json.ts'
import { isPassed, type Reply } from '../core/reply.ts'
import type { Path, Violation } from '../core/violation.ts'
import { atStrictness } from '../contracts/strictness.ts'
import { createCuecard, type Cuecard } from '../cuecard.ts'
import { dialectNamed, dialects as everyDialect } from '../dialects/dialects.ts'
import { ignoredMembers } from './ignored-members.ts'

export interface PortabilityOptions {
  /** Names of the dialects to ask. Default: all. */
  readonly dialects?: readonly string[]
  /** What the request is held to, as in the options of a cuecard. Default: `practical`. */
  readonly strictness?: Strictness
}

/** What one dialect would make of a request. */
export interface Portability {
  readonly dialect: string
  readonly accepted: boolean
  /** All that it would find wrong, in its order: the first error is what it would say. Warnings refuse nothing. */
  readonly violations: readonly Violation[]
  /** Members that its document does not have: it would answer as if they were not there. */
  readonly ignored: readonly Path[]
}

/**
 * Says for each dialect whether it would accept the body of a chat completion, what breaks, and what would silently be lost.
 * Rejects with a `CuecardError` when a dialect does not exist.
 *
 * @example
 * const [gateway] = await portability(request, { dialects: ['gateway'] })
 */
export const portability = async (
  request: unknown,
  { dialects: names, strictness = 'practical' }: PortabilityOptions = {},
): Promise<readonly Portability[]> => {
  const asked = names === undefined ? everyDialect : names.map(dialectOf)
  const text = textOf(request)
  return Promise.all(asked.map((dialect) => portabilityTo(dialect, text, strictness)))
}

const textOf = (request: unknown): string => {
  try {
    // What is not in JSON at all (`undefined`, a function) is an empty body.
    return JSON.stringify(request) ?? ''
  } catch (cause) {
    // Out of stack: V8 walks a value by recursion.
    const reason = cause instanceof RangeError ? 'it is nested too deep' : String(cause)
    throw new CuecardError('bad_options', `the request cannot be written as JSON: ${reason}`, { cause })
  }
}

const dialectOf = (name: string): Dialect => {
  const dialect = dialectNamed(name)
  if (dialect !== undefined) return dialect
  const known = everyDialect.map((dialect) => dialect.name).join(', ')
  throw new CuecardError('bad_options', `there is no dialect "${name}": write one of ${known}`)
}

const endpoint = 'chat-completions'

const portabilityTo = async (dialect: Dialect, text: string, strictness: Strictness): Promise<Portability> => {
  const { reply, violations } = await play(cuecardAt(strictness), dialect, new TextEncoder().encode(text))
  const accepted = !isPassed(reply) && reply.status < 400
  const isExplained = accepted || violations.some(({ severity }) => severity === 'error')
  const schema = (await dialect.schemas[endpoint]?.())?.request ?? {}
  return {
    dialect: dialect.name,
    accepted,
    violations: isExplained ? violations : [...violations, refusalIn(reply)],
    ignored: ignoredMembers(atStrictness(schema, strictness), text === '' ? null : JSON.parse(text)),
  }
}

const cuecards = new Map<Strictness, Cuecard>()

/** One for all requests, so that contracts are compiled once. What it says does not matter: a canned text takes no time. */
const cuecardAt = (strictness: Strictness): Cuecard => {
  let cuecard = cuecards.get(strictness)
  if (cuecard === undefined) {
    cuecard = createCuecard({
      strictness,
      auth: 'off',
      rules: { 'context-window': 'error' },
      scenarios: [{ cuecard: 1, cues: [{ reply: { content: '.' } }] }],
    })
    cuecards.set(strictness, cuecard)
  }
  return cuecard
}

const headers = { accept: 'application/json', 'content-type': 'application/json' }

const play = async (
  cuecard: Cuecard,
  { name }: Dialect,
  body: Uint8Array,
): Promise<{ readonly reply: Reply; readonly violations: readonly Violation[] }> => {
  const incoming = { method: 'POST', path: '/chat/completions', query: '', headers, body, dialect: name }
  const { reply, settle } = await cuecard.respond(incoming)
  let violations: readonly Violation[] = []
  const stop = cuecard.onCall((entry) => (violations = entry.violations))
  // Listeners hear of it before `settle` returns.
  settle({ end: 'complete', bytes: 0 })
  stop()
  return { reply, violations }
}

/** A refusal that no rule explains: a body that is too long, too deep or no JSON object. */
const refusalIn = (reply: Reply): Violation => {
  const body = !isPassed(reply) && reply.body.kind === 'json' ? reply.body.value : null
  const error = invalidRequest(messageIn(body) ?? 'The request is refused.', null)
  return {
    rule: 'service',
    path: [],
    error: isPassed(reply) ? error : { ...error, status: reply.status },
    source: 'What the dialect answers to the whole request.',
    severity: 'error',
  }
}

/** Every envelope of an error has a `message`, in whatever object. */
const messageIn = (value: Json | undefined): string | undefined => {
  if (!isJsonObject(value)) return undefined
  const { message } = value
  return typeof message === 'string'
    ? message
    : Object.values(value)
        .map(messageIn)
        .find((found) => found !== undefined)
}
