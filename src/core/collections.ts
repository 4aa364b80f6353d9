import type { JsonObject } from './json.ts'

/** What a collection holds: known by its id, in order of time. */
export interface Item {
  readonly id: string
  /** Seconds since 1970. */
  readonly created: number
  /** Tells apart what was created in the same second: the later one has the greater number. */
  readonly ordinal: number
}

/** Items of one kind, bounded: the oldest go. What was written first is there for everybody who reads later. */
export interface Collection<T extends Item> {
  /** An item whose id is taken is left out. */
  add(item: T): void
  /** What the author may want to know before this item is added: that its id is taken, or that others will have to go. */
  foresee(item: T): Promise<string | undefined>
  find(id: string): Promise<T | undefined>
  /** All of them, in order of time. */
  all(): Promise<readonly T[]>
  /** `undefined` when there never was an item with the id `after`; one that is gone still has its place. */
  page(ask: PageAsk<T>): Promise<Page<T> | undefined>
  /** The item as it is then; `undefined` when there is none. */
  update(id: string, change: Partial<Omit<T, keyof Item>>): Promise<T | undefined>
  /** Whether there was one. */
  delete(id: string): Promise<boolean>
}

/** A part of a collection. */
export interface PageAsk<T> {
  holds(item: T): boolean
  /** The id of the last item of the page before. */
  readonly after: string | undefined
  readonly limit: number
  readonly order: 'asc' | 'desc'
}

export interface Page<T> {
  readonly items: readonly T[]
  readonly has_more: boolean
}

/** A completion that a call asked to keep. As texts: ten thousand of them are to take no more than their bytes. */
export interface StoredCompletion extends Item {
  /** As the answer names it. */
  readonly model: string
  /** As the request names it. */
  readonly requested_model: string
  readonly metadata: Readonly<Record<string, string>>
  /** The completion, as JSON. */
  readonly completion: string
  /** The messages of the request, as JSON. */
  readonly messages: string
}

/** A model on offer. */
export interface Model extends Item {
  readonly owned_by: string
}

/** What outlives a call. */
export interface Collections {
  /** Of the call's scope. */
  readonly completions: Collection<StoredCompletion>
  /** Of all scopes. */
  readonly models: Collection<Model>
}

/** What is kept of a scope when the process ends. */
export interface SavedScope {
  readonly name: string
  readonly completions: readonly StoredCompletion[]
}

/** Keeps what is stored for the next process. */
export interface StateKeeper {
  /** What was kept when this process began. */
  readonly saved: readonly SavedScope[]
  /** Told of every change; `read` says what is there to be kept by then. */
  changed(read: () => Promise<readonly SavedScope[]>): void
}

/** JSON Schema of a kind of item. */
export interface ItemKind<T extends Item> {
  readonly name: string
  readonly schema: JsonObject
  /** About how many bytes an item takes. */
  weigh(item: T): number
}
