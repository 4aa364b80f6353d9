import type { Strictness } from '../core/contract.ts'
import type { Dialect } from '../core/dialect.ts'
import type { JsonObject } from '../core/json.ts'
import { readRequest, type ChatRequest } from '../endpoints/chat-completions/request.ts'
import type { StreamTerms } from './stream-grammar.ts'

/** A request as the service takes it: what has no effect there is not in it. */
export const effectiveRequest = (body: JsonObject, dialect: Dialect, strictness: Strictness): ChatRequest =>
  readRequest(dialect.widen?.('chat-completions', body, strictness) ?? body)

/** What a request asks of its stream. */
export const streamTermsOf = ({ n, include_usage, body: { modalities } }: ChatRequest): StreamTerms => ({
  n,
  include_usage,
  audio: Array.isArray(modalities) && modalities.includes('audio'),
})

export const streamTerms = (body: JsonObject, dialect: Dialect, strictness: Strictness): StreamTerms =>
  streamTermsOf(effectiveRequest(body, dialect, strictness))
