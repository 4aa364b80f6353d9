import type { Finding, Source } from '../../core/errors.ts'
import type { Coverage } from '../run/coverage.ts'

/** What a command has looked at and found. */
export interface Report {
  /** Name of the command: `check`. */
  readonly command: string
  /** Of the package. */
  readonly version: string
  /** How many of what it has looked at: `scenarios: 3`. */
  readonly counts: Readonly<Record<string, number>>
  /** The files it has looked at, those without a finding included. */
  readonly files: readonly string[]
  readonly findings: readonly ReportedFinding[]
  /** What was not looked at, and why. */
  readonly skipped?: readonly Skipped[]
  /** What of the API was used and what never; of commands that watch an app. */
  readonly coverage?: readonly Coverage[]
  /** Whether warnings are only told and fail nothing. */
  readonly lenient?: boolean
  /** When it was made, in milliseconds since 1970. */
  readonly at?: number
  /** The file that findings without a place belong to, for readers that want one. */
  readonly home?: string
}

/** Something that was to be looked at and was not. */
export interface Skipped {
  readonly name: string
  readonly reason: string
  readonly source?: Source
}

/** A finding, with what else is known of it by name: `param`, `source`, `call`. */
export interface ReportedFinding extends Finding {
  readonly details?: Readonly<Record<string, string>>
}

/** A way to print a report. One file each; its name is what `--format` takes. */
export interface ReportFormat {
  readonly name: string
  /** Without a line break at its end. `colours` are for terminals; formats for programs have none. */
  render(report: Report, colours?: boolean): string
}

/** `param: n` and so on, of a finding. */
export const detailsOf = ({ details = {} }: ReportedFinding): readonly string[] =>
  Object.entries(details).map(([name, value]) => `${name}: ${value}`)
