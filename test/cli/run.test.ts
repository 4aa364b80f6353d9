import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { mistakes } from '../support/broken-app.data.ts'
import { folderOf } from '../support/folder.ts'
import { cuecard, root } from './command-line.ts'

const app = join(root, 'test/support/broken-app.ts')

interface ReportedFinding {
  readonly code: string
  readonly severity: string
  readonly message: string
  readonly details: Readonly<Record<string, string>>
}

const reportOf = async (
  file: string,
): Promise<{ readonly calls: number; readonly findings: readonly ReportedFinding[] }> =>
  JSON.parse(await readFile(file, 'utf8'))

/** A program of one line. */
const program = (text: string): readonly string[] => ['--', process.execPath, '--input-type=module', '-e', text]

test('run names each of the 25 mistakes of an app, with the rule, its source and the call', async () => {
  const file = join(await folderOf({}), 'report.json')

  const { code } = await cuecard('run', '--report', `json=${file}`, '--', process.execPath, app)

  const { findings, calls } = await reportOf(file)
  expect({ code, calls }).toEqual({ code: 1, calls: 25 })
  expect(findings.map(({ code, details }) => ({ rule: code, source: details['source'] }))).toEqual(
    mistakes.map(({ rule, source }) => ({ rule, source })),
  )
  expect(findings.map(({ severity }) => severity)).toEqual(mistakes.map(() => 'error'))
  expect(findings[7]?.details).toEqual({
    param: 'n',
    source: 'wire-format 2.3, 3.5 (M)',
    call: 'POST /v1/chat/completions, gpt-4o-mini, "Where is my order?" (call 8 of scope "default")',
  })
})

test('the mended app passes', async () => {
  const { code, stderr } = await cuecard('run', '--', process.execPath, app, 'mended')

  expect(code).toBe(0)
  expect(stderr).toMatch(/\nno findings in 25 calls, 0 scenarios, 0 cues\n$/)
})

test('the program gets the base URL, a key and the URL, and its outputs are its own', async () => {
  const { code, stdout } = await cuecard(
    'run',
    ...program(`
      const { OPENAI_BASE_URL, OPENAI_API_KEY, CUECARD_URL } = process.env
      console.log(OPENAI_BASE_URL === CUECARD_URL + '/v1', OPENAI_API_KEY, CUECARD_URL)
    `),
  )

  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^true sk-test http:\/\/127\.0\.0\.1:\d+\n$/),
  })
})

test.each([
  { what: 'its exit code', text: 'process.exit(7)', code: 7 },
  { what: 'as a shell shows it when a signal ended it', text: "process.kill(process.pid, 'SIGTERM')", code: 143 },
])('the exit code is that of the program: $what', async ({ text, code }) => {
  const ended = await cuecard('run', ...program(text))

  expect(ended.code).toBe(code)
})

const asks = (content: string, more = ''): string => `
  const ask = (body) => fetch(process.env.OPENAI_BASE_URL + '/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer ' + process.env.OPENAI_API_KEY, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).then((response) => response.text())
  await ask({ model: 'gpt-4o-mini', messages: [{ role: 'user', content: ${JSON.stringify(content)} }]${more} })
`

const scenario = `cuecard: 1
cues:
  - name: greets
    when: { user: { contains: hello } }
    reply: { content: Hi! }
  - name: refunds
    when: { user: { contains: refund } }
    reply: { content: Done. }
`

test('cues that were never played and calls that no cue answered are told', async () => {
  const folder = await folderOf({ 'shop.yaml': scenario })
  const file = join(folder, 'shop.yaml')

  const { code, stderr } = await cuecard(
    'run',
    file,
    ...program(`${asks('Hello')}; await ask({ model: 'x', messages: [{ role: 'user', content: 'Bye' }] })`),
  )

  expect(code).toBe(0)
  expect(stderr.split('used of')[0]).toBe(`\
warning: no cue answers this call: its answer was made up (unanswered-call)
    call: POST /v1/chat/completions, x, "Bye" (call 2 of scope "default")
${file}:6:5 warning: cue "refunds" was never played: no request reached it (unplayed-cue)
`)
  expect(stderr).toContain('  roles: user 2; never developer, system, assistant, tool, function\n')
  expect(stderr).toContain('  finish reasons: stop 2; never length')
})

test('a call that gets no cue fails the run with --unmatched error, and the nearest cue is named', async () => {
  const folder = await folderOf({ 'shop.yaml': scenario })

  const { code, stderr } = await cuecard('run', '--unmatched', 'error', folder, ...program(asks('refnd')))

  expect(code).toBe(1)
  expect(stderr).toContain('error: no cue answers this call: it got an error (unanswered-call)\n')
  expect(stderr).toMatch(
    /\n {4}reason: no cue answers\. The nearest:\n {6}- [^]+\n {6}- "refunds" .+ wanted contains "refund", got "refnd"\n/,
  )
})

test('what a suite resets is not forgotten', async () => {
  const folder = await folderOf({ 'shop.yaml': scenario })
  const reset = "await fetch(process.env.CUECARD_URL + '/_cuecard/reset', { method: 'POST' });"

  const { code, stderr } = await cuecard(
    'run',
    folder,
    ...program(
      `${asks('Hello', ', n: 200')}; ${reset} ${asks('hello').replace('const ask', 'ask')}`.replace(
        'const ask',
        'let ask',
      ),
    ),
  )

  expect(code).toBe(1)
  expect(stderr).toContain('(model-caps)')
  expect(stderr).not.toContain('"greets" was never played')
})

test.each([
  { failOn: 'error', code: 0 },
  { failOn: 'warning', code: 1 },
  { failOn: 'never', code: 0 },
])('a warning with --fail-on $failOn ends with $code', async ({ failOn, code }) => {
  const folder = await folderOf({ 'shop.yaml': scenario })

  const ended = await cuecard('run', '--fail-on', failOn, folder, ...program(asks('hello')))

  expect(ended.code).toBe(code)
})

test('a scenario that cannot be played is reported, and the program is not run', async () => {
  const folder = await folderOf({ 'bad.yaml': 'cuecard: 1\ncues:\n  - replly: {}\n' })
  const file = join(folder, 'report.json')

  const { code, stdout } = await cuecard('run', '--report', `json=${file}`, folder, ...program("console.log('ran')"))

  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect((await reportOf(file)).findings.map((finding) => finding.code)).toEqual(['unknown-key'])
})

test('a program that calls nothing is told about', async () => {
  const { code, stderr } = await cuecard('run', ...program(''))

  expect({ code, stderr }).toEqual({
    code: 0,
    stderr:
      'warning: nothing was called: does the program read OPENAI_BASE_URL? (no-calls)\n' +
      '1 finding in 0 calls, 0 scenarios, 0 cues\n',
  })
})

test.each([
  { args: [], says: 'run needs a program behind --' },
  { args: ['scenarios'], says: 'run needs a program behind --' },
  { args: ['scenarios', '--'], says: 'run needs a program behind --' },
  { args: ['--', 'no-such-program-here'], says: 'there is no program no-such-program-here' },
  { args: ['--', join(root, 'README.md')], says: 'README.md may not be run' },
  { args: ['--report', 'junt=x', '--', 'true'], says: 'there is no format junt (did you mean junit?)' },
  { args: ['--report', 'junit=', '--', 'true'], says: 'write junit=file, or junit to print it' },
  { args: ['--redact', '(', '--', 'true'], says: '--redact is "(": it is no regular expression' },
  { args: ['--redact', '(a+)+$', '--', 'true'], says: '--redact is "(a+)+$": it can take exponentially long' },
  { args: ['--redact', 'a*', '--', 'true'], says: 'matches nothing at all' },
])('$args is misuse: $says', async ({ args, says }) => {
  const ended = await cuecard('run', ...args)

  expect(ended).toEqual({ code: 2, stdout: '', stderr: expect.stringContaining(says) })
})
