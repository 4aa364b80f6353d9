import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { parseContract } from '../../src/checks/contract-file.ts'
import { createRandom, hashOf } from '../../src/core/random.ts'
import { folderOf } from '../support/folder.ts'
import { root } from './command-line.ts'

const bin = join(root, 'src/cli/cuecard.ts')

const start = (...args: readonly string[]) =>
  spawn(process.execPath, [bin, 'run', ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s goes to the program, whose end is reported', async (signal) => {
  const child = start(
    '--',
    process.execPath,
    '-e',
    `process.on('${signal}', () => { console.log('got ${signal}'); process.exit(3) }); setInterval(() => {}, 1000); console.log('ready')`,
  )
  await once(child.stdout, 'data')
  const said = Promise.all([text(child.stdout), text(child.stderr)])

  child.kill(signal)

  const [[stdout, stderr]] = await Promise.all([said, once(child, 'close')])
  expect({ code: child.exitCode, stdout }).toEqual({ code: 3, stdout: `got ${signal}\n` })
  expect(stderr).toContain('in 0 calls')
})

/** Three kinds of calls by the means that start fastest. */
const threeCalls = `
  const { request } = require('node:http')
  for (const n of [1, 2, 3])
    request(process.env.OPENAI_BASE_URL + '/chat/completions', {
      method: 'POST',
      headers: { authorization: 'Bearer x', 'content-type': 'application/json' },
    }, (response) => response.resume()).on('error', () => {}).end(JSON.stringify({ model: 'gpt-4o', n, messages: [{ role: 'user', content: 'x'.repeat(300) }] }))
`

/** A run takes half a second; `CUECARD_KILLS=100` looks closer. */
const kills = Number(process.env['CUECARD_KILLS'] ?? 6)

test('killed at any moment, run leaves files that are whole', { timeout: 300_000 }, async () => {
  const folder = await folderOf({})
  const contract = join(folder, 'contract.yaml')
  const report = join(folder, 'report.json')
  const args = ['--contract', contract, '--report', `json=${report}`, '--', process.execPath, '-e', threeCalls]
  await once(start(...args), 'close')
  const startedAt = performance.now()
  await once(start(...args), 'close')
  const took = performance.now() - startedAt
  const written = await readFile(contract, 'utf8')
  const random = createRandom(hashOf('killed'))
  let killed = 0

  for (let round = 0; round < kills; round++) {
    const child = start(...args)
    const closed = once(child, 'close')
    await setTimeout(took * random.next())
    child.kill('SIGKILL')
    await closed
    if (child.signalCode === 'SIGKILL') killed++

    expect(await readFile(contract, 'utf8')).toBe(written)
    expect(JSON.parse(await readFile(report, 'utf8'))).toMatchObject({ calls: 3 })
  }

  expect(killed).toBeGreaterThan(kills / 3)
  expect((await parseContract(written, contract)).exchanges).toHaveLength(3)
  await once(start(...args), 'close')
  expect((await readdir(folder)).toSorted()).toEqual(['contract.yaml', 'report.json'])
})
