import type { ReportFormat } from './report.ts'

/** For programs: the counts, the findings and what was used, as they are. */
export const json: ReportFormat = {
  name: 'json',
  render: ({ counts, findings, coverage }) =>
    JSON.stringify({ ...counts, findings, ...(coverage !== undefined && { coverage }) }, undefined, 2),
}
