import { formatFinding } from '../../core/errors.ts'
import type { CoveredKind } from '../run/coverage.ts'
import { detailsOf, type Report, type ReportedFinding, type ReportFormat, type Skipped } from './report.ts'

/** For people: a line per finding with what is known of it below, what of the API was used, and what was looked at. */
export const pretty: ReportFormat = {
  name: 'pretty',
  render: (report, colours = false) => {
    const paint: Paint = (code, text) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text)
    return [
      ...report.findings.flatMap((finding) => linesOf(finding, paint)),
      ...skippedLines(report.skipped ?? []).map((line) => paint(dim, printable(line))),
      ...(report.coverage ?? []).flatMap(({ dialect, kinds }) => [
        `used of ${dialect}:`,
        ...kinds.map((kind) => coverageLine(kind, paint)),
      ]),
      paint(report.findings.length === 0 ? green : bold, summaryOf(report)),
    ].join('\n')
  },
}

type Paint = (code: number, text: string) => string

const bold = 1
const dim = 2
const red = 31
const green = 32
const yellow = 33

const linesOf = (finding: ReportedFinding, paint: Paint): readonly string[] => [
  printable(formatFinding(finding)).replace(`${finding.severity}:`, (word) =>
    paint(finding.severity === 'error' ? red : yellow, word),
  ),
  ...detailsOf(finding).flatMap((detail) =>
    printable(detail)
      .split('\n')
      .map((line, index) => paint(dim, `    ${index === 0 ? '' : '  '}${line}`)),
  ),
]

/** Those with the same reason together. */
const skippedLines = (skipped: readonly Skipped[]): readonly string[] => {
  const reasons = [...new Set(skipped.map(({ reason }) => reason))]
  return reasons.map((reason) => {
    const names = skipped.filter((one) => one.reason === reason).map(({ name }) => name)
    const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : ''
    return `not played, ${reason}: ${names.slice(0, mostNames).join('; ')}${more}`
  })
}

/** What names the longest list that is read and not skipped. */
const mostNames = 12

const coverageLine = ({ kind, used, never }: CoveredKind, paint: Paint): string => {
  const names = Object.entries(used).map(([word, count]) => `${printable(word)} ${count}`)
  const unused = [
    ...never.slice(0, mostNames),
    ...(never.length > mostNames ? [`${never.length - mostNames} more`] : []),
  ]
  const notes = [
    ...(names.length === 0 ? [] : [names.join(', ')]),
    ...(unused.length === 0 ? [] : [paint(dim, `never ${unused.join(', ')}`)]),
  ]
  return `  ${kind}: ${notes.join('; ')}`
}

/** `no findings in 3 scenarios, 12 cues`. */
export const summaryOf = ({ findings, counts }: Report): string => {
  const looked = Object.entries(counts).map(
    ([what, count]) => `${count} ${count === 1 ? what.replace(/s$/, '') : what}`,
  )
  return `${findings.length === 0 ? 'no' : findings.length} finding${findings.length === 1 ? '' : 's'} in ${looked.join(', ')}`
}

/** What comes from clients may not move the cursor. */
const printable = (text: string): string =>
  text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, (sign) => (sign === '\n' ? sign : JSON.stringify(sign).slice(1, -1)))
