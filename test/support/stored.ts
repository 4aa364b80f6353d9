import { Ajv2020 } from 'ajv/dist/2020.js'
import type { Collection, StoredCompletion } from '../../src/core/collections.ts'
import { createCollection, type CollectionOptions, type OwnedCollection } from '../../src/store/collection.ts'
import { completionKind } from '../../src/store/item-kinds.ts'
import { createSpace } from '../../src/store/space.ts'

/** The nth completion of a scope, all but what a test is about filled in. */
export const storedCompletion = (ordinal: number, facts: Partial<StoredCompletion> = {}): StoredCompletion => ({
  id: `chatcmpl-${ordinal}`,
  created: 1_700_000_000,
  ordinal,
  model: 'gpt-4o-mini-2024-07-18',
  requested_model: 'gpt-4o-mini',
  metadata: {},
  completion: '{}',
  messages: '[]',
  ...facts,
})

const validate = new Ajv2020().compile(completionKind.schema)

/** A collection that holds these completions, held to the schema of what is stored. */
export const collectionOf = (
  items: readonly StoredCompletion[],
  options: Partial<CollectionOptions<StoredCompletion>> = {},
): OwnedCollection<StoredCompletion> => {
  const collection = createCollection({
    kind: completionKind,
    check: (value) => (validate(value) ? [] : (validate.errors ?? [])),
    space: createSpace(2 ** 27),
    most: 10_000,
    onChange: () => {},
    ...options,
  })
  for (const item of items) collection.add(item)
  return collection
}

export const idsOf = async (collection: Collection<StoredCompletion>): Promise<readonly string[]> =>
  (await collection.all()).map(({ id }) => id)
