import type { Journal, JournalEntry } from '../core/store.ts'
import { closeLine, entryOf, type RequestIds } from './entry.ts'
import { createHeaderTexts } from './header-texts.ts'
import { column, createLines, type Common, type Line } from './lines.ts'
import { createSlabs } from './slabs.ts'

/** A call as the pipeline tells it, before its outcome is known. Headers still carry keys. */
export interface JournalLine extends Omit<JournalEntry, 'outcome' | 'sequence' | 'request' | 'request_id' | 'passed'> {
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: Uint8Array
}

/** A call that was written down before it is known how it ends. */
export interface OpenCall {
  /** As the journal shows it; made when it is asked for. */
  readonly entry: JournalEntry
  close(outcome: NonNullable<JournalEntry['outcome']>): void
}

/** Remembers calls of all scopes, bounded. */
export interface CallJournal {
  append(line: JournalLine): OpenCall
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
export const createJournal = (
  requestIdOf: RequestIds,
  { maxBytes = 2 ** 26, maxEntries = 100_000 }: JournalOptions = {},
): CallJournal => {
  const slabs = createSlabs(maxBytes)
  const headerTexts = createHeaderTexts(slabs)
  const lines = createLines()
  let latest: Common | undefined
  let version = 0
  let ended = 0
  const dropped = new Map<string, number>()
  const broken = new Map<string, number>()

  const ledger: Ledger = {
    show: (common, line) => entryOf(common, line, slabs, requestIdOf),
    next: () => (ended += 1),
  }
  const dropOldest = (): void => {
    const scope = lines.shift()?.scope
    if (scope === undefined) return
    const before = dropped.get(scope)
    if (before === undefined && dropped.size >= mostScopes) return
    dropped.set(scope, (before ?? 0) + 1)
  }
  const forget = (scope: string | undefined): void => {
    lines.forget(scope)
    version++
    if (scope !== undefined) return void dropped.delete(scope)
    dropped.clear()
    slabs.clear()
  }
  const select = (scope: string | undefined) =>
    Object.assign(lines.entries(scope, ledger.show), {
      dropped: scope === undefined ? sum(dropped.values()) : (dropped.get(scope) ?? 0),
    })

  return {
    broken,
    append: (call) => {
      if (latest === undefined || !isLike(latest, call)) latest = commonOf(call)
      const line = lines.add(latest)
      const { numbers, from } = line
      numbers[from + column.ordinal] = call.ordinal
      numbers[from + column.at] = call.at
      numbers[from + column.status] = call.status
      numbers[from + column.body] = slabs.write(call.body)
      // Behind the body: headers are never gone before it.
      numbers[from + column.headers] = headerTexts.write(call.headers)
      version++
      for (const { rule } of call.violations) broken.set(rule, (broken.get(rule) ?? 0) + 1)
      if (lines.size > maxEntries) dropOldest()
      return new Written(latest, line, ledger)
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

/** What all calls of a journal share. */
interface Ledger {
  show(common: Common, line: Line): JournalEntry
  /** The number of the call that ends now. */
  next(): number
}

/** Every call has one: a getter of a class costs nothing to make. */
class Written implements OpenCall {
  readonly #common: Common
  readonly #line: Line
  readonly #ledger: Ledger

  constructor(common: Common, line: Line, ledger: Ledger) {
    this.#common = common
    this.#line = line
    this.#ledger = ledger
  }

  get entry(): JournalEntry {
    return this.#ledger.show(this.#common, this.#line)
  }

  close(outcome: NonNullable<JournalEntry['outcome']>): void {
    closeLine(this.#line, outcome, this.#ledger.next())
  }
}

const none: readonly never[] = []

const commonOf = (call: JournalLine): Common => ({
  scope: call.scope,
  method: call.method,
  path: call.path,
  dialect: call.dialect,
  endpoint: call.endpoint,
  cue: call.cue,
  generated: call.generated,
  passed: call.status === 0,
  stream: call.stream,
  violations: call.violations.length === 0 ? none : call.violations,
  warnings: call.warnings.length === 0 ? none : call.warnings,
})

const isLike = (common: Common, call: JournalLine): boolean =>
  common.cue === call.cue &&
  common.scope === call.scope &&
  common.path === call.path &&
  common.method === call.method &&
  common.endpoint === call.endpoint &&
  common.dialect === call.dialect &&
  common.generated === call.generated &&
  common.passed === (call.status === 0) &&
  common.stream === call.stream &&
  common.violations.length + common.warnings.length + call.violations.length + call.warnings.length === 0

const sum = (numbers: Iterable<number>): number => {
  let total = 0
  for (const number of numbers) total += number
  return total
}
