import type { JsonObject } from './json.ts'

/** The four JSON Schemas (2020-12) of an endpoint in a dialect, as they stand under `schemas/`. */
export interface RequestSchemas {
  readonly request: JsonObject
  readonly response: JsonObject
  readonly chunk: JsonObject
  readonly error: JsonObject
}
