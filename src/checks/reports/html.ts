import { formatSource } from '../../core/errors.ts'
import { explainCode } from '../codes.ts'
import type { Coverage, CoveredKind } from '../run/coverage.ts'
import { style } from './html-style.ts'
import { summaryOf } from './pretty.ts'
import type { Report, ReportedFinding, ReportFormat } from './report.ts'

/** One page for people who do not sit at the terminal: it loads nothing, runs nothing, and can be read on a phone. */
export const html: ReportFormat = {
  name: 'html',
  render: (report) =>
    [
      '<!doctype html>',
      '<html lang="en">',
      '<head>',
      '<meta charset="utf-8">',
      '<meta name="viewport" content="width=device-width, initial-scale=1">',
      `<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
      `<title>cuecard ${escaped(report.command)}: ${escaped(summaryOf(report))}</title>`,
      `<style>${style}</style>`,
      '</head>',
      '<body>',
      '<main>',
      ...headOf(report),
      ...findingsOf(report.findings),
      ...skippedOf(report.skipped),
      ...(report.coverage ?? []).flatMap(coverageOf),
      '</main>',
      `<footer>cuecard ${escaped(report.version)}</footer>`,
      '</body>',
      '</html>',
    ].join('\n'),
}

const headOf = ({ command, counts, findings }: Report): readonly string[] => {
  const errors = findings.filter(({ severity }) => severity === 'error').length
  const numbers: Readonly<Record<string, number>> = { errors, warnings: findings.length - errors, ...counts }
  return [
    `<h1 class="${errors > 0 ? 'bad' : 'good'}">cuecard ${escaped(command)}</h1>`,
    '<dl class="numbers">',
    ...Object.entries(numbers).map(([name, count]) => `<div><dt>${escaped(name)}</dt><dd>${count}</dd></div>`),
    '</dl>',
  ]
}

const findingsOf = (findings: readonly ReportedFinding[]): readonly string[] => {
  if (findings.length === 0) return ['<h2>Findings</h2>', '<p class="good">None.</p>']
  return ['<h2>Findings</h2>', '<ol class="findings">', ...findings.map(findingItem), '</ol>']
}

const findingItem = (finding: ReportedFinding): string => {
  const { severity, code, message, source, cue, details = {} } = finding
  const explanation = explainCode(code)
  const facts = {
    ...(source !== undefined && { place: formatSource(source) }),
    ...(cue !== undefined && { cue }),
    ...details,
  }
  return [
    `<li class="${severity}">`,
    `<h3><span>${severity}</span> <code>${escaped(code)}</code></h3>`,
    `<p>${escaped(message)}</p>`,
    '<dl>',
    ...Object.entries(facts).map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`),
    '</dl>',
    ...(explanation === undefined
      ? []
      : [
          `<details><summary>What to do</summary><p>${escaped(explanation.means)} ${escaped(explanation.remedy)}</p></details>`,
        ]),
    '</li>',
  ].join('')
}

const skippedOf = (skipped: Report['skipped'] = []): readonly string[] =>
  skipped.length === 0
    ? []
    : [
        '<h2>Not played</h2>',
        '<dl>',
        ...skipped.map(({ name, reason }) => `<dt>${escaped(name)}</dt><dd>${escaped(reason)}</dd>`),
        '</dl>',
      ]

const coverageOf = ({ dialect, kinds }: Coverage): readonly string[] => [
  `<h2>Used of ${escaped(dialect)}</h2>`,
  ...kinds.map(kindSection),
]

const kindSection = ({ kind, used, never }: CoveredKind): string => {
  const names = Object.entries(used)
  return [
    `<section><h3>${escaped(kind)} <small>${names.length} of ${names.length + never.length}</small></h3><ul class="words">`,
    ...names.map(([word, count]) => `<li class="used">${escaped(word)} <b>${count}</b></li>`),
    ...never.map((word) => `<li>${escaped(word)}</li>`),
    '</ul></section>',
  ].join('')
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** As text and in attributes. What has no place in HTML becomes the sign for what cannot be shown. */
const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign).replaceAll(/[^\P{Cc}\n\t]|\p{Cs}/gu, '\ufffd')
