import { isJsonObject, type JsonObject } from '../core/json.ts'
import type { Outcome } from '../core/reply.ts'
import type { Journal, JournalEntry } from '../core/store.ts'
import { createHeaderTexts, headersOf, type HeaderTexts } from './header-texts.ts'
import { createSlabs, type Slabs } from './slabs.ts'

/** A call as the pipeline tells it, before its outcome is known. Headers still carry keys. */
export interface JournalLine extends Omit<JournalEntry, 'outcome' | 'sequence' | 'request' | 'passed'> {
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: Uint8Array
}

/** Remembers calls of all scopes, bounded. */
export interface CallJournal {
  append(line: JournalLine): JournalEntry
  /** Says how the call of an entry ended. */
  close(entry: JournalEntry, outcome: NonNullable<JournalEntry['outcome']>): void
  /** The calls of one scope, or of all. */
  view(scope?: string): Journal & { readonly calls: readonly JournalEntry[] & { readonly dropped: number } }
  /** How often each rule was broken, by its name; outlives the entries. */
  readonly broken: ReadonlyMap<string, number>
}

export interface JournalOptions {
  /** Of requests' bodies and headers. Default: 64 MiB. */
  readonly maxBytes?: number
  /** Default: 100 000. */
  readonly maxEntries?: number
}

/** Of so many scopes it is known how many calls were dropped. */
const mostScopes = 10_000

/** A journal in memory: over the budget the oldest bodies go first, over the number of entries the oldest entries. */
export const createJournal = ({ maxBytes = 2 ** 26, maxEntries = 100_000 }: JournalOptions = {}): CallJournal => {
  const slabs = createSlabs(maxBytes)
  const headerTexts = createHeaderTexts(slabs)
  let entries: Entry[] = []
  /** Entries in front of this index are dropped; they leave the array now and then, many at a time. */
  let head = 0
  let version = 0
  let ended = 0
  const dropped = new Map<string, number>()
  const broken = new Map<string, number>()

  const dropOldest = (): void => {
    const entry = entries[head++]
    if (entry === undefined) return
    const before = dropped.get(entry.scope)
    if (before === undefined && dropped.size >= mostScopes) return
    dropped.set(entry.scope, (before ?? 0) + 1)
  }
  const compact = (): void => {
    if (head < 1024 || head * 2 < entries.length) return
    entries = entries.slice(head)
    head = 0
  }
  const forget = (scope: string | undefined): void => {
    entries = scope === undefined ? [] : entries.slice(head).filter((entry) => entry.scope !== scope)
    head = 0
    version++
    if (scope !== undefined) return void dropped.delete(scope)
    dropped.clear()
    slabs.clear()
  }
  const select = (scope: string | undefined) => {
    const calls = entries.slice(head)
    return scope === undefined
      ? Object.assign(calls, { dropped: sum(dropped.values()) })
      : Object.assign(
          calls.filter((entry) => entry.scope === scope),
          { dropped: dropped.get(scope) ?? 0 },
        )
  }

  return {
    broken,
    append: (line) => {
      const entry = new Entry(line, slabs, headerTexts)
      entries.push(entry)
      version++
      for (const { rule } of line.violations) broken.set(rule, (broken.get(rule) ?? 0) + 1)
      if (entries.length - head > maxEntries) dropOldest()
      compact()
      return entry
    },
    close: (entry, outcome) => {
      if (entry instanceof Entry) entry.close(outcome, (ended += 1))
    },
    view: (scope) => {
      let known: { readonly version: number; readonly calls: ReturnType<typeof select> } | undefined
      const calls = (): ReturnType<typeof select> => {
        if (known?.version !== version) known = { version, calls: select(scope) }
        return known.calls
      }
      return {
        get calls() {
          return calls()
        },
        get violations() {
          return calls().flatMap((entry) => entry.violations)
        },
        reset: () => forget(scope),
      }
    },
  }
}

const none: readonly never[] = []

/**
 * Kept small: there are many of them, and each has to be passed over whenever memory is collected. So an entry is one object, and what it
 * is asked for rarely is put together then.
 */
class Entry implements JournalEntry {
  readonly ordinal: number
  readonly scope: string
  readonly at: number
  readonly method: string
  readonly path: string
  readonly dialect: string
  readonly endpoint: string | undefined
  readonly request_id: string
  readonly passed: boolean
  readonly cue: string | undefined
  readonly generated: boolean
  readonly stream: JournalEntry['stream']
  readonly violations: JournalEntry['violations']
  readonly warnings: readonly string[]
  readonly #slabs: Slabs
  readonly #headers: number
  readonly #body: number
  #status: number
  #end: Outcome['end'] | undefined = undefined
  #bytes = 0
  #milliseconds = 0
  #sequence = 0

  constructor(line: JournalLine, slabs: Slabs, headerTexts: HeaderTexts) {
    this.ordinal = line.ordinal
    this.scope = line.scope
    this.at = line.at
    this.method = line.method
    this.path = line.path
    this.dialect = line.dialect
    this.endpoint = line.endpoint
    this.request_id = line.request_id
    this.passed = line.status === 0
    this.#status = line.status
    this.cue = line.cue
    this.generated = line.generated
    this.stream = line.stream
    this.violations = line.violations.length === 0 ? none : line.violations
    this.warnings = line.warnings.length === 0 ? none : line.warnings
    this.#slabs = slabs
    this.#body = slabs.write(line.body)
    // Behind the body: headers are never gone before it.
    this.#headers = headerTexts.write(line.headers)
  }

  get outcome(): JournalEntry['outcome'] {
    if (this.#end === undefined) return undefined
    return { end: this.#end, bytes: this.#bytes, milliseconds: this.#milliseconds }
  }

  get status(): number {
    return this.#status
  }

  get sequence(): number | undefined {
    return this.#sequence === 0 ? undefined : this.#sequence
  }

  close({ end, bytes, milliseconds, status }: NonNullable<JournalEntry['outcome']>, sequence: number): void {
    this.#sequence = sequence
    this.#end = end
    this.#bytes = bytes
    this.#milliseconds = milliseconds
    if (status !== undefined) this.#status = status
  }

  get request(): JournalEntry['request'] {
    const headers = this.#slabs.readText(this.#headers)
    const body = this.#slabs.read(this.#body)
    return {
      headers: headers === undefined ? {} : headersOf(headers),
      body,
      // Parsed when asked for: kept parsed, a body takes five times its bytes.
      get json() {
        return body && parsed(body)
      },
    }
  }
}

const parsed = (body: Uint8Array): JsonObject | undefined => {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body))
    return isJsonObject(value) ? value : undefined
  } catch {
    // No JSON: there is nothing to show.
    return undefined
  }
}

const sum = (numbers: Iterable<number>): number => {
  let total = 0
  for (const number of numbers) total += number
  return total
}
