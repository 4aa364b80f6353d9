import type { Dialect } from './dialect.ts'
import type { Endpoint } from './endpoint.ts'
import type { Facts } from './facts.ts'
import type { JsonObject } from './json.ts'

/** One routed request, on its way through the pipeline. */
export interface Call {
  /** Counts the calls of its scope from 1; ids are made from it. */
  readonly ordinal: number
  readonly scope: string
  readonly method: string
  readonly path: string
  /** Without its question mark. */
  readonly query: string
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly dialect: Dialect
  readonly endpoint: Endpoint
  /** Named parts of the route, decoded. */
  readonly params: Readonly<Record<string, string>>
  /** The parsed body; empty when the request has none. */
  readonly body: JsonObject
  /** When the request arrived, in milliseconds since 1970. */
  readonly at: number
  /** What cues can ask about; only endpoints that cues can answer have facts. */
  readonly facts: Facts
}
