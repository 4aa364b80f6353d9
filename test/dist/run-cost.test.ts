import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { listen } from '../../src/adapters/node.ts'
import { createCuecard } from '../../src/cuecard.ts'
import { folderOf } from '../support/folder.ts'
import { layDependencies, pack, root } from './packed.ts'

const suite = [join(root, 'test/support/broken-app.ts'), 'mended']

/** Milliseconds that a program of Node's takes. */
const timeOf = async (args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<number> => {
  const startedAt = performance.now()
  const child = spawn(process.execPath, args, { env: { ...process.env, ...environment }, stdio: 'ignore' })
  await once(child, 'close')
  expect(child.exitCode).toBe(0)
  return performance.now() - startedAt
}

test('run adds at most half a second to a suite, reports and contract included', { timeout: 180_000 }, async () => {
  const project = await folderOf({})
  await layDependencies(project, await pack(project))
  const listener = await listen(createCuecard(), { port: 0 })
  const bareEnvironment = { OPENAI_BASE_URL: listener.baseUrl, OPENAI_API_KEY: 'sk-test' }
  const cuecard = join(project, 'node_modules/cuecard')
  const run = [
    join(cuecard, 'dist/cli.js'),
    'run',
    join(cuecard, 'scenarios'),
    '--report',
    `html=${join(project, 'report.html')}`,
    '--contract',
    join(project, 'contract.yaml'),
    '--',
    process.execPath,
    ...suite,
  ]
  let bare = Infinity
  let watched = Infinity

  // Each at its best, in a few rounds: what else the machine has to do is nobody's cost.
  for (let round = 0; round < 20 && (round < 3 || watched - bare > 500); round++) {
    bare = Math.min(bare, await timeOf(suite, bareEnvironment))
    watched = Math.min(watched, await timeOf(run))
  }

  await listener.close()
  expect(watched - bare).toBeLessThan(500)
})
