import { isJsonObject, type JsonObject } from '../core/json.ts'
import type { Outcome } from '../core/reply.ts'
import type { Journal, JournalEntry } from '../core/store.ts'
import { createHeaderTexts, headersOf } from './header-texts.ts'
import { column, createLines, type Common, type Line } from './lines.ts'
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
  const lines = createLines()
  let latest: Common | undefined
  let version = 0
  let ended = 0
  const dropped = new Map<string, number>()
  const broken = new Map<string, number>()

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
    Object.assign(
      lines.entries(scope, (common, id, line) => new Entry(common, id, line, slabs)),
      { dropped: scope === undefined ? sum(dropped.values()) : (dropped.get(scope) ?? 0) },
    )

  return {
    broken,
    append: (call) => {
      if (latest === undefined || !isLike(latest, call)) latest = commonOf(call)
      const line = lines.add(latest, call.request_id)
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
      return new Entry(latest, call.request_id, line, slabs)
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

const ends: readonly Outcome['end'][] = ['complete', 'cut', 'aborted', 'failed']

/** A line as it is shown; what came of the call is read from the table whenever it is asked for. */
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
  readonly #line: Line
  readonly #slabs: Slabs

  constructor(common: Common, id: string, line: Line, slabs: Slabs) {
    this.#line = line
    this.#slabs = slabs
    this.ordinal = this.#number(column.ordinal)
    this.scope = common.scope
    this.at = this.#number(column.at)
    this.method = common.method
    this.path = common.path
    this.dialect = common.dialect
    this.endpoint = common.endpoint
    this.request_id = id
    this.passed = common.passed
    this.cue = common.cue
    this.generated = common.generated
    this.stream = common.stream
    this.violations = common.violations
    this.warnings = common.warnings
  }

  #number(at: number): number {
    const { numbers, from } = this.#line
    return numbers[from + at] ?? 0
  }

  get outcome(): JournalEntry['outcome'] {
    const end = ends[this.#number(column.end) - 1]
    return end && { end, bytes: this.#number(column.bytes), milliseconds: this.#number(column.milliseconds) }
  }

  get status(): number {
    return this.#number(column.status)
  }

  get sequence(): number | undefined {
    return this.#number(column.sequence) || undefined
  }

  close({ end, bytes, milliseconds, status }: NonNullable<JournalEntry['outcome']>, sequence: number): void {
    const { numbers, from } = this.#line
    numbers[from + column.sequence] = sequence
    numbers[from + column.end] = ends.indexOf(end) + 1
    numbers[from + column.bytes] = bytes
    numbers[from + column.milliseconds] = milliseconds
    if (status !== undefined) numbers[from + column.status] = status
  }

  get request(): JournalEntry['request'] {
    const headers = this.#slabs.readText(this.#number(column.headers))
    const body = this.#slabs.read(this.#number(column.body))
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
