import { loadOnce, type Loading } from '../core/loader.ts'
import type {
  Collections,
  Item,
  ItemKind,
  Model,
  SavedScope,
  StateKeeper,
  StoredCompletion,
} from '../core/collections.ts'
import type { SchemaCheck, SchemaCompiler } from '../core/contract.ts'
import type { CollectionOptions, OwnedCollection } from './collection.ts'
import { completionKind, modelKind } from './item-kinds.ts'
import { createSpace } from './space.ts'

/** The collections of all scopes. The library behind them is loaded when a call first asks for one. */
export interface AllCollections {
  of(scope: string): Promise<Collections>
  /** Number of the last call of which something was kept for this process: a scope counts on from there, so that no id comes twice. */
  lastOrdinal(scope: string): number
  /** Forgets what is kept in a scope; without a name, in all. */
  forget(scope?: string): void
}

export interface AllCollectionsOptions {
  readonly compiler: () => Loading<SchemaCompiler>
  readonly models: () => readonly Model[]
  readonly keeper?: StateKeeper | undefined
  /** How many items a collection holds. Default: 10 000. */
  readonly most?: number
  /** What they weigh together. Default: 128 MiB. */
  readonly maxBytes?: number
}

type Limits = Pick<CollectionOptions<Item>, 'space' | 'most' | 'onChange'>

/** So many scopes are kept for the next process. */
const mostScopes = 10_000

export const createCollections = (options: AllCollectionsOptions): AllCollections => {
  const { compiler, keeper, most = 10_000, maxBytes = 2 ** 27 } = options
  const space = createSpace(maxBytes)
  const saved = new Map(keeper?.saved.map((scope) => [scope.name, scope]))
  const opened = new Map<string, Promise<OwnedCollection<StoredCompletion>>>()

  const create = async <T extends Item>(kind: ItemKind<T>, limits: Limits): Promise<OwnedCollection<T>> => {
    const [{ createCollection }, { compile }] = await Promise.all([import('./collection.ts'), compiler()])
    return createCollection({ kind, check: checkOf(compile(kind.schema)), ...limits })
  }
  const models = loadOnce(async () => {
    const collection = await create(modelKind, { space: createSpace(Infinity), most: Infinity, onChange: () => {} })
    for (const model of options.models()) collection.add(model)
    return collection
  })

  const tell = (): void => keeper?.changed(read)
  const read = async (): Promise<readonly SavedScope[]> => {
    const waiting = [...saved.values()].filter(({ name }) => !opened.has(name))
    const live = [...opened].map(async ([name, completions]) => ({
      name,
      completions: await (await completions).all(),
    }))
    const scopes = [...waiting, ...(await Promise.all(live))]
    return scopes.filter(({ completions }) => completions.length > 0).slice(-mostScopes)
  }

  const open = async (scope: string): Promise<OwnedCollection<StoredCompletion>> => {
    // What was saved is no change.
    let onChange = (): void => undefined
    const completions = await create(completionKind, { space, most, onChange: () => onChange() })
    for (const item of saved.get(scope)?.completions ?? []) completions.add(item)
    saved.delete(scope)
    await completions.all()
    onChange = tell
    return completions
  }
  const completionsOf = (scope: string): Promise<OwnedCollection<StoredCompletion>> => {
    const known = opened.get(scope)
    if (known !== undefined) return known
    const completions = open(scope)
    opened.set(scope, completions)
    return completions
  }

  const forget = (scope: string): void => {
    const isKnown = saved.delete(scope)
    const completions = opened.get(scope)
    opened.delete(scope)
    void completions?.then(({ close }) => close())
    if (isKnown || completions !== undefined) tell()
  }

  return {
    of: async (scope) => ({ completions: await completionsOf(scope), models: await models() }),
    lastOrdinal: (scope) =>
      saved.get(scope)?.completions.reduce((last, { ordinal }) => Math.max(last, ordinal), 0) ?? 0,
    forget: (scope) => {
      for (const name of scope === undefined ? [...saved.keys(), ...opened.keys()] : [scope]) forget(name)
    },
  }
}

/** What cannot be compiled (on a page that allows no code from text) was made by cuecard itself and is let in. */
const checkOf = (compiled: ReturnType<SchemaCompiler['compile']>): SchemaCheck =>
  'check' in compiled ? compiled.check : () => []
