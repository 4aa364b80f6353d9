import type { ApiError } from './api-error.ts'
import type { RuleSetting, Strictness } from './contract.ts'
import type { ComposedStream } from './endpoint.ts'
import type { Json, JsonObject } from './json.ts'
import type { Incoming } from './incoming.ts'
import type { JsonLayout, SentReply } from './reply.ts'
import type { RequestSchemas } from './schemas.ts'
import type { LimitState } from './store.ts'
import type { Violation } from './violation.ts'

/** How one service speaks: what differs between services that share the API. */
export interface Dialect {
  readonly name: string
  /** In front of every route: `/v1`. */
  readonly basePath: string
  /** Where its clients find it, for msw: `https://api.openai.com/v1`. Absent when its document names none. */
  readonly baseUrl?: string
  /** Whether a request without a key is refused even when no keys are configured. */
  readonly needsKey: boolean
  /** JSON Schemas by endpoint name, loaded on first use. */
  readonly schemas: Readonly<Record<string, () => Promise<RequestSchemas>>>
  /** Where a path below the base really leads (`/chat/completions.json` → `/chat/completions`). Absent: where it says. */
  pathOf?(path: string): string
  /** What it finds wrong with a request beside its body: a header that is missing, a form that it cannot answer in. Absent: nothing. */
  demand?(incoming: Incoming, strictness: Strictness): ApiError | undefined
  /**
   * A request that kept its contract in the words of the endpoints, which are OpenAI's (`seen` → `seed`), without what has no effect here.
   * Absent: it is in them.
   */
  widen?(endpoint: string, body: JsonObject, strictness: Strictness): JsonObject
  /** The completion (or other success body) with only the members this dialect documents, in its order. */
  narrow(endpoint: string, value: JsonObject, terms: NarrowTerms): JsonObject
  /** The same for a stream. */
  narrowStream(endpoint: string, stream: ComposedStream, terms: NarrowTerms): ComposedStream
  /** Every reply, refusals too, as the request wants it wrapped (JSONP). Absent: as it is. */
  dress?(reply: SentReply, incoming: Incoming): SentReply
  /** Whether events are padded with an `obfuscation` member unless the request says otherwise. */
  readonly obfuscates: boolean
  /** Layout of success bodies. */
  readonly layout: JsonLayout
  /** The body of an error, as this dialect words it; its text layout and its content type. */
  refuse(error: ApiError): { readonly value: Json; readonly layout: JsonLayout; readonly contentType: string }
  /** How this dialect words a broken contract on the wire; the journal keeps the usual words. Absent: as the contract says. */
  word?(violation: Violation, body: JsonObject): ApiError
  /** Headers of an answer beside `content-type`: ids, limits, version (wire-format 1). A fresh object: the caller adds to it. */
  headers(answer: AnswerFacts): Record<string, string>
  /** Errors that scenarios name, and those of routing and authentication. */
  readonly errors: ErrorCatalogue
  /** Paths (relative to the base) of neighbours that clients call and cuecard does not serve, with what to do instead. */
  readonly unserved: Readonly<Record<string, string>>
}

/** What a dialect may need to know of a call to narrow its answer. */
export interface NarrowTerms {
  readonly strictness: Strictness
  /** Settings of single rules by name: some switch what is sent. */
  readonly rules: Readonly<Record<string, RuleSetting>>
  /** As the client sent it. */
  readonly request: JsonObject
  /** Whole milliseconds until the answer was ready. */
  readonly processing_ms: number
}

/** What the headers of an answer are made from. */
export interface AnswerFacts {
  readonly status: number
  readonly kind: 'json' | 'events' | 'error'
  readonly requestId: string
  readonly organization: string
  /** Whole milliseconds until the answer was ready. */
  readonly processing_ms: number
  /** Absent where the service sends none (401, 404). */
  readonly limits: LimitState | undefined
}

/** What an error may need to word itself. */
export interface ErrorDetails {
  readonly method: string
  readonly path: string
  readonly model: string
  readonly organization: string
  readonly requestId: string
  /** The masked key. */
  readonly key: string
  readonly body_limit: number
  readonly body_bytes: number
  readonly [member: string]: string | number
}

/** Errors by the names that scenarios use (`rate_limited`); each makes its text from the details. */
export type ErrorCatalogue = Readonly<Record<string, (details: ErrorDetails) => ApiError>>
