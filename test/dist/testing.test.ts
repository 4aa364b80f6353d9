import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { layDependencies, pack } from './packed.ts'
import { blocksOf } from './readme.ts'

const run = promisify(execFile)

const snippets = blocksOf('ts').filter((snippet) => snippet.includes("'cuecard/vitest'"))

/** What the entries export, as a test sees them. */
const names = `
import { expect, test } from 'vitest'
import * as matchers from 'cuecard/matchers'
import * as remote from 'cuecard/remote'
import * as vitest from 'cuecard/vitest'

test.each([
  [matchers, ['matchers']],
  [remote, ['connect']],
  [vitest, ['createTest', 'expect', 'test']],
])('exports', (entry, names) => {
  expect(Object.keys(entry).sort()).toEqual(names)
})
`

/** Types are part of the package: members that nobody has declared would not compile. */
const typed = `
import { connect } from 'cuecard/remote'
import { createTest, expect, test } from 'cuecard/vitest'

test('here', ({ cuecard }) => {
  const assert: () => void = () => expect(cuecard).toHaveReceivedCalls(0)
  assert()
  // @ts-expect-error -- a model has a name
  expect(() => expect(cuecard).toHaveCalledModel(4)).toThrow()
})

const far = createTest({ url: 'http://127.0.0.1:9' })
far.skip('elsewhere', async ({ cuecard }) => {
  await cuecard.use({ reply: { content: 'Hi' } })
  const result: Promise<void> = expect(cuecard).toHaveReceivedCalls(1)
  await result
})

test('a scope of another process', () => {
  expect(connect('http://127.0.0.1:9/v1').scope('a').apiKey).toBe('sk-test-a')
})
`

interface Report {
  readonly testResults: readonly {
    /** Why the whole file failed. */
    readonly message: string
    readonly assertionResults: readonly { readonly status: string; readonly failureMessages: readonly string[] }[]
  }[]
}

let project: string

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'cuecard-'))
  await layDependencies(project, await pack(project))
  const files = {
    'package.json': JSON.stringify({ type: 'module' }),
    'vitest.config.js': 'export default {}',
    'tsconfig.json': JSON.stringify({
      compilerOptions: { module: 'nodenext', target: 'es2023', strict: true, noEmit: true, types: [] },
      include: ['*.test.ts'],
    }),
    'scenarios/support.yaml': blocksOf('yaml')[0] ?? '',
    'names.test.ts': names,
    'typed.test.ts': typed,
    ...Object.fromEntries(snippets.map((snippet, index) => [`snippet-${index + 1}.test.ts`, snippet])),
  }
  await mkdir(join(project, 'scenarios'))
  for (const [name, text] of Object.entries(files)) await writeFile(join(project, name), text)
}, 120_000)

afterAll(() => rm(project, { recursive: true, force: true }))

test(
  'tests of a project that has installed the package run with its fixture and its matchers',
  { timeout: 60_000 },
  async () => {
    const report = join(project, 'report.json')
    // A run inside a run is to believe that it is the first.
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')))
    const vitest = join(project, 'node_modules/vitest/vitest.mjs')
    // A run with failures ends with 1, and reports them.
    await run(process.execPath, [vitest, 'run', '--reporter=json', `--outputFile=${report}`], {
      cwd: project,
      env,
    }).catch(() => undefined)

    const { testResults } = JSON.parse(await readFile(report, 'utf8')) as Report
    const results = testResults.flatMap((file) => [file.message, ...file.assertionResults.map((result) => result)])
    expect(results.flatMap((result) => (typeof result === 'string' ? result : result.failureMessages)).join('')).toBe(
      '',
    )
    expect(results.filter((result) => typeof result === 'object' && result.status === 'passed').length).toBe(
      3 + 2 + snippets.length,
    )
  },
)

test('and compile with its types', { timeout: 60_000 }, async () => {
  const tsc = join(project, 'node_modules/typescript/bin/tsc')

  const { stdout } = await run(process.execPath, [tsc, '-p', '.'], { cwd: project }).catch(
    (error: unknown) => error as { readonly stdout: string }, // what a program has printed before it ended with 1
  )

  expect(stdout).toBe('')
})
