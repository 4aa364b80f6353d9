import { formatFinding } from '../../core/errors.ts'
import { detailsOf, type Report, type ReportedFinding, type ReportFormat, type Skipped } from './report.ts'

/**
 * JUnit's XML, which most CI systems show: a suite for each file, a failure for each finding, one passed case where there is none; in a
 * lenient report a warning is a skipped case. It has all that the schemas of Ant and of Jenkins ask for, and nothing that either forbids.
 */
export const junit: ReportFormat = {
  name: 'junit',
  render: (report) => {
    const { command, files, findings, skipped = [], lenient = false } = report
    const byFile = new Map<string, ReportedFinding[]>(files.map((file) => [file, []]))
    for (const finding of findings) {
      const file = finding.source?.file ?? ''
      byFile.set(file, [...(byFile.get(file) ?? []), finding])
    }
    const suites = [...byFile].map(([file, found]): Suite => {
      const name = file === '' ? command : file
      const cases = found.map((finding) => caseOf(finding, lenient && finding.severity === 'warning'))
      return { name, cases: cases.length === 0 ? [{ name: 'has no findings' }] : cases }
    })
    if (skipped.length > 0) suites.push({ name: `${command}: not played`, cases: skipped.map(skippedCase) })
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<testsuites>',
      ...suites.flatMap((suite, id) => linesOf(suite, id, report)),
      '</testsuites>',
    ].join('\n')
  },
}

interface Suite {
  readonly name: string
  readonly cases: readonly Case[]
}

/** Without an outcome it has passed. */
interface Case {
  readonly name: string
  /** Default: the suite's name. */
  readonly classname?: string
  readonly outcome?: { readonly tag: 'failure' | 'skipped'; readonly line: string }
}

const linesOf = ({ name, cases }: Suite, id: number, { command, at = 0 }: Report): readonly string[] => {
  const count = (tag: string): number => cases.filter(({ outcome }) => outcome?.tag === tag).length
  const facts = {
    name,
    id,
    package: `cuecard ${command}`,
    tests: cases.length,
    failures: count('failure'),
    errors: 0,
    skipped: count('skipped'),
    // Schemas want them; a report knows neither how long each case took nor where.
    time: 0,
    timestamp: new Date(at).toISOString().slice(0, 19),
    hostname: 'localhost',
  }
  return [
    `  <testsuite${attributes(facts)}>`,
    '    <properties/>',
    ...cases.flatMap(({ name: title, classname = name, outcome }) => {
      const tag = `    <testcase${attributes({ classname, name: title, time: 0 })}`
      return outcome === undefined ? [`${tag}/>`] : [`${tag}>`, `      ${outcome.line}`, '    </testcase>']
    }),
    '    <system-out/>',
    '    <system-err/>',
    '  </testsuite>',
  ]
}

const caseOf = (finding: ReportedFinding, isTold: boolean): Case => {
  const { source, cue, code, message, severity } = finding
  const place = source?.line === undefined ? [] : [`${source.line}:${source.column ?? 1}`]
  const text = escaped([formatFinding(finding), ...detailsOf(finding)].join('\n'))
  const facts = attributes({ type: code, message: `${severity}: ${message}` })
  return {
    name: [...place, ...(cue === undefined ? [] : [`"${cue}"`]), code].join(' '),
    outcome: isTold
      ? { tag: 'skipped', line: `<skipped>${text}</skipped>` }
      : { tag: 'failure', line: `<failure${facts}>${text}</failure>` },
  }
}

const skippedCase = ({ name, reason, source }: Skipped): Case => ({
  name,
  ...(source !== undefined && { classname: source.file }),
  outcome: { tag: 'skipped', line: `<skipped>${escaped(reason)}</skipped>` },
})

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
