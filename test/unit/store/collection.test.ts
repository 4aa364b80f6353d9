import { expect, test, vi } from 'vitest'
import type { Collection, PageAsk, StoredCompletion } from '../../../src/core/collections.ts'
import { createSpace } from '../../../src/store/space.ts'
import { completionKind } from '../../../src/store/item-kinds.ts'
import { collectionOf, idsOf, storedCompletion } from '../../support/stored.ts'

const five = [1, 2, 3, 4, 5].map((ordinal) => storedCompletion(ordinal))

const pageOf = async (
  collection: Collection<StoredCompletion>,
  ask: Partial<PageAsk<StoredCompletion>>,
): Promise<unknown> => {
  const page = await collection.page({ holds: () => true, after: undefined, limit: 20, order: 'asc', ...ask })
  return page && { ids: page.items.map(({ id }) => id.slice('chatcmpl-'.length)).join(), has_more: page.has_more }
}

test.each<{ ask: Partial<PageAsk<StoredCompletion>>; ids: string; has_more: boolean }>([
  { ask: {}, ids: '1,2,3,4,5', has_more: false },
  { ask: { limit: 2 }, ids: '1,2', has_more: true },
  { ask: { limit: 2, after: 'chatcmpl-3' }, ids: '4,5', has_more: false },
  { ask: { order: 'desc', limit: 2 }, ids: '5,4', has_more: true },
  { ask: { order: 'desc', limit: 2, after: 'chatcmpl-3' }, ids: '2,1', has_more: false },
  { ask: { holds: ({ ordinal }) => ordinal % 2 === 1, limit: 2 }, ids: '1,3', has_more: true },
  { ask: { holds: ({ ordinal }) => ordinal % 2 === 1, after: 'chatcmpl-2' }, ids: '3,5', has_more: false },
  { ask: { after: 'chatcmpl-5' }, ids: '', has_more: false },
])('the page $ask has $ids', async ({ ask, ids, has_more }) => {
  expect(await pageOf(collectionOf(five), ask)).toEqual({ ids, has_more })
})

test('time orders a list, not the order in which answers were sent', async () => {
  const collection = collectionOf([
    storedCompletion(3, { created: 20 }),
    storedCompletion(2, { created: 10 }),
    storedCompletion(1, { created: 10 }),
    storedCompletion(4, { created: 5 }),
  ])

  expect(await idsOf(collection)).toEqual(['chatcmpl-4', 'chatcmpl-1', 'chatcmpl-2', 'chatcmpl-3'])
})

test('there is no page behind an id that never was', async () => {
  expect(await pageOf(collectionOf(five), { after: 'chatcmpl-6' })).toBeUndefined()
})

test('the page behind a completion that was deleted begins where it stood', async () => {
  const collection = collectionOf(five)

  await collection.delete('chatcmpl-3')

  expect(await pageOf(collection, { after: 'chatcmpl-3' })).toEqual({ ids: '4,5', has_more: false })
  expect(await pageOf(collection, { after: 'chatcmpl-3', order: 'desc' })).toEqual({ ids: '2,1', has_more: false })
})

test('a completion is read, changed and deleted by its id', async () => {
  const collection = collectionOf([storedCompletion(1, { metadata: { topic: 'tides', mood: 'calm' } })])

  const updated = await collection.update('chatcmpl-1', { metadata: { topic: 'moons' } })
  const found = await collection.find('chatcmpl-1')

  expect(updated).toEqual(storedCompletion(1, { metadata: { topic: 'moons' } }))
  expect(found).toEqual(updated)
  expect([await collection.delete('chatcmpl-1'), await collection.delete('chatcmpl-1')]).toEqual([true, false])
  expect(await collection.find('chatcmpl-1')).toBeUndefined()
  expect(await collection.update('chatcmpl-1', { metadata: {} })).toBeUndefined()
})

test('names of metadata are names and nothing else', async () => {
  const metadata = JSON.parse('{ "__proto__": "a", "constructor": "b", "toString": "c" }') as Record<string, string>
  const collection = collectionOf([storedCompletion(1), storedCompletion(2, { metadata })])

  const updated = await collection.update('chatcmpl-1', { metadata })

  expect(JSON.stringify(updated?.metadata)).toBe(JSON.stringify(metadata))
  expect(JSON.stringify((await collection.find('chatcmpl-2'))?.metadata)).toBe(JSON.stringify(metadata))
  expect(({} as Record<string, unknown>)['a']).toBeUndefined()
})

test('an id is taken once, and the author can know before', async () => {
  const collection = collectionOf([storedCompletion(1)])
  const other = storedCompletion(2, { id: 'chatcmpl-1' })

  const note = await collection.foresee(other)
  collection.add(other)

  expect(note).toBe('a completion with the id chatcmpl-1 is stored already; this one is not kept')
  expect(await collection.all()).toEqual([storedCompletion(1)])
})

test('the oldest go when there are too many, which is said once before', async () => {
  const collection = collectionOf(five, { most: 5 })

  const notes = [await collection.foresee(storedCompletion(6)), await collection.foresee(storedCompletion(7))]
  collection.add(storedCompletion(6))

  expect(notes).toEqual([
    expect.stringMatching(/^there is no room for more: .* the oldest goes \(5 are kept\)$/),
    undefined,
  ])
  expect(await idsOf(collection)).toEqual(['2', '3', '4', '5', '6'].map((number) => `chatcmpl-${number}`))
})

test('the oldest of all go when they weigh too much together, whosever they are', async () => {
  const space = createSpace(3 * completionKind.weigh(storedCompletion(1)))
  const one = collectionOf(five.slice(0, 2), { space })
  const other = collectionOf([storedCompletion(8)], { space })
  await Promise.all([one.all(), other.all()])

  other.add(storedCompletion(9))

  expect(await idsOf(other)).toEqual(['chatcmpl-8', 'chatcmpl-9'])
  expect(await idsOf(one)).toEqual(['chatcmpl-2'])
})

test('what is longer than all the room there is is not kept', async () => {
  const collection = collectionOf([storedCompletion(1, { messages: 'x'.repeat(1000) })], { space: createSpace(1000) })

  expect(await collection.all()).toEqual([])
})

test('a closed collection is empty, stays so and leaves its room to others', async () => {
  const space = createSpace(5 * completionKind.weigh(storedCompletion(1)))
  const collection = collectionOf(five, { space })
  await collection.all()

  collection.close()
  collection.add(storedCompletion(6))

  expect(await collection.all()).toEqual([])
  expect(space.fits(5 * completionKind.weigh(storedCompletion(1)))).toBe(true)
})

test('writes that overlap take place one after the other', async () => {
  const collection = collectionOf(five)

  const results = await Promise.all([
    collection.update('chatcmpl-1', { metadata: { a: '1' } }),
    collection.delete('chatcmpl-1'),
    collection.update('chatcmpl-1', { metadata: { a: '2' } }),
    collection.find('chatcmpl-2'),
  ])

  expect(results).toEqual([storedCompletion(1, { metadata: { a: '1' } }), true, undefined, storedCompletion(2)])
})

test('every change is told, and no question', async () => {
  const onChange = vi.fn<() => void>()
  const collection = collectionOf([storedCompletion(1)], { onChange })

  await collection.find('chatcmpl-1')
  await collection.update('chatcmpl-1', { metadata: { a: '1' } })
  await collection.delete('chatcmpl-1')
  await collection.delete('chatcmpl-1')

  expect(onChange).toHaveBeenCalledTimes(3)
})
