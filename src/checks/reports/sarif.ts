import type { Finding } from '../../core/errors.ts'
import { explainCode } from '../codes.ts'
import type { ReportFormat } from './report.ts'

/** SARIF 2.1.0, which code scanning and editors read (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html). */
export const sarif: ReportFormat = {
  name: 'sarif',
  render: ({ version, findings }) => {
    const codes = [...new Set(findings.map(({ code }) => code))].toSorted()
    const log = {
      $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: 'cuecard', version, rules: codes.map(ruleOf) } },
          columnKind: 'utf16CodeUnits',
          results: findings.map((finding) => resultOf(finding, codes)),
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

const resultOf = ({ code, severity, message, source, cue }: Finding, codes: readonly string[]): object => ({
  ruleId: code,
  ruleIndex: codes.indexOf(code),
  level: severity,
  message: { text: message },
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
})

/** A path as a URI: relative ones stay relative, so that whoever reads the log finds them in the checkout. */
const uriOf = (file: string): string => {
  const path = file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/')
  if (/^[A-Za-z]%3A\//.test(path)) return `file:///${path.replace('%3A', ':')}`
  return path.startsWith('/') ? `file://${path}` : path
}
