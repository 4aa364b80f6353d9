import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listen } from '../../src/adapters/node.ts'
import { createCuecard } from '../../src/cuecard.ts'

/*
 * What `cuecard run` adds to a suite, reports and contract included, beside the bare command in the same run.
 * `npm run build && node test/bench/run.ts`: the package is measured, whose modules load in a fraction of the sources' time.
 */

const root = join(import.meta.dirname, '../..')
const suite = [join(root, 'test/support/broken-app.ts'), 'mended']

const timeOf = async (args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<number> => {
  const startedAt = performance.now()
  const child = spawn(process.execPath, args, { env: { ...process.env, ...environment }, stdio: 'ignore' })
  await once(child, 'close')
  if (child.exitCode !== 0) throw new Error(`the suite ended with ${child.exitCode}`)
  return performance.now() - startedAt
}

const folder = await mkdtemp(join(tmpdir(), 'cuecard-bench-'))
const listener = await listen(createCuecard(), { port: 0 })
const environment = { OPENAI_BASE_URL: listener.baseUrl, OPENAI_API_KEY: 'sk-test' }
const reports = ['--report', `html=${join(folder, 'report.html')}`, '--contract', join(folder, 'contract.yaml')]
const run = [join(root, 'dist/cli.js'), 'run', join(root, 'scenarios'), ...reports, '--', process.execPath, ...suite]
const rounds = []
for (let round = 0; round < 7; round++) {
  const bare = await timeOf(suite, environment)
  rounds.push({ bare, added: (await timeOf(run)) - bare })
}
const median = (values: readonly number[]): string =>
  (values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0).toFixed(0)
process.stdout.write(
  `the suite alone: ${median(rounds.map(({ bare }) => bare))} ms; cuecard run adds ${median(rounds.map(({ added }) => added))} ms\n`,
)
await listener.close()
await rm(folder, { recursive: true })
