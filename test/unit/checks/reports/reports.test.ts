import { expect, test } from 'vitest'
import { reportFormats } from '../../../../src/checks/reports/list.ts'
import type { Report } from '../../../../src/checks/reports/report.ts'
import { problemsOfJunit } from '../../../support/junit-form.ts'
import { problemsOfSarif } from '../../../support/sarif-form.ts'

const print = (format: string, report: Partial<Report> = {}): string => {
  const { render } = reportFormats.find(({ name }) => name === format) ?? reportFormats[0]
  return render({ command: 'check', version: '1.2.3', counts: { cues: 2 }, files: [], findings: [], ...report })
}

const hostile = {
  severity: 'error',
  code: 'bad-regex',
  message: '100%, "a" <b> & \'c\':\r\n\u0000\ud83d ::error::x ]]>',
  source: { file: 'my scenarios/a,b:c.yaml', line: 3, column: 5 },
  cue: 'it: "x", y',
} as const
const bare = { severity: 'warning', code: 'bad-option', message: 'plain' } as const
const findings = [hostile, bare]

test('the formats are told apart by their names, and the first is for people', () => {
  expect(reportFormats.map(({ name }) => name)).toEqual(['pretty', 'json', 'github', 'junit', 'sarif', 'html'])
})

test('pretty says each finding on a line, and what was looked at', () => {
  expect(print('pretty', { findings: [bare], counts: { cues: 2, fixtures: 1 } })).toBe(
    'warning: plain (bad-option)\n1 finding in 2 cues, 1 fixture',
  )
  expect(print('pretty')).toBe('no findings in 2 cues')
})

test('json has the counts and the findings as they are', () => {
  expect(JSON.parse(print('json', { findings }))).toEqual({ cues: 2, findings })
})

test('github says a workflow command for each finding, in which nothing can begin another', () => {
  expect(print('github', { findings }).split('\n')).toEqual([
    '::error file=my scenarios/a%2Cb%3Ac.yaml,line=3,col=5,title=bad-regex%3A it%3A "x"%2C y::' +
      '100%25, "a" <b> & \'c\':%0D%0A\u0000\ud83d ::error::x ]]>',
    '::warning title=bad-option::plain',
    '2 findings in 2 cues',
  ])
})

test('junit has a suite for each file, a failure for each finding and a passed case where there is none', () => {
  const source = { file: 'a.yaml', line: 1, column: 2 }
  const facts = (failures: number, skipped = 0): string =>
    `tests="1" failures="${failures}" errors="0" skipped="${skipped}" time="0" timestamp="2001-09-09T01:46:40" hostname="localhost"`
  const end = ['    <system-out/>', '    <system-err/>', '  </testsuite>']

  const text = print('junit', {
    files: ['a.yaml', 'b.yaml'],
    findings: [{ ...bare, source, cue: 'x' }, bare],
    skipped: [{ name: 'asks', reason: 'needs vision' }],
    at: 1e12,
  })

  expect(text.split('\n')).toEqual([
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    `  <testsuite name="a.yaml" id="0" package="cuecard check" ${facts(1)}>`,
    '    <properties/>',
    '    <testcase classname="a.yaml" name="1:2 &quot;x&quot; bad-option" time="0">',
    '      <failure type="bad-option" message="warning: plain">a.yaml:1:2 warning: plain (bad-option)</failure>',
    '    </testcase>',
    ...end,
    `  <testsuite name="b.yaml" id="1" package="cuecard check" ${facts(0)}>`,
    '    <properties/>',
    '    <testcase classname="b.yaml" name="has no findings" time="0"/>',
    ...end,
    `  <testsuite name="check" id="2" package="cuecard check" ${facts(1)}>`,
    '    <properties/>',
    '    <testcase classname="check" name="bad-option" time="0">',
    '      <failure type="bad-option" message="warning: plain">warning: plain (bad-option)</failure>',
    '    </testcase>',
    ...end,
    `  <testsuite name="check: not played" id="3" package="cuecard check" ${facts(0, 1)}>`,
    '    <properties/>',
    '    <testcase classname="check: not played" name="asks" time="0">',
    '      <skipped>needs vision</skipped>',
    '    </testcase>',
    ...end,
    '</testsuites>',
  ])
})

test('in a lenient report a warning fails nothing that reads junit', () => {
  const text = print('junit', { findings: [bare, { ...bare, severity: 'error' }], lenient: true })

  expect(text).toContain('tests="2" failures="1" errors="0" skipped="1"')
  expect(text).toContain('<skipped>warning: plain (bad-option)</skipped>')
})

test.each([
  { what: 'with nothing in it', report: {} },
  {
    what: 'with hostile findings',
    report: { findings, files: ['<a>&"b".yaml'], skipped: [{ name: '<', reason: ']]>' }] },
  },
  { what: 'that is lenient', report: { findings, lenient: true } },
])('a junit report $what has the form that its schemas ask for', ({ report }) => {
  expect(problemsOfJunit(print('junit', report))).toEqual([])
})

test('junit writes nothing that XML has no place for', () => {
  const text = print('junit', { findings })

  expect(text).toContain(
    'message="error: 100%, &quot;a&quot; &lt;b&gt; &amp; &apos;c&apos;:&#13;&#10;\\u0000\\ud83d ::error::x ]]&gt;"',
  )
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\p{Cs}]/u)
})

test('sarif says each finding at its place, by a rule that is explained', () => {
  const log = JSON.parse(print('sarif', { findings }))

  expect(log).toEqual({
    $schema: expect.stringContaining('sarif-schema-2.1.0.json'),
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'cuecard',
            version: '1.2.3',
            rules: ['bad-option', 'bad-regex'].map((id) => ({
              id,
              shortDescription: { text: expect.stringMatching(/\.$/) },
              help: { text: expect.stringMatching(/\.$/) },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: [
          {
            ruleId: 'bad-regex',
            ruleIndex: 1,
            level: 'error',
            message: { text: hostile.message },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: 'my%20scenarios/a%2Cb%3Ac.yaml' },
                  region: { startLine: 3, startColumn: 5 },
                },
                logicalLocations: [{ name: 'it: "x", y', kind: 'object' }],
              },
            ],
          },
          { ruleId: 'bad-option', ruleIndex: 0, level: 'warning', message: { text: 'plain' } },
        ],
      },
    ],
  })
})

test.each([
  ['/tmp/a b.yaml', 'file:///tmp/a%20b.yaml'],
  ['C:\\x\\a.yaml', 'file:///C:/x/a.yaml'],
  ['C:/x/a.yaml', 'file:///C:/x/a.yaml'],
  ['a/b.yaml', 'a/b.yaml'],
  ['<stdin>', '%3Cstdin%3E'],
])('sarif writes the file %s as %s', (file, uri) => {
  const log = JSON.parse(print('sarif', { findings: [{ ...bare, source: { file } }] }))

  expect(log.runs[0].results[0].locations).toEqual([{ physicalLocation: { artifactLocation: { uri } } }])
})

test.each([
  { what: 'with nothing in it', report: {} },
  { what: 'with hostile findings', report: { findings, files: ['<a>&"b".yaml'] } },
  {
    what: 'with details',
    report: { findings: [{ ...bare, details: { 'a "b"': '<c>' } }], home: 'my app/package.json' },
  },
])('a sarif report $what has the form that its schema asks for', ({ report }) => {
  expect(problemsOfSarif(print('sarif', report))).toEqual([])
})

test('where a finding has no place, sarif names the home of the report, as code scanning takes nothing without', () => {
  const log = JSON.parse(print('sarif', { findings: [bare], home: 'package.json' }))

  expect(log.runs[0].results[0].locations).toEqual([
    { physicalLocation: { artifactLocation: { uri: 'package.json' }, region: { startLine: 1 } } },
  ])
})

test('what else is known of a finding stands in every format', () => {
  const detailed = [{ ...bare, details: { param: 'n', source: 'page 3' } }]

  expect(print('pretty', { findings: detailed }).split('\n').slice(1, 3)).toEqual([
    '    param: n',
    '    source: page 3',
  ])
  expect(print('github', { findings: detailed })).toContain('::plain%0Aparam: n%0Asource: page 3\n')
  expect(print('junit', { findings: detailed })).toContain(
    'plain (bad-option)&#10;param: n&#10;source: page 3</failure>',
  )
  const [result] = JSON.parse(print('sarif', { findings: detailed })).runs[0].results
  expect(result).toMatchObject({
    message: { text: 'plain\nparam: n\nsource: page 3' },
    properties: { param: 'n', source: 'page 3' },
  })
})

test('pretty has colours only where it is asked for them', () => {
  const { render } = reportFormats[0]
  const report: Report = { command: 'run', version: '1', counts: { calls: 1 }, files: [], findings }

  expect(render(report)).not.toContain('\u001b')
  expect(render(report, true)).toContain('\u001b[31merror:\u001b[0m')
})

test('pretty says what of the API was used, and the beginning of what never was', () => {
  const never = Array.from({ length: 14 }, (_, index) => `p${index}`)
  const kinds = [
    { kind: 'roles', used: { user: 2, tool: 1 }, never: ['system'] },
    { kind: 'parameters', used: {}, never },
  ]

  expect(print('pretty', { coverage: [{ dialect: 'openai', kinds }] })).toBe(`\
used of openai:
  roles: user 2, tool 1; never system
  parameters: never p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, 2 more
no findings in 2 cues`)
})
