import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { parseContract } from '../../src/checks/contract-file.ts'
import { folderOf } from '../support/folder.ts'
import { root } from './command-line.ts'

/** Runs vitest under `cuecard run`; a run inside a run is to believe that it is the first. */
const runSuite = async (
  folder: string,
  ...args: readonly string[]
): Promise<{ code: number | null; stdout: string }> => {
  const config = join(folder, 'vitest.config.js')
  await writeFile(config, "export default { test: { include: ['test/support/suite/*.spec.ts'] } }")
  const vitest = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--root', root, '--config', config]
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')))
  const cuecard = [join(root, 'src/cli/cuecard.ts'), 'run', ...args, '--', process.execPath, ...vitest]
  const child = spawn(process.execPath, cuecard, { cwd: root, env, stdio: ['ignore', 'pipe', 'ignore'] })
  const [stdout] = await Promise.all([text(child.stdout), once(child, 'close')])
  return { code: child.exitCode, stdout }
}

test('run reports what suites with a cuecard in their own processes did, over all workers', async () => {
  const folder = await folderOf({})
  const report = join(folder, 'report.json')
  const contract = join(folder, 'contract.yaml')

  const { code, stdout } = await runSuite(folder, '--report', `json=${report}`, '--contract', contract)

  expect(stdout).toMatch(/3 passed/)
  expect(code).toBe(1)
  const { calls, cues, findings, coverage } = JSON.parse(await readFile(report, 'utf8'))
  expect({ calls, cues }).toEqual({ calls: 4, cues: 3 })
  // What a test says to be broken is no breach.
  expect(findings).toEqual([
    expect.objectContaining({ severity: 'error', code: 'schema/maximum' }),
    expect.objectContaining({
      code: 'unplayed-cue',
      cue: 'thanks',
      source: { file: expect.stringMatching(/shop\.yaml$/), line: 9, column: 5 },
    }),
  ])
  expect(findings[0].details.call).toMatch(/"refund" \(call 1 of scope "refunds-at-the-wrong-temperature-/)
  expect(coverage[0].kinds.find(({ kind }: { readonly kind: string }) => kind === 'finish reasons').used).toEqual({
    stop: 2,
  })
  const { exchanges } = await parseContract(await readFile(contract, 'utf8'), contract)
  expect(exchanges.map(({ name }) => name)).toEqual([
    'greets',
    'is refused: model-caps at n',
    'is refused: schema/maximum at temperature',
    'refunds',
  ])
})
