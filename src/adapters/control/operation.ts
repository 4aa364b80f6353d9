import type { Incoming } from '../../core/incoming.ts'
import type { Json, JsonObject } from '../../core/json.ts'
import type { SentReply } from '../../core/reply.ts'
import type { JournalEntry } from '../../core/store.ts'
import type { Cuecard } from '../../cuecard.ts'

/** One thing that other processes may ask of a listener: what it does, and how the OpenAPI document describes it. */
export interface Operation {
  readonly method: 'GET' | 'POST'
  readonly path: string
  /** Its name in the document, and what it does in one sentence. */
  readonly id: string
  readonly summary: string
  readonly description?: string
  /** What may stand in the query; nothing else may. */
  readonly parameters?: readonly Parameter[]
  /** JSON Schema of the body, which may be JSON or YAML; absent: a body is not looked at. */
  readonly body?: JsonObject
  /** Responses by status, beside the refusals that every operation shares. */
  readonly responses: Readonly<Record<string, JsonObject>>
  /** Needs no token and may be linked to from other pages: it says nothing of calls. */
  readonly open?: true
  answer(asked: Asked): Promise<Answer> | Answer
}

export interface Parameter {
  readonly name: string
  readonly description: string
  readonly schema: { readonly type: 'string' } | { readonly type: 'integer'; readonly minimum: number }
}

/** A request that passed the checks of its operation. */
export interface Asked {
  readonly cuecard: Cuecard
  readonly headers: Incoming['headers']
  readonly texts: Readonly<Record<string, string | undefined>>
  readonly numbers: Readonly<Record<string, number | undefined>>
  /** The body as text; empty for operations that take none. */
  readonly text: string
  /** Where the client finds the listener: `http://127.0.0.1:4010`. */
  readonly url: string
  /** Whether a token is asked for. */
  readonly guarded: boolean
  /** All that there are, for those that tell of them. */
  readonly operations: readonly Operation[]
}

export type Answer = SentReply | { readonly follow: Follow }

/** Calls to send as events while the client listens: those of `scope` (default: all) that ended after `after`. */
export interface Follow {
  readonly scope: string | undefined
  /** Absent: only those that end from here on. */
  readonly after: number | undefined
  /** The data of an event. */
  show(entry: JournalEntry): Json
}

/** An answer in JSON, for programs and people. */
export const json = (value: Json, status = 200): SentReply => ({
  status,
  headers: { 'content-type': 'application/json', ...unread },
  delay: 0,
  body: { kind: 'json', value, layout: { indent: 2, newline: true } },
})

/** What keeps other pages from making use of an answer that they should never have got. */
export const unread: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
}

/** An answer that says what was wrong with the request, in `error`. */
export const refuse = (status: number, code: string, message: string, more: JsonObject = {}): SentReply =>
  json({ error: { code, message, ...more } }, status)

/** The description of an answer in JSON. */
export const described = (description: string, schema: JsonObject): JsonObject => ({
  description,
  content: { 'application/json': { schema } },
})

/** The description of an object all of whose members are always there. */
export const objectOf = (properties: Readonly<Record<string, JsonObject>>): JsonObject => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
})

export const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` })

/** The scope that most operations can be narrowed to. */
export const scopeParameter: Parameter = {
  name: 'scope',
  description: 'Only this scope: what follows `sk-test-` in the key of a call, or its header x-cuecard-scope.',
  schema: { type: 'string' },
}
