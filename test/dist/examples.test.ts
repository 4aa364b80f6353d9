import { cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { parse } from 'yaml'
import { cuecard, served } from '../cli/command-line.ts'
import { layDependencies, pack, pathWithNpm, root } from './packed.ts'
import { run, runSteps, type JobResult, type StandIn, type Step } from './workflow.ts'

const examples = join(root, 'examples')

// Each test starts several programs, and busy machines take their time.
vi.setConfig({ testTimeout: 120_000 })

let folder: string
let environment: Readonly<Record<string, string>>

/** `npm ci` and `npm install` find everything installed. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cuecard-examples-'))
  await layDependencies(folder, await pack(folder))
  environment = { PATH: await pathWithNpm(join(folder, 'bin'), 'test -e node_modules') }
}, 120_000)

afterAll(() => rm(folder, { recursive: true, force: true }))

const emptyFolder = (): Promise<string> => mkdtemp(join(folder, 'example-'))

const lay = async (example: string, target: string): Promise<void> => {
  await cp(join(examples, example), target, { recursive: true })
  await symlink(join(folder, 'node_modules'), join(target, 'node_modules'))
}

const copyOf = async (example: string): Promise<string> => {
  const target = await emptyFolder()
  await lay(example, target)
  return target
}

const readYaml = async <T>(name: string): Promise<T> => parse(await readFile(join(examples, name), 'utf8')) as T

interface Job {
  readonly steps: readonly Step[]
  readonly env?: Readonly<Record<string, string>>
}

/** What the actions of the workflow do; artefacts go from job to job through a folder. */
const actionsWith = (artefacts: string): Readonly<Record<string, StandIn>> => ({
  'actions/checkout': (_, target) => lay('app', target),
  'actions/setup-node': () => Promise.resolve(),
  'actions/upload-artifact': ({ name, path }, target) =>
    cp(join(target, String(path)), join(artefacts, String(name)), { recursive: true }),
  'actions/download-artifact': ({ name, path }, target) =>
    cp(join(artefacts, String(name)), join(target, String(path)), { recursive: true }),
  'github/codeql-action/upload-sarif': async ({ sarif_file: file }, target) => {
    expect(JSON.parse(await readFile(join(target, String(file)), 'utf8'))).toMatchObject({ version: '2.1.0' })
  },
})

const expectSuccess = ({ steps }: JobResult): void =>
  expect(steps.filter(({ outcome }) => outcome !== 'success')).toEqual([])

test.concurrent('the workflow for GitHub holds the app to the contract, and the service to what the app asks', async () => {
  const { jobs } = await readYaml<{ readonly jobs: { readonly app: Job; readonly service: Job } }>('github-actions.yml')
  const actions = actionsWith(await emptyFolder())
  await using service = await served()
  const contexts = { secrets: { OPENAI_API_KEY: 'sk-test-service' } }

  const app = await runSteps(jobs.app.steps, { folder: await emptyFolder(), environment, actions })
  const asked = await runSteps(jobs.service.steps, {
    folder: await emptyFolder(),
    environment: { ...environment, TARGET: service.baseUrl, OPENAI_API_KEY: 'sk-test-service' },
    actions,
    contexts,
  })

  expectSuccess(app)
  expectSuccess(asked)
  expect(Object.keys(jobs.service.env ?? {})).toEqual(['TARGET', 'OPENAI_API_KEY'])
})

test.concurrent('the job for GitLab runs and leaves the reports that it promises', async () => {
  const { contract } = await readYaml<{
    readonly contract: {
      readonly before_script: readonly string[]
      readonly script: readonly string[]
      readonly artifacts: { readonly reports: { readonly junit: string } }
    }
  }>('gitlab-ci.yml')
  const target = await copyOf('app')
  const script = [...contract.before_script, ...contract.script].join('\n')

  const { outcome, output } = await run('bash', ['-eo', 'pipefail', '-c', script], target, environment)

  expect({ outcome, output }).toEqual({ outcome: 'success', output: expect.stringContaining('no findings') })
  expect(await readFile(join(target, contract.artifacts.reports.junit), 'utf8')).toMatch(/^<\?xml.*<testsuites/s)
})

test.concurrent('the suite with vitest passes', async () => {
  const { outcome, output } = await run('npm', ['test'], await copyOf('vitest'), environment)

  expect({ outcome, output }).toEqual({ outcome: 'success', output: expect.stringMatching(/Tests .*3 passed/) })
})

test.concurrent('the app that Compose starts is answered by the cuecard that Compose starts', async () => {
  const { services } = await readYaml<{
    readonly services: {
      readonly cuecard: { readonly command: readonly string[]; readonly volumes: readonly string[] }
      readonly app: { readonly command: readonly string[]; readonly environment: Readonly<Record<string, string>> }
    }
  }>('docker-compose.yml')
  const { OPENAI_BASE_URL = '' } = services.app.environment
  const [, ...args] = services.cuecard.command
  const [mount = ''] = services.cuecard.volumes
  const [outside = '', inside = ''] = mount.split(':')
  const words = args.map((word) => (join('/srv', word) === inside ? join(examples, outside) : word))
  await using server = await served(...words, '--port', '0', '--host', '127.0.0.1')
  const target = await copyOf('app')

  const [program = '', ...rest] = services.app.command
  const { output } = await run(program, rest, target, {
    ...environment,
    ...services.app.environment,
    OPENAI_BASE_URL: OPENAI_BASE_URL.replace('http://cuecard:4010/v1', server.baseUrl),
  })

  expect(output).toContain('I have looked it up. It left the warehouse this morning.')
})

test.concurrent('the scenarios of the page have no findings', async () => {
  const { stdout } = await cuecard('check', join(examples, 'front-end/scenarios'))

  expect(stdout).toMatch(/^no findings in 1 scenario/)
})

test.each(['app', 'vitest', 'front-end'])('%s asks for versions that are tested here', async (example) => {
  const read = async (file: string): Promise<Package> => JSON.parse(await readFile(file, 'utf8'))
  const own = await read(join(root, 'package.json'))
  const { dependencies, devDependencies } = await read(join(examples, example, 'package.json'))

  const asked = Object.entries({ ...dependencies, ...devDependencies })

  expect(asked).toEqual(asked.map(([name]) => [name, name === own.name ? own.version : own.devDependencies[name]]))
})

/** What these files have of a package.json. */
interface Package {
  readonly name: string
  readonly version: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
}
