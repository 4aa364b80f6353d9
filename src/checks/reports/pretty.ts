import { formatFinding } from '../../core/errors.ts'
import type { Report, ReportFormat } from './report.ts'

/** For people: a line per finding, and what was looked at. */
export const pretty: ReportFormat = {
  name: 'pretty',
  render: (report) => [...report.findings.map(formatFinding), summaryOf(report)].join('\n'),
}

/** `no findings in 3 scenarios, 12 cues`. */
export const summaryOf = ({ findings, counts }: Report): string => {
  const looked = Object.entries(counts).map(([what, count]) => `${count} ${what}`)
  return `${findings.length === 0 ? 'no' : findings.length} finding${findings.length === 1 ? '' : 's'} in ${looked.join(', ')}`
}
