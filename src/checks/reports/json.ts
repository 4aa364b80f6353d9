import type { ReportFormat } from './report.ts'

/** For programs: the counts, the findings and what was used, as they are. */
export const json: ReportFormat = {
  name: 'json',
  render: ({ counts, findings, skipped = [], coverage }) =>
    JSON.stringify(
      { ...counts, findings, ...(skipped.length > 0 && { skipped }), ...(coverage !== undefined && { coverage }) },
      undefined,
      2,
    ),
}
