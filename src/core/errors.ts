/** Where something an author wrote stands. Lines and columns count from 1. */
export interface Source {
  readonly file: string
  readonly line?: number
  readonly column?: number
}

/** Something an author should change: a bad scenario, a cue that cannot be reached, a canned reply that breaks a contract. */
export interface Finding {
  readonly severity: 'error' | 'warning'
  /** Stable name of the kind of finding, kebab-case (`unknown-key`, `bad-duration`). */
  readonly code: string
  /** What is wrong, and what to write instead. */
  readonly message: string
  readonly source?: Source
  /** Name of the cue it is about. */
  readonly cue?: string
}

export type CuecardErrorCode =
  | 'bad_options'
  | 'bad_scenario'
  | 'bad_state'
  | 'no_files'
  | 'port_in_use'
  | 'passthrough_unavailable'
  | 'finding'

const brand = Symbol.for('cuecard.error')

/** What the author did wrong: thrown, never sent. Carries all findings, not only the first. */
export class CuecardError extends Error {
  override readonly name = 'CuecardError'
  readonly code: CuecardErrorCode
  readonly findings: readonly Finding[]
  readonly [brand] = true

  constructor(
    code: CuecardErrorCode,
    message: string,
    options: { findings?: readonly Finding[]; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause })
    this.code = code
    this.findings = options.findings ?? []
  }

  /** Where the first finding stands. */
  get source(): Source | undefined {
    return this.findings[0]?.source
  }
}

/** Tells a `CuecardError` also across realms and copies of the package, where `instanceof` fails. */
export const isCuecardError = (value: unknown): value is CuecardError =>
  typeof value === 'object' && value !== null && brand in value

/** `file:line:column`, as editors and terminals turn into links. */
export const formatSource = (source: Source): string =>
  [source.file, source.line, source.column].filter((part) => part !== undefined).join(':')

/** One line per finding: place, severity, message, code. */
export const formatFinding = (finding: Finding): string =>
  `${finding.source === undefined ? '' : `${formatSource(finding.source)} `}${finding.severity}: ${finding.message} (${finding.code})`
