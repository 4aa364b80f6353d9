import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pack, root } from './packed.ts'
import { blocksOf } from './readme.ts'

const run = promisify(execFile)
const minutes = 60_000

let project: string

/** What Node can run as it stands; the others need a test runner. */
const programs = blocksOf('ts').filter((snippet) => !snippet.includes("'cuecard/vitest'"))

const install = async (folder: string, ...packages: readonly string[]): Promise<void> => {
  await run('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', ...packages], { cwd: folder })
}

/** What a script in the project prints. */
const evaluate = async (script: string, node = process.execPath, ...flags: readonly string[]): Promise<string> => {
  const { stdout } = await run(node, [...flags, '--input-type=module', '--eval', script], { cwd: project })
  return stdout.trim()
}

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'cuecard-'))
  const tarball = await pack(project)
  await writeFile(join(project, 'package.json'), JSON.stringify({ type: 'module', allowScripts: { node: true } }))
  const { devDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    readonly devDependencies: Readonly<Record<string, string>>
  }
  await install(project, tarball, `msw@${devDependencies['msw']}`, `openai@${devDependencies['openai']}`)
  const [scenario = ''] = blocksOf('yaml')
  await mkdir(join(project, 'scenarios'))
  await writeFile(join(project, 'scenarios/support.yaml'), scenario)
  for (const [index, snippet] of programs.entries()) await writeFile(join(project, `snippet-${index + 1}.ts`), snippet)
}, 5 * minutes)

afterAll(() => rm(project, { recursive: true, force: true }))

test.each([
  { entry: 'cuecard', names: ['createCuecard', 'isCuecardError', 'parseScenario', 'portability'] },
  { entry: 'cuecard/msw', names: ['handlers'] },
  { entry: 'cuecard/node', names: ['listen', 'loadScenarios', 'openState'] },
])('$entry exports $names', async ({ entry, names }) => {
  const printed = await evaluate(`console.log(Object.keys(await import('${entry}')).sort().join())`)

  expect(printed.split(',')).toEqual(names)
})

const askInProcess = `
  import { createCuecard } from 'cuecard'
  const { fetch } = createCuecard({ scenarios: [{ cuecard: 1, cues: [{ reply: { content: 'Hello!' } }] }] })
  const response = await fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Hi' }] }),
  })
  console.log((await response.json()).choices[0].message.content)
`

const askWrongly = `
  import { createCuecard } from 'cuecard'
  const response = await createCuecard().fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-4o-mini', messages: [{ role: 'user' }], temperature: 'hot' }),
  })
  console.log((await response.json()).error.message)
`

const askOverHttp = `
  import { spawn } from 'node:child_process'
  import { once } from 'node:events'
  const server = spawn(process.execPath, ['node_modules/cuecard/dist/cli.js', 'serve', '--port', '0', '--log', 'json'])
  const [line] = await once(server.stdout, 'data')
  const response = await fetch(JSON.parse(line).base_url + '/models', { headers: { authorization: 'Bearer sk-test' } })
  console.log(response.status)
  server.kill('SIGINT')
  console.log((await once(server, 'exit'))[0])
`

test('the installed package answers in process and over HTTP', async () => {
  expect(await evaluate(askInProcess)).toBe('Hello!')
  expect(await evaluate(askOverHttp)).toBe('200\n0')
})

const cli = (...args: readonly string[]): readonly string[] => [
  join(project, 'node_modules/cuecard/dist/cli.js'),
  ...args,
]

const snippets = programs.map((_, index) => `snippet-${index + 1}.ts`)

test.each(snippets)('%s of the README runs as it stands', async (file) => {
  const { stdout } = await run(process.execPath, [file], { cwd: project })

  expect(stdout).not.toBe('')
})

test('the command line prints what the README shows', async () => {
  const printed = [await run(process.execPath, cli('--help')), await run(process.execPath, cli('serve', '--help'))]

  expect(blocksOf('').slice(0, 2)).toEqual(printed.map(({ stdout }) => stdout.trimEnd()))
})

test('the scenario of the README has no findings', async () => {
  const { stdout } = await run(process.execPath, cli('check', 'scenarios'), { cwd: project })

  expect(stdout).toMatch(/^no findings/)
})

test('curl gets the answers that the README shows', async () => {
  const server = spawn(process.execPath, cli('serve', '--port', '0', '--log', 'json'), { cwd: project })
  const [line] = await once(server.stdout, 'data')
  const { base_url } = JSON.parse(String(line)) as { readonly base_url: string }
  const curl = (blocksOf('sh').at(-1) ?? '').replace('http://127.0.0.1:4010/v1', base_url)

  const answers = [
    await run('sh', ['-c', curl]),
    await run('sh', ['-c', curl.replace(' }] }', ' }], "temperature": 3 }')]),
  ]
  server.kill('SIGINT')

  const timeless = (json: string): object => ({ ...(JSON.parse(json) as object), id: '', created: 0 })
  expect(answers.map(({ stdout }) => timeless(stdout))).toEqual(blocksOf('json').map(timeless))
})

test('the installed package judges calls where no code may be made from text, as on pages with a strict policy', async () => {
  const flag = '--disallow-code-generation-from-strings'

  expect(await evaluate(askInProcess, process.execPath, flag)).toBe('Hello!')
  expect(await evaluate(askWrongly, process.execPath, flag)).toBe(
    "Invalid type for 'temperature': expected a decimal, but got a string instead.",
  )
})

test(
  'the installed package answers on the oldest Node that it allows',
  async () => {
    await install(project, 'node@22.12.0')
    const node = join(project, 'node_modules/node/bin/node')

    expect(await evaluate('console.log(process.version)', node)).toBe('v22.12.0')
    expect(await evaluate(askInProcess, node)).toBe('Hello!')
    expect(await evaluate(askOverHttp, node)).toBe('200\n0')
    for (const file of snippets)
      expect((await run(node, ['--experimental-strip-types', file], { cwd: project })).stdout).not.toBe('')
  },
  5 * minutes,
)

test('a schema can be imported', async () => {
  const script = `
    import schema from 'cuecard/schemas/openai/chat-completions.request.json' with { type: 'json' }
    console.log(schema.$schema)`

  expect(await evaluate(script)).toBe('https://json-schema.org/draft/2020-12/schema')
})

test('a bundle of cuecard carries no heavy library but the YAML parser', async () => {
  const files = await staticFiles(join(root, 'dist'), 'index.js')
  const bytes = (await Promise.all(files.map((file) => readFile(join(root, 'dist', file))))).map(
    (content) => gzipSync(content).length,
  )

  expect(bytes.reduce((sum, length) => sum + length, 0)).toBeLessThan(230_000)
})

/** The files of the build that are loaded together with one. */
const staticFiles = async (folder: string, entry: string): Promise<readonly string[]> => {
  const files = new Set([entry])
  for (const file of files) {
    const code = await readFile(join(folder, file), 'utf8')
    for (const [, imported] of code.matchAll(/^(?:import|export)\b[^'"]*["']\.\/([^"']+)["']/gm))
      files.add(imported ?? '')
  }
  return [...files]
}

test('importing cuecard is quick', async () => {
  const script = `
    const before = performance.now()
    await import('cuecard')
    console.log(performance.now() - before)`
  const times = []
  for (let round = 0; round < 5; round++) times.push(Number(await evaluate(script)))

  const median = times.toSorted((one, other) => one - other)[2] ?? 0
  console.log(`import('cuecard') cold: ${median.toFixed(1)} ms`)
  // A wide limit for busy machines: a heavy library loaded by mistake takes longer than this.
  expect(median).toBeLessThan(250)
})
