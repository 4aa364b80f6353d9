import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { loadScenarios } from '../../src/adapters/files.ts'
import { createRandom } from '../../src/core/random.ts'
import { folderOf } from '../support/folder.ts'
import { ask, opened, replaying, says } from '../adapters/record/traffic.ts'
import { cuecard, root } from './command-line.ts'

const service = () => opened({ scenarios: [{ cuecard: 1, cues: [{ reply: { content: 'You said: {{ user }}' } }] }] })

/** `cuecard record` in front of a service, once it listens. */
const recorder = async (...args: readonly string[]) => {
  const child = spawn(process.execPath, ['src/cli/cuecard.ts', 'record', '--port', '0', '--log', 'json', ...args], {
    cwd: root,
  })
  const closed = once(child, 'close')
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await closed
  })
  const lines: string[] = []
  const reading = createInterface({ input: child.stdout }).on('line', (line) => lines.push(line))
  await once(reading, 'line')
  const { base_url: baseUrl } = JSON.parse(lines[0] ?? '')
  return {
    baseUrl: String(baseUrl),
    child,
    ended: async () => {
      await closed
      return { code: child.exitCode, lines: lines.map((line) => JSON.parse(line)) }
    },
  }
}

test('what was recorded is in the file after Ctrl-C, and the last line says that it is replayed the same', async () => {
  const file = join(await folderOf({}), 'new/scenario.yaml')
  const { baseUrl, child, ended } = await recorder('--target', await service(), '--out', file)

  const seen = [await ask(baseUrl, says('One.')), await ask(baseUrl, says('Two.', { stream: true }))]
  child.kill('SIGINT')
  const { code, lines } = await ended()

  expect(code).toBe(0)
  expect(lines.filter(({ event }) => event === 'recorded').map(({ cue }) => cue)).toEqual(['One.', 'Two. (streamed)'])
  expect(lines.at(-1)).toEqual({ event: 'closed', file, recorded: 2, differences: [] })
  const replay = await replaying(file)
  expect([await ask(replay, says('One.')), await ask(replay, says('Two.', { stream: true }))]).toEqual(seen)
  expect(await cuecard('check', file)).toMatchObject({ code: 0 })
})

const secret = 'sk-live-0123456789abcdefghij'

test('neither the log nor the file tells a key, or what a pattern finds', async () => {
  const file = join(await folderOf({}), 'scenario.yaml')
  const { baseUrl, child, ended } = await recorder(
    '--target',
    await service(),
    '--out',
    file,
    '--redact',
    '/jane doe/i',
  )

  await ask(baseUrl, says('I am Jane Doe.'), { headers: { authorization: `Bearer ${secret}` } })
  child.kill('SIGTERM')
  const { lines } = await ended()

  expect(`${await readFile(file, 'utf8')}${JSON.stringify(lines)}`).not.toMatch(/sk-live|0123456789|jane/i)
  const replayed = await ask(await replaying(file), says('I am John.'))
  expect(replayed.body).toContain('You said: I am [redacted].')
})

/** A hundred are killed where somebody asks for it: each takes a second. */
const kills = Number(process.env['CUECARD_KILLS'] ?? 4)

test('a recorder that is killed at any moment leaves a file that can be played', async () => {
  const upstream = await service()
  const folder = await folderOf({})
  const file = join(folder, 'scenario.yaml')
  const random = createRandom(7)
  let before = 0

  for (let kill = 0; kill < kills; kill++) {
    const { baseUrl, child, ended } = await recorder('--target', upstream, '--out', file)
    const asking = Array.from({ length: 12 }, (_, index) => ask(baseUrl, says(`Call ${index}.`)).catch(() => undefined))
    await setTimeout(random.next() * 900)
    child.kill('SIGKILL')
    await Promise.all([ended(), ...asking])

    const scenarios = (await readdir(folder)).includes('scenario.yaml') ? await loadScenarios(file) : []
    const plays = scenarios
      .flatMap(({ cues }) => cues)
      .reduce((sum, { action }) => sum + (action.parts?.length ?? 1), 0)
    expect(plays).toBeGreaterThanOrEqual(before)
    before = plays
  }
  const last = await recorder('--target', upstream, '--out', file)
  last.child.kill('SIGINT')
  await last.ended()

  expect((await readdir(folder)).filter((name) => name !== 'scenario.yaml')).toEqual([])
}, 300_000)

test.each([
  { args: [], says: '--target is missing' },
  { args: ['--target', 'api.openai.com'], says: '--target is no base URL' },
  { args: ['--target', 'https://me:secret@a.example/v1'], says: '--target is no base URL' },
  { args: ['--target', 'https://a.example/v1'], says: '--out is missing' },
  { args: ['--target', 'https://a.example/v1', '--out', 'a.txt'], says: '--out is "a.txt"' },
  {
    args: ['--target', 'https://a.example/v1', '--out', 'a.yaml', '--redact', '(a+)+$'],
    says: 'can take exponentially long',
  },
])('record $args is misuse', async ({ args, says: reason }) => {
  const ended = await cuecard('record', ...args)

  expect(ended).toEqual({ code: 2, stdout: '', stderr: expect.stringContaining(reason) })
  expect(ended.stderr).not.toContain('secret')
})
