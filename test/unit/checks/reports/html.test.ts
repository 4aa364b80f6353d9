import { expect, test } from 'vitest'
import { html } from '../../../../src/checks/reports/html.ts'
import type { Report } from '../../../../src/checks/reports/report.ts'

const print = (report: Partial<Report> = {}): string =>
  html.render({ command: 'run', version: '1.2.3', counts: { calls: 2 }, files: [], findings: [], ...report })

const finding = {
  severity: 'error',
  code: 'model-caps',
  message: "Invalid 'n'",
  source: { file: 'a.yaml', line: 3, column: 5 },
  details: { param: 'n' },
} as const

test('the page says what was found, where, and what to do about it', () => {
  const page = print({ findings: [finding] })

  expect(page).toContain('<p>Invalid &#39;n&#39;</p>')
  expect(page).toContain('<dt>place</dt><dd>a.yaml:3:5</dd><dt>param</dt><dd>n</dd>')
  expect(page).toMatch(/<details><summary>What to do<\/summary><p>A rule between the fields of a request/)
})

test('the page says what of the API was used, and what never', () => {
  const page = print({
    coverage: [{ dialect: 'openai', kinds: [{ kind: 'roles', used: { user: 2 }, never: ['tool'] }] }],
  })

  expect(page).toContain('<h3>roles <small>1 of 2</small></h3>')
  expect(page).toContain('<li class="used">user <b>2</b></li><li>tool</li>')
})

test('the page says what was not played, and why', () => {
  expect(print({ skipped: [{ name: 'sees', reason: 'needs vision' }] })).toContain('<dt>sees</dt><dd>needs vision</dd>')
})

test('the page loads nothing and runs nothing', () => {
  const page = print({ findings: [finding] })

  expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`)
  expect(page).not.toMatch(/<script|<link|<img|\bsrc=|\bhref=|url\(|@import|\bon\w+=/)
})

test('nothing that a client has sent becomes a part of the page', () => {
  const hostile = `"><script>alert(1)</script><!-- & \u0000\u001b\ud83d`

  const page = print({
    command: hostile,
    version: hostile,
    findings: [{ severity: 'error', code: hostile, message: hostile, cue: hostile, details: { [hostile]: hostile } }],
    coverage: [{ dialect: hostile, kinds: [{ kind: hostile, used: { [hostile]: 1 }, never: [hostile] }] }],
  })

  expect(page).not.toMatch(/<script|<!--|&(?!(?:amp|lt|gt|quot|#39);)/)
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  expect(page).not.toMatch(/[\u0000-\u0008\u000b-\u001f\p{Cs}]/u)
})
