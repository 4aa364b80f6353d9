import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderOf } from '../../support/folder.ts'

const root = join(import.meta.dirname, '../../..')

interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly fullName: string; readonly failureMessages: readonly string[] }[]
  }[]
}

/** What vitest says of the tests in a file, by their names: the first line and the second of each failure. */
const failuresIn = async (file: string): Promise<Record<string, readonly string[]>> => {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const folder = await folderOf({
    'vitest.config.js': `export default { test: { include: ['test/adapters/testing/${file}'] } }`,
  })
  const [config, report] = [join(folder, 'vitest.config.js'), join(folder, 'report.json')]
  const args = [vitest, 'run', '--root', root, '--config', config, '--reporter=json', `--outputFile=${report}`]
  // A run inside a run is to believe that it is the first.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')))
  // It ends with 1, because tests have failed.
  await new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: root, env }, resolve)
  })
  const { testResults } = JSON.parse(await readFile(report, 'utf8')) as Report
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults)
  return Object.fromEntries(
    tests.map(({ fullName, failureMessages }) => [
      fullName,
      failureMessages.map((message) => message.split('\n').slice(0, 2).join(' ').slice(0, 120)),
    ]),
  )
}

test('tests that would end well fail for what their calls did', { timeout: 60_000 }, async () => {
  const breach =
    "Error: calls broke the contract of the service:   schema/maximum at temperature: Invalid 'temperature': decimal"

  expect(await failuresIn('failing.spec.ts')).toEqual({
    'breaks the contract': [expect.stringContaining(breach)],
    'says one breach of two': [expect.stringContaining(breach)],
    'reaches no cue': ['Error: no call reached the cue "leaves":   change its `when`, or take it out'],
    'reaches no cue of the scenario': ['Error: no call reached the cue "greets":   change its `when`, or take it out'],
    'breaks the contract by way of the environment': [expect.stringContaining(breach)],
    'at the same time as others sets the environment': [
      expect.stringMatching(/^Error: `environment: 'set'` is for one test at a time/),
    ],
    'has failed before': [expect.stringContaining('AssertionError: expected 1 to be 2')],
  })
})
