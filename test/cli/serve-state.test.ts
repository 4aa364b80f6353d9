import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { folderOf } from '../support/folder.ts'
import { cuecard, served, type Served } from './command-line.ts'

const serving = async (...args: readonly string[]): Promise<Served> => {
  const server = await served('--log', 'json', ...args)
  onTestFinished(() => server[Symbol.asyncDispose]())
  return server
}

const headers = { authorization: 'Bearer sk-test', 'content-type': 'application/json' }

const store = async (baseUrl: string): Promise<string> => {
  const body = { model: 'gpt-4o-mini', store: true, messages: [{ role: 'user', content: 'Hello!' }] }
  const response = await fetch(`${baseUrl}/chat/completions`, { method: 'POST', headers, body: JSON.stringify(body) })
  return ((await response.json()) as { readonly id: string }).id
}

const list = async (baseUrl: string): Promise<readonly string[]> => {
  const { data } = (await (await fetch(`${baseUrl}/chat/completions`, { headers })).json()) as {
    readonly data: readonly { readonly id: string }[]
  }
  return data.map(({ id }) => id)
}

test('--state keeps stored completions over a Ctrl-C', async () => {
  const file = join(await folderOf({ 'notes.txt': '' }), 'state.json')
  const first = await serving('--state', file)
  const id = await store(first.baseUrl)
  first.signal('SIGINT')
  expect(await first.ended()).toBe(0)

  const second = await serving('--state', file)
  const next = await store(second.baseUrl)

  expect(next).not.toBe(id)
  expect(await list(second.baseUrl)).toEqual([id, next])
})

test('--state survives a kill: the file holds what was there before or after a change, never half of it', async () => {
  const file = join(await folderOf({ 'notes.txt': '' }), 'state.json')
  const server = await serving('--state', file)
  const id = await store(server.baseUrl)
  await expect.poll(() => readFile(file, 'utf8'), { timeout: 5_000 }).toContain(id)

  await Promise.all(Array.from({ length: 20 }, () => store(server.baseUrl)))
  await server[Symbol.asyncDispose]()

  const restarted = await serving('--state', file)
  expect(await list(restarted.baseUrl)).toContain(id)
})

test('a damaged state file is set aside and named', async () => {
  const folder = await folderOf({ 'state.json': '{"cuecard":"sta' })

  const server = await serving('--state', join(folder, 'state.json'))

  expect(await server.nextComplaint()).toMatch(/state\.json is damaged \(.+\): it is kept as .+\.damaged-\d+/)
  expect(await list(server.baseUrl)).toEqual([])
  expect((await readdir(folder)).filter((name) => name.includes('damaged'))).toHaveLength(1)
})

test('a state file of a later version is refused', async () => {
  const folder = await folderOf({ 'state.json': '{"cuecard":"state","version":9}' })

  const ended = await cuecard('serve', '--port', '0', '--state', join(folder, 'state.json'))

  expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining('version 9, which a later cuecard wrote') })
})
