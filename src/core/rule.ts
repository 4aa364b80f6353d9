import type { ApiError } from './api-error.ts'
import type { Strictness } from './contract.ts'
import type { JsonObject } from './json.ts'
import type { Path } from './violation.ts'

/** A rule between fields, which no schema can say. One file each; its name is its switch in `rules`. */
export interface Rule {
  readonly name: string
  /** Document and row, or section of the wire format, with its evidence mark. */
  readonly source: string
  readonly side: 'request' | 'response'
  /** Where it holds; absent: every dialect. */
  readonly dialects?: readonly string[]
  readonly strictness: readonly Strictness[]
  /** Levels at which a dialect is let off, because its own document contradicts the rule. */
  readonly exempt?: Readonly<Record<string, readonly Strictness[]>>
  /**
   * When the service looks (wire-format 3.1): with the unknown members, with the field the breach is at (default), after all fields at
   * what the model can do, or last at the conversation as a whole.
   */
  readonly stage?: 'unknown' | 'field' | 'capability' | 'conversation'
  /** Off unless switched on by `rules`. */
  readonly optional?: boolean
  /** Works on bodies whose shapes the schema has already accepted at the places it reads; reads defensively elsewhere. */
  check(body: JsonObject): readonly Breach[]
}

export interface Breach {
  readonly path: Path
  readonly error: ApiError
}
