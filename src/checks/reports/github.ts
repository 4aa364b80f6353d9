import { summaryOf } from './pretty.ts'
import { detailsOf, type ReportedFinding, type ReportFormat } from './report.ts'

/** Workflow commands of GitHub Actions, which become annotations at the lines they are about; the summary is plain text. */
export const github: ReportFormat = {
  name: 'github',
  render: (report) => [...report.findings.map(annotationOf), summaryOf(report)].join('\n'),
}

const annotationOf = (finding: ReportedFinding): string => {
  const { severity, code, message, source, cue } = finding
  const properties = {
    file: source?.file,
    line: source?.line,
    col: source?.column,
    title: cue === undefined ? code : `${code}: ${cue}`,
  }
  const written = Object.entries(properties).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${escapedProperty(String(value))}`],
  )
  return `::${severity} ${written.join(',')}::${escaped([message, ...detailsOf(finding)].join('\n'))}`
}

/** A command is one line; `%` begins an escape. */
const escaped = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

const escapedProperty = (text: string): string => escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
