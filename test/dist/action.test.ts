import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { parse } from 'yaml'
import { readVersion } from '../../src/cli/package.ts'
import { layDependencies, pack, pathWithNpm, root } from './packed.ts'
import { runSteps, type JobResult, type Step } from './workflow.ts'

const version = readVersion()

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>
  readonly outputs: Readonly<Record<string, { readonly value: string }>>
  readonly runs: { readonly using: string; readonly steps: readonly Step[] }
}

// Each test starts several programs, and busy machines take their time.
vi.setConfig({ testTimeout: 120_000 })

let folder: string
let action: Action

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cuecard-action-'))
  await layDependencies(folder, await pack(folder))
  action = parse(await readFile(join(root, 'action.yml'), 'utf8'))
}, 120_000)

afterAll(() => rm(folder, { recursive: true, force: true }))

/** The app of the examples, with what `npm ci` brings it. */
const createApp = async (): Promise<string> => {
  const app = await mkdtemp(join(folder, 'app-'))
  await cp(join(root, 'examples/app'), app, { recursive: true })
  await symlink(join(folder, 'node_modules'), join(app, 'node_modules'))
  return app
}

/** Says what is asked for, and gives what is packed here. */
const install = 'echo "npm $*" && mkdir -p "$3" && ln -s "$(dirname "$0")/../node_modules" "$3/node_modules"'

const use = async (app: string, inputs: Readonly<Record<string, string>>): Promise<JobResult> => {
  const defaults = Object.entries(action.inputs).map(([name, { default: value }]) => [name, value])
  return runSteps(action.runs.steps, {
    folder: app,
    environment: {
      PATH: await pathWithNpm(join(folder, 'bin'), install),
      GITHUB_ACTION_PATH: root,
    },
    contexts: { inputs: { ...Object.fromEntries(defaults), ...inputs } },
  })
}

const expectOutcomes = ({ steps }: JobResult, ...outcomes: readonly string[]): void =>
  expect(steps).toEqual(steps.map((step, index) => ({ ...step, outcome: outcomes[index] })))

test.concurrent('the action checks scenarios and runs the tests of the app, and leaves reports', async () => {
  const app = await createApp()

  const result = await use(app, { run: 'npm test' })

  expectOutcomes(result, 'success', 'success', 'success')
  expect(result.byId['find']?.outputs['reports']).toBe(join(app, 'cuecard-report'))
  expect((await readdir(join(app, 'cuecard-report'))).toSorted()).toEqual(['cuecard.sarif', 'junit.xml', 'report.html'])
})

test.concurrent('the action fails for a finding, points at its line, and runs the tests of the app all the same', async () => {
  const app = await createApp()
  await cp(join(app, 'scenarios/orders.yaml'), join(app, 'scenarios/twice.yaml'))

  const result = await use(app, { run: 'npm test' })

  expectOutcomes(result, 'success', 'failure', 'success')
  expect(result.steps[1]?.output).toMatch(/^::warning file=scenarios\/twice\.yaml,line=5,/m)
})

test.concurrent('the action fails for a call that breaks the contract, though the tests of the app are content', async () => {
  const app = await createApp()
  const ask = `await fetch(process.env.OPENAI_BASE_URL + '/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer ' + process.env.OPENAI_API_KEY, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Hi' }], temperature: 3 }),
  })`
  await writeFile(join(app, 'ask.js'), ask)

  const result = await use(app, { run: 'node ask.js' })

  expectOutcomes(result, 'success', 'success', 'failure')
  expect(result.steps[2]?.output).toMatch(/^::error .*temperature/m)
})

test.concurrent('the action takes several scenarios, reads none as a script, and runs nothing where no command is given', async () => {
  const app = await createApp()
  const scenario = 'cuecard: 1\ncues:\n  - when: { user: Hi }\n    reply: { content: Hello! }\n'
  await mkdir(join(app, 'more scenarios'))
  await writeFile(join(app, 'more scenarios/$(touch broken).yaml'), scenario)

  const result = await use(app, { scenarios: 'scenarios\nmore scenarios/$(touch broken).yaml\n' })

  expectOutcomes(result, 'success', 'success', 'skipped')
  expect(result.steps[1]?.output).toContain('2 scenarios')
  expect(await readdir(app)).not.toContain('broken')
})

test.concurrent.each([
  { inputs: {}, asked: `cuecard@${version}` },
  { inputs: { package: 'cuecard@next' }, asked: 'cuecard@next' },
])('the action brings $asked to an app that has none', async ({ inputs, asked }) => {
  const app = await createApp()
  await rm(join(app, 'node_modules'))

  const result = await use(app, inputs)

  expectOutcomes(result, 'success', 'success', 'skipped')
  expect(result.steps[0]?.output).toMatch(new RegExp(`^npm install .* ${asked}$`, 'm'))
})
