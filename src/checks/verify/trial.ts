import type { Strictness } from '../../core/contract.ts'
import type { Dialect } from '../../core/dialect.ts'
import type { Source } from '../../core/errors.ts'
import type { Json } from '../../core/json.ts'
import { canonicalText } from '../../core/json.ts'
import type { CaseRequest } from '../conformance-list.ts'

/** A request to play against a service, and what has to come back. */
export interface Trial {
  /** Shown in reports. */
  readonly name: string
  readonly dialect: Dialect
  readonly strictness: Strictness
  /** What a service must have for this to be asked of it. */
  readonly needs: readonly string[]
  readonly request: CaseRequest
  readonly expect: Expectation
  /** Where it was read from. */
  readonly source?: Source
  readonly cue?: string
}

export interface Expectation {
  readonly status: number
  readonly stream: boolean
  /** Members of the error's envelope; those that are not named may be anything. */
  readonly error?: Readonly<Record<string, Json | undefined>>
}

/** Knows a trial again in a later run; one whose request or expectation has changed is another. */
export const keyOf = ({ name, dialect, strictness, request, expect, source }: Trial): string =>
  canonicalText([
    source?.file ?? '',
    name,
    dialect.name,
    strictness,
    { ...request },
    { status: expect.status, stream: expect.stream, error: { ...expect.error } },
  ])

/** An answer as it came, whole or as far as it came. */
export interface Received {
  readonly status: number
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Uint8Array
  /** `cut`: the connection broke. `endless`: there was more than anybody reads. */
  readonly end: 'complete' | 'cut' | 'endless'
}
