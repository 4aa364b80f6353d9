import { spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { listen } from '../../src/adapters/node.ts'
import { createRandom, hashOf } from '../../src/core/random.ts'
import { createCuecard } from '../../src/cuecard.ts'
import { brokenProvider } from '../support/broken-provider.ts'
import { folderOf } from '../support/folder.ts'
import { root } from './command-line.ts'

const bin = join(root, 'src/cli/cuecard.ts')

const start = (...args: readonly string[]) =>
  spawn(process.execPath, [bin, 'verify', ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends the run with a report of what is known', async (signal) => {
  const asked = new EventEmitter()
  let calls = 0
  const baseUrl = await brokenProvider({
    breaks: (answer) => {
      if (++calls === 3) asked.emit('third')
      return calls < 3 ? answer : { ...answer, end: 'hang' }
    },
  })
  const third = once(asked, 'third')
  const child = start('--target', baseUrl, '--concurrency', '1')
  const said = text(child.stdout)
  await third

  child.kill(signal)

  await once(child, 'close')
  expect(child.exitCode).toBe(1)
  expect(await said).toMatch(/^not played, the run was interrupted: .+\nno findings in \d+ exchanges, 2 passed/)
})

/** A run takes half a second; `CUECARD_KILLS=100` looks closer. */
const kills = Number(process.env['CUECARD_KILLS'] ?? 6)

test('killed at any moment, verify leaves files that are whole', { timeout: 300_000 }, async () => {
  const listener = await listen(createCuecard(), { port: 0 })
  onTestFinished(() => listener.close())
  const folder = await folderOf({})
  const results = join(folder, 'results.json')
  const args = ['--target', listener.baseUrl, '--report', `json=${folder}/report.json`]
  const startedAt = performance.now()
  await once(start(...args, '--resume', join(folder, 'whole.json')), 'close')
  const took = performance.now() - startedAt
  const random = createRandom(hashOf('killed'))
  let killed = 0

  for (let round = 0; round < kills; round++) {
    // Every other run goes on where one was killed.
    if (round % 2 === 0) await rm(results, { force: true })
    const child = start(...args, '--resume', results)
    const closed = once(child, 'close')
    await Promise.race([closed, setTimeout(random.next() * took)])
    child.kill('SIGKILL')
    await closed
    if (child.signalCode === 'SIGKILL') killed++
    // What a killed process was about to put in its place stands beside it, until the next one takes it away.
    const files = (await readdir(folder)).filter((file) => file.endsWith('.json'))
    for (const file of files) expect(JSON.parse(await readFile(join(folder, file), 'utf8'))).toBeTypeOf('object')
  }

  const last = start(...args, '--resume', results)
  await once(last, 'close')
  expect((await readdir(folder)).toSorted()).toEqual(['report.json', 'results.json', 'whole.json'])
  expect(last.exitCode).toBe(0)
  expect(killed).toBeGreaterThan(kills / 3)
  expect(await readFile(results, 'utf8')).toContain('passed')
})
