import { isJsonObject, parseJson, type JsonObject } from '../core/json.ts'
import type { Outcome } from '../core/reply.ts'
import type { JournalEntry } from '../core/store.ts'
import { headersOf } from './header-texts.ts'
import { column, type Common, type Line } from './lines.ts'
import type { Slabs } from './slabs.ts'

/** The id of a request follows from its scope and its ordinal: kept, a text for each call would make work for the collector of memory. */
export type RequestIds = (scope: string, ordinal: number) => string

const ends: readonly Outcome['end'][] = ['complete', 'cut', 'aborted', 'failed']

/** Writes into a line how its call ended. */
export const closeLine = (
  { numbers, from }: Line,
  { end, bytes, milliseconds, status }: NonNullable<JournalEntry['outcome']>,
  sequence: number,
): void => {
  numbers[from + column.sequence] = sequence
  numbers[from + column.end] = ends.indexOf(end) + 1
  numbers[from + column.bytes] = bytes
  numbers[from + column.milliseconds] = milliseconds
  if (status !== undefined) numbers[from + column.status] = status
}

/** A line as it is shown; what came of the call is read from the table whenever it is asked for. */
export const entryOf = (
  common: Common,
  { numbers, from }: Line,
  slabs: Slabs,
  requestIdOf: RequestIds,
): JournalEntry => {
  const { scope, method, path, dialect, endpoint, passed, cue, generated, stream, violations, warnings } = common
  const read = (at: number): number => numbers[from + at] ?? 0
  const ordinal = read(column.ordinal)
  return {
    ordinal,
    scope,
    at: read(column.at),
    method,
    path,
    dialect,
    endpoint,
    request_id: requestIdOf(scope, ordinal),
    passed,
    cue,
    generated,
    stream,
    violations,
    warnings,
    get outcome() {
      const end = ends[read(column.end) - 1]
      return end && { end, bytes: read(column.bytes), milliseconds: read(column.milliseconds) }
    },
    get status() {
      return read(column.status)
    },
    get sequence() {
      return read(column.sequence) || undefined
    },
    get request() {
      const headers = slabs.readText(read(column.headers))
      const body = slabs.read(read(column.body))
      const shown = {
        headers: headers === undefined ? {} : headersOf(headers),
        // Parsed when asked for: kept parsed, a body takes five times its bytes.
        get json() {
          return body && parsed(body)
        },
      }
      // Whoever prints an entry means the JSON, not its bytes once more.
      return Object.defineProperty(shown, 'body', { value: body }) as typeof shown & { readonly body: typeof body }
    },
  }
}

/** Nothing where it is no JSON object. */
const parsed = (body: Uint8Array): JsonObject | undefined => {
  const value = parseJson(new TextDecoder().decode(body))
  return isJsonObject(value) ? value : undefined
}
