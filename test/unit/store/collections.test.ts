import { expect, test } from 'vitest'
import type { SavedScope, StateKeeper } from '../../../src/core/collections.ts'
import { createCollections, type AllCollectionsOptions } from '../../../src/store/collections.ts'
import { idsOf, storedCompletion } from '../../support/stored.ts'

const opened = (options: Partial<AllCollectionsOptions> = {}) =>
  createCollections({
    compiler: async () => ({ compile: () => ({ check: () => [] }) }),
    models: () => [{ id: 'my-model', created: 0, ordinal: 0, owned_by: 'system' }],
    ...options,
  })

/** A keeper that writes down what it would keep after every change it is told of. */
const keeperOf = (...saved: readonly SavedScope[]) => {
  const kept: Promise<readonly SavedScope[]>[] = []
  const keeper: StateKeeper = { saved, changed: (read) => kept.push(read()) }
  return { keeper, latest: () => kept.at(-1), kept }
}

const saved = { name: 'default', completions: [storedCompletion(4), storedCompletion(7)] }

test('scopes keep completions apart and share the models', async () => {
  const collections = opened()
  const [one, other] = [await collections.of('one'), await collections.of('other')]

  one.completions.add(storedCompletion(1))

  expect([await idsOf(one.completions), await idsOf(other.completions)]).toEqual([['chatcmpl-1'], []])
  expect((await collections.of('one')).completions).toBe(one.completions)
  expect(await other.models.find('my-model')).toMatchObject({ owned_by: 'system' })
})

test('a scope begins with what was saved of it, and counts on from there', async () => {
  const { keeper, kept } = keeperOf(saved)
  const collections = opened({ keeper })

  const last = [collections.lastOrdinal('default'), collections.lastOrdinal('other')]
  const { completions } = await collections.of('default')

  expect(last).toEqual([7, 0])
  expect(await completions.all()).toEqual(saved.completions)
  expect(kept).toEqual([])
})

test('a change is told with everything there is to keep, scopes that nobody asked for included', async () => {
  const idle = { name: 'idle', completions: [storedCompletion(2)] }
  const { keeper, latest } = keeperOf(saved, idle)
  const { completions } = await opened({ keeper }).of('default')

  await completions.delete('chatcmpl-4')

  expect(await latest()).toEqual([idle, { name: 'default', completions: [storedCompletion(7)] }])
})

test('a forgotten scope is empty, and no later answer gets into it', async () => {
  const { keeper, latest } = keeperOf(saved)
  const collections = opened({ keeper })
  const before = await collections.of('default')

  collections.forget('default')
  before.completions.add(storedCompletion(8))

  expect(await idsOf((await collections.of('default')).completions)).toEqual([])
  expect(collections.lastOrdinal('default')).toBe(0)
  expect(await latest()).toEqual([])
})

test('all scopes can be forgotten before any of them was asked for', async () => {
  const { keeper, latest } = keeperOf(saved)
  const collections = opened({ keeper })

  collections.forget()

  expect(await latest()).toEqual([])
  expect(await idsOf((await collections.of('default')).completions)).toEqual([])
})

test('where the compiler makes nothing of a schema, items are let in', async () => {
  const refusing = opened({ compiler: async () => ({ compile: () => ({ reason: 'no code from text' }) }) })
  const { completions } = await refusing.of('default')

  completions.add(storedCompletion(1))

  expect(await idsOf(completions)).toEqual(['chatcmpl-1'])
})
