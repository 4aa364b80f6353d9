import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Collection, PageAsk, StoredCompletion } from '../../src/core/collections.ts'
import { collectionOf, storedCompletion } from '../support/stored.ts'

const completions = fc
  .uniqueArray(fc.nat({ max: 200 }), { maxLength: 40 })
  .chain((ordinals) =>
    fc.tuple(
      ...ordinals.map((ordinal) =>
        fc
          .record({ created: fc.nat({ max: 3 }), topic: fc.constantFrom('tides', 'moons') })
          .map(({ created, topic }) => storedCompletion(ordinal, { created, metadata: { topic } })),
      ),
    ),
  )

const ways = fc.record({
  order: fc.constantFrom('asc' as const, 'desc' as const),
  limit: fc.integer({ min: 1, max: 12 }),
  topic: fc.constantFrom('tides', 'moons', undefined),
})

/** All pages, one behind the other; `between` is called with each of them. */
const pages = async (
  collection: Collection<StoredCompletion>,
  ask: Omit<PageAsk<StoredCompletion>, 'after'>,
  between: (ids: readonly string[]) => Promise<unknown>,
): Promise<readonly string[]> => {
  const ids: string[] = []
  for (;;) {
    const page = await collection.page({ ...ask, after: ids.at(-1) })
    if (page === undefined) throw new Error(`there is no page behind ${ids.at(-1)}`)
    const found = page.items.map(({ id }) => id)
    expect(found.length).toBe(page.has_more ? ask.limit : Math.min(found.length, ask.limit))
    ids.push(...found)
    if (!page.has_more) return ids
    await between(found)
  }
}

const inTime = (items: readonly StoredCompletion[]): readonly StoredCompletion[] =>
  items.toSorted((one, other) => one.created - other.created || one.ordinal - other.ordinal)

test('paging any way gives exactly what matches, in order, each once', () =>
  fc.assert(
    fc.asyncProperty(completions, ways, async (items, { order, limit, topic }) => {
      const holds = ({ metadata }: StoredCompletion): boolean => topic === undefined || metadata['topic'] === topic

      const ids = await pages(collectionOf(items), { holds, limit, order }, async () => {})

      const sorted = inTime(items.filter(holds)).map(({ id }) => id)
      expect(ids).toEqual(order === 'asc' ? sorted : sorted.toReversed())
    }),
    { seed: 17, numRuns: 200 },
  ))

test('paging while others are deleted misses nothing that stays and repeats nothing', () =>
  fc.assert(
    fc.asyncProperty(completions, ways, fc.infiniteStream(fc.nat({ max: 200 })), async (items, way, numbers) => {
      const collection = collectionOf(items)
      const deleted = new Set<string>()
      const remove = async (id: string): Promise<void> => void ((await collection.delete(id)) && deleted.add(id))

      // The last of a page goes every time: it is what the next page begins behind.
      const ids = await pages(collection, { holds: () => true, limit: way.limit, order: way.order }, async (found) => {
        await remove(found.at(-1) ?? '')
        await remove(`chatcmpl-${numbers.next().value}`)
      })

      expect(new Set(ids).size).toBe(ids.length)
      const stayed = inTime(items.filter(({ id }) => !deleted.has(id))).map(({ id }) => id)
      const seen = ids.filter((id) => !deleted.has(id))
      expect(seen).toEqual(way.order === 'asc' ? stayed : stayed.toReversed())
    }),
    { seed: 18, numRuns: 200 },
  ))
