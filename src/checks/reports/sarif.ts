import type { Source } from '../../core/errors.ts'
import { explainCode } from '../codes.ts'
import { detailsOf, type ReportedFinding, type ReportFormat } from './report.ts'

/** SARIF 2.1.0, which code scanning and editors read (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html). */
export const sarif: ReportFormat = {
  name: 'sarif',
  render: ({ version, findings, home }) => {
    const codes = [...new Set(findings.map(({ code }) => code))].toSorted()
    const log = {
      $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: 'cuecard', version, rules: codes.map(ruleOf) } },
          columnKind: 'utf16CodeUnits',
          results: findings.map((finding) => resultOf(finding, codes, home)),
        },
      ],
    }
    return JSON.stringify(log, undefined, 2)
  },
}

const ruleOf = (id: string): object => {
  const explanation = explainCode(id)
  return {
    id,
    ...(explanation !== undefined && {
      shortDescription: { text: explanation.means },
      help: { text: explanation.remedy },
    }),
  }
}

/** Code scanning takes no result without a place: where a finding has none, the report's home stands for it. */
const resultOf = (finding: ReportedFinding, codes: readonly string[], home: string | undefined): object => {
  const { code, severity, message, cue, details } = finding
  const source: Source | undefined = finding.source ?? (home === undefined ? undefined : { file: home, line: 1 })
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: severity,
    message: { text: [message, ...detailsOf(finding)].join('\n') },
    ...(source !== undefined && {
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: uriOf(source.file) },
            ...(source.line !== undefined && {
              region: { startLine: source.line, ...(source.column !== undefined && { startColumn: source.column }) },
            }),
          },
          ...(cue !== undefined && { logicalLocations: [{ name: cue, kind: 'object' }] }),
        },
      ],
    }),
    ...(details !== undefined && { properties: details }),
  }
}

/** A path as a URI: relative ones stay relative, so that whoever reads the log finds them in the checkout. */
const uriOf = (file: string): string => {
  const path = file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/')
  if (/^[A-Za-z]%3A\//.test(path)) return `file:///${path.replace('%3A', ':')}`
  return path.startsWith('/') ? `file://${path}` : path
}
