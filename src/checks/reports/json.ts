import type { ReportFormat } from './report.ts'

/** For programs: the counts and the findings as they are. */
export const json: ReportFormat = {
  name: 'json',
  render: ({ counts, findings }) => JSON.stringify({ ...counts, findings }, undefined, 2),
}
