import { mkdir, readdir, readFile, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openState, type StateFile, type StateOptions } from '../../src/adapters/state.ts'
import { isCuecardError } from '../../src/core/errors.ts'
import { createCuecard, type Cuecard } from '../../src/cuecard.ts'
import { folderOf } from '../support/folder.ts'

const url = 'https://api.openai.com/v1/chat/completions'
const headers = { authorization: 'Bearer sk-test' }

/** The id of a completion that the cuecard is asked to store. */
const stored = async ({ fetch }: Pick<Cuecard, 'fetch'>, content = 'Hello!'): Promise<string> => {
  const body = { model: 'gpt-4o-mini', store: true, metadata: { a: 'b' }, messages: [{ role: 'user', content }] }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  return ((await response.json()) as { readonly id: string }).id
}

const list = async ({ fetch }: Pick<Cuecard, 'fetch'>): Promise<readonly { readonly id: string }[]> => {
  const response = await fetch(url, { headers })
  return ((await response.json()) as { readonly data: readonly { readonly id: string }[] }).data
}

const idsOf = async (view: Pick<Cuecard, 'fetch'>): Promise<readonly string[]> => (await list(view)).map(({ id }) => id)

const fileWith = async (text?: string): Promise<string> => {
  const folder = await folderOf(text === undefined ? { 'notes.txt': '' } : { 'state.json': text })
  return join(folder, 'state.json')
}

/** A state that is written before the test's folder goes. */
const opened = async (file: string, options?: StateOptions): Promise<StateFile> => {
  const state = await openState(file, options)
  onTestFinished(() => state.flush())
  return state
}

test('what is stored is there after a restart, scope by scope, and new ids are new', async () => {
  const file = await fileWith()
  const before = await opened(file)
  const first = createCuecard({ state: before })
  const ids = [await stored(first, 'One'), await stored(first, 'Zwei 🐚 \u2028 "drei"')]
  const other = await stored(first.scope('other'))
  const completions = await list(first)
  await before.flush()

  const second = createCuecard({ state: await opened(file) })

  expect(await list(second)).toEqual(completions)
  expect(await idsOf(second.scope('other'))).toEqual([other])
  const next = await stored(second)
  expect(await idsOf(second)).toEqual([...ids, next])
  expect(new Set([...ids, next]).size).toBe(3)
})

test('a change is written by itself, without leaving anything else behind', async () => {
  const file = await fileWith()
  const cuecard = createCuecard({ state: await opened(file) })

  const id = await stored(cuecard)

  await vi.waitFor(async () => expect(await readFile(file, 'utf8')).toContain(id), { timeout: 5_000 })
  expect(await readdir(join(file, '..'))).toEqual(['notes.txt', 'state.json'])
})

test('scopes that nobody asked for in the meantime are kept', async () => {
  const file = await fileWith()
  const before = await opened(file)
  const id = await stored(createCuecard({ state: before }).scope('idle'))
  await before.flush()

  const between = await opened(file)
  await stored(createCuecard({ state: between }).scope('busy'))
  await between.flush()

  expect(await idsOf(createCuecard({ state: await opened(file) }).scope('idle'))).toEqual([id])
})

test('what is deleted, changed or reset is so in the file too', async () => {
  const file = await fileWith()
  const state = await opened(file)
  const cuecard = createCuecard({ state })
  const [deleted, changed] = [await stored(cuecard), await stored(cuecard)]
  await stored(cuecard.scope('gone'))

  await cuecard.fetch(`${url}/${deleted}`, { method: 'DELETE', headers })
  await cuecard.fetch(`${url}/${changed}`, { method: 'POST', headers, body: '{"metadata":{"mood":"calm"}}' })
  cuecard.scope('gone').reset()
  await state.flush()

  const after = createCuecard({ state: await opened(file) })
  expect(await list(after)).toEqual([expect.objectContaining({ id: changed, metadata: { mood: 'calm' } })])
  expect(await list(after.scope('gone'))).toEqual([])
})

test('a reset before the first call forgets what was kept', async () => {
  const file = await fileWith()
  const before = await opened(file)
  await stored(createCuecard({ state: before }))
  await before.flush()
  const state = await opened(file)
  const cuecard = createCuecard({ state })

  cuecard.reset()
  await state.flush()

  expect(await list(cuecard)).toEqual([])
  expect((await opened(file)).saved).toEqual([])
})

const whole = '{"cuecard":"state","version":1,"scopes":[]}'

test.each([
  ['cut off', whole.slice(0, -5)],
  ['empty', ''],
  ['of another kind', '{"name":"my-app","version":1}'],
  ['no object', '[1,2]'],
  ['short of a member', '{"cuecard":"state","version":1}'],
  ['wrong inside', '{"cuecard":"state","version":1,"scopes":[{"name":"default","completions":[{"id":7}]}]}'],
  ['without a version', '{"cuecard":"state","version":"2","scopes":[]}'],
])('a file that is %s is set aside and reported', async (_, text) => {
  const file = await fileWith(text)
  const problems: string[] = []

  const state = await opened(file, { onProblem: (message) => problems.push(message) })
  const id = await stored(createCuecard({ state }))
  await state.flush()

  const damaged = (await readdir(join(file, '..'))).find((name) => name.includes('.damaged-')) ?? ''
  expect(damaged).toMatch(/^state\.json\.damaged-\d{17}$/)
  expect(await readFile(join(file, '..', damaged), 'utf8')).toBe(text)
  expect(problems).toEqual([
    expect.stringMatching(/state\.json is damaged \(.+\): it is kept as .+damaged-\d+, and nothing is read/),
  ])
  expect(await readFile(file, 'utf8')).toContain(id)
})

test('a file of a later version is refused and left alone', async () => {
  const file = await fileWith('{"cuecard":"state","version":2,"shelves":[]}')

  const failure: unknown = await openState(file).catch((error: unknown) => error)

  expect(isCuecardError(failure) && failure.code).toBe('bad_state')
  expect(failure).toHaveProperty('message', expect.stringContaining('is of version 2, which a later cuecard wrote'))
  expect(await readdir(join(file, '..'))).toEqual(['state.json'])
})

test('a file that cannot be written is refused at once', async () => {
  const failure: unknown = await openState(join(await fileWith(), 'folder', 'state.json')).catch(
    (error: unknown) => error,
  )

  expect(failure).toMatchObject({ code: 'bad_state', message: expect.stringContaining('cannot keep state in') })
})

test('a write that fails is reported and tried again', async () => {
  const file = await fileWith()
  const problems: string[] = []
  const state = await opened(file, { onProblem: (message) => problems.push(message) })
  const blocked = `${file}.${process.pid}.tmp`
  await mkdir(blocked)
  const id = await stored(createCuecard({ state }))

  await state.flush()
  await rmdir(blocked)
  await state.flush()

  expect(problems).toEqual([expect.stringContaining(`cannot write ${file}`)])
  expect(await readFile(file, 'utf8')).toContain(id)
})
