import { formatFinding } from '../../core/errors.ts'
import { detailsOf, type ReportedFinding, type ReportFormat, type Skipped } from './report.ts'

/** JUnit's XML, which most CI systems show: a suite for each file, a failure for each finding, one passed case where there is none. */
export const junit: ReportFormat = {
  name: 'junit',
  render: ({ command, files, findings, skipped = [] }) => {
    const byFile = new Map<string, ReportedFinding[]>(files.map((file) => [file, []]))
    for (const finding of findings) {
      const file = finding.source?.file ?? ''
      byFile.set(file, [...(byFile.get(file) ?? []), finding])
    }
    const suites = [...byFile].map(([file, found]) => suiteOf(file === '' ? command : file, found))
    if (skipped.length > 0) suites.push(skippedSuite(`${command}: not played`, skipped))
    const tests = suites.reduce((sum, suite) => sum + suite.tests, 0)
    const totals = { name: `cuecard ${command}`, tests, failures: findings.length, errors: 0 }
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<testsuites${attributes(totals)}>`,
      ...suites.flatMap(({ lines }) => lines),
      '</testsuites>',
    ].join('\n')
  },
}

const suiteOf = (name: string, findings: readonly ReportedFinding[]) => {
  const tests = Math.max(1, findings.length)
  const cases =
    findings.length === 0 ? [`    <testcase${attributes({ classname: name, name: 'has no findings' })}/>`] : []
  return {
    tests,
    lines: [
      `  <testsuite${attributes({ name, tests, failures: findings.length, errors: 0, skipped: 0 })}>`,
      ...cases,
      ...findings.flatMap((finding) => caseOf(name, finding)),
      '  </testsuite>',
    ],
  }
}

const skippedSuite = (name: string, skipped: readonly Skipped[]) => ({
  tests: skipped.length,
  lines: [
    `  <testsuite${attributes({ name, tests: skipped.length, failures: 0, errors: 0, skipped: skipped.length })}>`,
    ...skipped.flatMap((one) => [
      `    <testcase${attributes({ classname: one.source?.file ?? name, name: one.name })}>`,
      `      <skipped${attributes({ message: one.reason })}/>`,
      '    </testcase>',
    ]),
    '  </testsuite>',
  ],
})

const caseOf = (classname: string, finding: ReportedFinding): readonly string[] => {
  const { source, cue, code, message, severity } = finding
  const place = source?.line === undefined ? [] : [`${source.line}:${source.column ?? 1}`]
  const name = [...place, ...(cue === undefined ? [] : [`"${cue}"`]), code].join(' ')
  return [
    `    <testcase${attributes({ classname, name })}>`,
    `      <failure${attributes({ type: code, message: `${severity}: ${message}` })}>${escaped([formatFinding(finding), ...detailsOf(finding)].join('\n'))}</failure>`,
    '    </testcase>',
  ]
}

const attributes = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('')

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** XML has no place for most control characters and halves of characters, not even as references: they become text like `\u0000`. */
const escaped = (text: string): string =>
  text
    .replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign)
    .replaceAll(/[\t\n\r]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replaceAll(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
