import { reportFormats } from '../checks/reports/list.ts'
import type { Report } from '../checks/reports/report.ts'
import { realClock } from '../core/clock.ts'
import { isCuecardError, type Finding } from '../core/errors.ts'
import { print } from './command.ts'
import { readVersion } from './package.ts'

/** `--format` of a command that prints a report. */
export const formatOption = {
  kind: 'choice',
  choices: reportFormats.map(({ name }) => name),
  default: reportFormats[0].name,
  help: 'how findings are printed',
} as const

/** Prints what a command has found in a format of the list. */
export const printReport = (report: Omit<Report, 'version'>, format: string): void => {
  const { render } = reportFormats.find(({ name }) => name === format) ?? reportFormats[0]
  print(render(sortReport(report)))
}

/** The report with the findings of a file together, and from its top to its bottom. */
export const sortReport = (report: Omit<Report, 'version'>): Report => ({
  ...report,
  version: readVersion(),
  at: realClock.now(),
  files: [...new Set(report.files)],
  findings: sorted(report.findings),
})

/** Files in the order in which they were looked at. */
const sorted = (findings: Report['findings']): Report['findings'] => {
  const order = new Map<string, number>()
  for (const { source } of findings) {
    const file = source?.file ?? ''
    if (!order.has(file)) order.set(file, order.size)
  }
  const placeOf = ({ source }: Finding): number => order.get(source?.file ?? '') ?? 0
  return findings.toSorted(
    (one, other) =>
      placeOf(one) - placeOf(other) ||
      (one.source?.line ?? 0) - (other.source?.line ?? 0) ||
      (one.source?.column ?? 0) - (other.source?.column ?? 0),
  )
}

/** What authors should change, of an error that says so: a finding like any other. Every other error is thrown on. */
export const findingsOf = (error: unknown): readonly Finding[] => {
  if (!isCuecardError(error) || error.findings.length === 0) throw error
  return error.findings
}
