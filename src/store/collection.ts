import { Collection as Records } from '@msw/data'
import type { Collection, Item, ItemKind, Page, PageAsk } from '../core/collections.ts'
import type { SchemaCheck } from '../core/contract.ts'
import type { Space } from './space.ts'

/** A collection that its owner can empty for good. */
export interface OwnedCollection<T extends Item> extends Collection<T> {
  /** Forgets everything; what is added later is left out. */
  close(): void
}

export interface CollectionOptions<T extends Item> {
  readonly kind: ItemKind<T>
  readonly check: SchemaCheck
  /** What this collection shares with others. */
  readonly space: Space
  /** How many items at most. */
  readonly most: number
  /** Told of every change. */
  readonly onChange: () => void
}

/** Where an item stands in time. */
type Place = Pick<Item, 'created' | 'ordinal'>

type Kept<T> = ReturnType<Records<StandardSchema<T>>['all']>[number]

interface Held<T> {
  readonly item: Kept<T>
  /** Makes room for others. */
  readonly leave: () => void
}

/**
 * Records of `@msw/data`. Ids are found through a map beside it, and order and pages are made here: the library begins a page with its cursor
 * and cuts it before it sorts.
 */
export const createCollection = <T extends Item>(options: CollectionOptions<T>): OwnedCollection<T> => {
  const { kind, space, most, onChange } = options
  const records = new Records({ schema: standardSchemaOf<T>(options.check) })
  const held = new Map<string, Held<T>>()
  const gone = new Map<string, Place>()
  let isClosed = false
  let isFullTold = false
  /** Ids of those that make room for others, of whatever collection, and are out by the next turn. */
  const leaving = new Set<string>()
  // The library's writes take their time; in a queue none comes between the steps of another, and reading waits for them.
  let queue: Promise<unknown> = Promise.resolve()
  const inTurn = <Result>(work: () => Promise<Result> | Result): Promise<Result> => {
    const result = queue.then(() => {
      for (const id of leaving) remove(id)
      leaving.clear()
      return work()
    })
    queue = result.catch(() => undefined)
    return result
  }

  const remove = (id: string): boolean => {
    const found = held.get(id)
    if (found === undefined) return false
    held.delete(id)
    space.free(found.leave)
    records.delete(found.item)
    gone.set(id, { created: found.item.created, ordinal: found.item.ordinal })
    dropOldest(gone, most, (oldest) => gone.delete(oldest))
    onChange()
    return true
  }

  const insert = async (item: T): Promise<void> => {
    if (isClosed || held.has(item.id)) return
    const record = await records.create(item)
    const leave = (): void => {
      space.free(leave)
      leaving.add(item.id)
      void inTurn(() => undefined)
    }
    held.set(item.id, { item: record, leave })
    dropOldest(held, most, remove)
    space.take(leave, kind.weigh(item))
    onChange()
  }

  const change = async (id: string, changes: Partial<Omit<T, keyof Item>>): Promise<T | undefined> => {
    const found = held.get(id)
    if (found === undefined) return undefined
    const item = await records.update(found.item, {
      data: (draft) => {
        Object.assign(draft, changes)
      },
    })
    if (item === undefined) return undefined
    space.free(found.leave)
    held.set(id, { item, leave: found.leave })
    space.take(found.leave, kind.weigh(item))
    onChange()
    return item
  }

  const pageOf = ({ holds, after, limit, order }: PageAsk<T>): Page<T> | undefined => {
    const from = after === undefined ? undefined : (held.get(after)?.item ?? gone.get(after))
    if (after !== undefined && from === undefined) return undefined
    const inOrder = order === 'asc' ? byPlace : (one: Place, other: Place) => byPlace(other, one)
    const found = records.findMany((query) =>
      query.where((record) => (from === undefined || inOrder(from, record) < 0) && holds(record)),
    )
    return { items: found.toSorted(inOrder).slice(0, limit), has_more: found.length > limit }
  }

  return {
    add: (item) => void inTurn(() => insert(item)),
    foresee: (item) =>
      inTurn(() => {
        if (held.has(item.id)) return `a ${kind.name} with the id ${item.id} is stored already; this one is not kept`
        if (isFullTold || (held.size < most && space.fits(kind.weigh(item)))) return undefined
        isFullTold = true
        return `there is no room for more: for every ${kind.name} that is stored from here on the oldest goes (${held.size} are kept)`
      }),
    find: (id) => inTurn(() => held.get(id)?.item),
    all: () => inTurn(() => records.all().toSorted(byPlace)),
    page: (ask) => inTurn(() => pageOf(ask)),
    update: (id, changes) => inTurn(() => change(id, changes)),
    delete: (id) => inTurn(() => remove(id)),
    close: () => {
      isClosed = true
      for (const { leave } of held.values()) space.free(leave)
      void inTurn(() => {
        held.clear()
        gone.clear()
        records.clear()
      })
    },
  }
}

const byPlace = (one: Place, other: Place): number => one.created - other.created || one.ordinal - other.ordinal

/** A map remembers the order in which things came. */
const dropOldest = (map: ReadonlyMap<string, unknown>, most: number, drop: (id: string) => void): void => {
  for (const id of map.keys()) {
    if (map.size <= most) return
    drop(id)
  }
}

/** What libraries have agreed on for schemas (https://standardschema.dev), as far as it is used here. */
interface StandardSchema<T> {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly validate: (value: unknown) => { readonly value: T } | { readonly issues: readonly { message: string }[] }
    readonly types?: { readonly input: T; readonly output: T }
  }
}

const standardSchemaOf = <T>(check: SchemaCheck): StandardSchema<T> => ({
  '~standard': {
    version: 1,
    vendor: 'cuecard',
    validate: (value) => {
      const errors = check(value)
      // The check has just said that it is one.
      if (errors.length === 0) return { value: value as T }
      return { issues: errors.map(({ instancePath, message = '' }) => ({ message: `${instancePath} ${message}` })) }
    },
  },
})
