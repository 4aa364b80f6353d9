import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { watchScenarios, type Reload } from '../../src/adapters/watch.ts'
import { isCuecardError } from '../../src/core/errors.ts'
import { folderOf } from '../support/folder.ts'

const scenario = (name: string): string => `cuecard: 1\nname: ${name}\ncues: [{ reply: { content: Hi } }]\n`

/** Watches patterns in a folder; `next` gives what the next reload that has not been asked for came to. */
const watching = async (folder: string, ...patterns: readonly string[]) => {
  const reloads: Reload[] = []
  let arrived = Promise.withResolvers<void>()
  const stop = await watchScenarios(patterns, {
    cwd: folder,
    onReload: (reload) => {
      reloads.push(reload)
      arrived.resolve()
    },
  })
  onTestFinished(stop)
  const next = async (): Promise<readonly string[]> => {
    while (reloads.length === 0) {
      await arrived.promise
      arrived = Promise.withResolvers<void>()
    }
    return told(reloads.shift())
  }
  /** Several steps of one change may be seen as several changes. */
  const until = async (wanted: readonly string[]): Promise<readonly string[]> => {
    let last = await next()
    while (String(last) !== String(wanted)) last = await next()
    return last
  }
  return { next, until, stop }
}

const told = (reload: Reload | undefined): readonly string[] => {
  if (reload === undefined) return []
  if ('scenarios' in reload) return reload.scenarios.map(({ name }) => name)
  return isCuecardError(reload.error) ? [reload.error.code] : [String(reload.error)]
}

test('files are loaded again when one of them is written', async () => {
  const folder = await folderOf({ 'a.yaml': scenario('one'), 'b.yaml': scenario('two') })
  const { next } = await watching(folder, '.')

  await writeFile(join(folder, 'a.yaml'), scenario('changed'))

  expect(await next()).toEqual(['changed', 'two'])
})

test('a file that another takes the place of, as many editors save, is loaded again each time', async () => {
  const folder = await folderOf({ 'a.yaml': scenario('one') })
  const { until } = await watching(folder, 'a.yaml')

  for (const name of ['two', 'three']) {
    await writeFile(join(folder, '.a.yaml.swp'), scenario(name))
    await rename(join(folder, '.a.yaml.swp'), join(folder, 'a.yaml'))

    expect(await until([name])).toEqual([name])
  }
})

test('files that come and go are seen, in folders that come too', async () => {
  const folder = await folderOf({ 'scenarios/a.yaml': scenario('a') })
  const { until } = await watching(folder, 'scenarios/**/*.yaml')

  await mkdir(join(folder, 'scenarios/deep/er'), { recursive: true })
  await writeFile(join(folder, 'scenarios/deep/er/b.yaml'), scenario('b'))
  expect(await until(['a', 'b'])).toEqual(['a', 'b'])

  await writeFile(join(folder, 'scenarios/deep/er/b.yaml'), scenario('c'))
  expect(await until(['a', 'c'])).toEqual(['a', 'c'])

  await rm(join(folder, 'scenarios/deep'), { recursive: true })
  expect(await until(['a'])).toEqual(['a'])
})

test('a folder that is gone is missed, and seen when it comes back', async () => {
  const folder = await folderOf({ 'scenarios/a.yaml': scenario('a') })
  const { until } = await watching(folder, 'scenarios')

  await rm(join(folder, 'scenarios'), { recursive: true })
  expect(await until(['no_files'])).toEqual(['no_files'])

  await mkdir(join(folder, 'scenarios'))
  await writeFile(join(folder, 'scenarios/b.yaml'), scenario('b'))
  expect(await until(['b'])).toEqual(['b'])
})

test('a half-written file is told, and so is the whole one', async () => {
  const folder = await folderOf({ 'a.yaml': scenario('one') })
  const { until } = await watching(folder, '*.yaml')

  await writeFile(join(folder, 'a.yaml'), 'cuecard: 1\ncues: [{ reply: ')
  expect(await until(['bad_scenario'])).toEqual(['bad_scenario'])

  await writeFile(join(folder, 'a.yaml'), scenario('two'))
  expect(await until(['two'])).toEqual(['two'])
})

test('other files do not matter, and what is thrown by who is told comes back as an error', async () => {
  const folder = await folderOf({ 'a.yaml': scenario('one') })
  const errors: unknown[] = []
  const { promise, resolve } = Promise.withResolvers<void>()
  const stop = await watchScenarios('.', {
    cwd: folder,
    onReload: (reload) => {
      if ('scenarios' in reload) throw new Error(`cannot use ${reload.scenarios[0]?.name}`)
      errors.push(reload.error)
      resolve()
    },
  })
  onTestFinished(stop)

  await writeFile(join(folder, 'notes.txt'), 'x')
  await writeFile(join(folder, 'a.yaml'), scenario('two'))
  await promise

  expect(errors.map(String)).toEqual(['Error: cannot use two'])
})
