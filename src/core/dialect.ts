import type { ApiError } from './api-error.ts'
import type { ComposedStream } from './endpoint.ts'
import type { Json, JsonObject } from './json.ts'
import type { JsonLayout } from './reply.ts'
import type { RequestSchemas } from './schemas.ts'
import type { LimitState } from './store.ts'

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
  /** The completion (or other success body) with only the members this dialect documents, in its order. */
  narrow(endpoint: string, value: JsonObject): JsonObject
  /** The same for a stream. */
  narrowStream(endpoint: string, stream: ComposedStream): ComposedStream
  /** Whether events are padded with an `obfuscation` member unless the request says otherwise. */
  readonly obfuscates: boolean
  /** Layout of success bodies. */
  readonly layout: JsonLayout
  /** The body of an error, as this dialect words it; its text layout and its content type. */
  refuse(error: ApiError): { readonly value: Json; readonly layout: JsonLayout; readonly contentType: string }
  /** Headers of an answer beside `content-type`: ids, limits, version (wire-format 1). A fresh object: the caller adds to it. */
  headers(answer: AnswerFacts): Record<string, string>
  /** Errors that scenarios name, and those of routing and authentication. */
  readonly errors: ErrorCatalogue
  /** Paths (relative to the base) of neighbours that clients call and cuecard does not serve, with what to do instead. */
  readonly unserved: Readonly<Record<string, string>>
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
