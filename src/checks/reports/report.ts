import type { Finding } from '../../core/errors.ts'

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
  readonly findings: readonly Finding[]
}

/** A way to print a report. One file each; its name is what `--format` takes. */
export interface ReportFormat {
  readonly name: string
  /** Without a line break at its end. */
  render(report: Report): string
}
