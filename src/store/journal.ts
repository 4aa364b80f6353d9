import { isJsonObject, type JsonObject } from '../core/json.ts'
import { maskKey } from '../core/mask.ts'
import type { Journal, JournalEntry } from '../core/store.ts'

/** A call as the pipeline tells it, before its outcome is known. Headers still carry keys. */
export interface JournalLine extends Omit<JournalEntry, 'outcome' | 'request'> {
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

/** What headers and the objects around a body take, roughly. */
const overhead = 1024
/** Of so many scopes it is known how many calls were dropped. */
const mostScopes = 10_000

/** A journal in memory: over the budget the oldest bodies go first, over the number of entries the oldest entries. */
export const createJournal = ({ maxBytes = 2 ** 26, maxEntries = 100_000 }: JournalOptions = {}): CallJournal => {
  let entries: Entry[] = []
  /** Entries in front of this index are dropped; they leave the array now and then, many at a time. */
  let head = 0
  /** Entries in front of this index have lost their bodies. */
  let bare = 0
  let bytes = 0
  let version = 0
  const dropped = new Map<string, number>()
  const broken = new Map<string, number>()

  const strip = (entry: Entry): void => {
    bytes -= entry.request.strip()
  }
  const dropOldest = (): void => {
    const entry = entries[head++]
    if (entry === undefined) return
    strip(entry)
    const before = dropped.get(entry.scope)
    if (before === undefined && dropped.size >= mostScopes) return
    dropped.set(entry.scope, (before ?? 0) + 1)
  }
  const compact = (): void => {
    if (head < 1024 || head * 2 < entries.length) return
    entries = entries.slice(head)
    bare = Math.max(0, bare - head)
    head = 0
  }
  const forget = (scope: string | undefined): void => {
    const kept: Entry[] = []
    for (const entry of entries.slice(head)) {
      if (scope === undefined || entry.scope === scope) strip(entry)
      else kept.push(entry)
    }
    entries = kept
    head = 0
    bare = 0
    version++
    if (scope === undefined) dropped.clear()
    else dropped.delete(scope)
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
      const entry = new Entry(line)
      entries.push(entry)
      bytes += entry.request.bytes
      version++
      for (const { rule } of line.violations) broken.set(rule, (broken.get(rule) ?? 0) + 1)
      while (entries.length - head > maxEntries) dropOldest()
      for (bare = Math.max(bare, head); bytes > maxBytes && bare < entries.length; bare++) {
        const oldest = entries[bare]
        if (oldest !== undefined) strip(oldest)
      }
      compact()
      return entry
    },
    close: (entry, outcome) => {
      if (entry instanceof Entry) entry.outcome = outcome
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

/** The one thing here that changes: an outcome comes late, a body goes early. */
class Entry implements JournalEntry {
  readonly ordinal: number
  readonly scope: string
  readonly at: number
  readonly method: string
  readonly path: string
  readonly dialect: string
  readonly endpoint: string | undefined
  readonly request_id: string
  readonly status: number
  readonly cue: string | undefined
  readonly generated: boolean
  readonly violations: JournalEntry['violations']
  readonly warnings: readonly string[]
  readonly request: KeptRequest
  outcome: JournalEntry['outcome'] = undefined

  constructor(line: JournalLine) {
    this.ordinal = line.ordinal
    this.scope = line.scope
    this.at = line.at
    this.method = line.method
    this.path = line.path
    this.dialect = line.dialect
    this.endpoint = line.endpoint
    this.request_id = line.request_id
    this.status = line.status
    this.cue = line.cue
    this.generated = line.generated
    this.violations = line.violations
    this.warnings = line.warnings
    this.request = new KeptRequest(line)
  }
}

const noHeaders: JournalEntry['request']['headers'] = {}

class KeptRequest {
  headers: JournalEntry['request']['headers']
  body: Uint8Array | undefined

  constructor({ headers, body }: JournalLine) {
    this.headers = masked(headers)
    this.body = owned(body)
  }

  /** Parsed at every asking: kept parsed, a body takes five times its bytes. */
  get json(): JsonObject | undefined {
    if (this.body === undefined) return undefined
    try {
      const value: unknown = JSON.parse(new TextDecoder().decode(this.body))
      return isJsonObject(value) ? value : undefined
    } catch {
      // No JSON: there is nothing to show.
      return undefined
    }
  }

  get bytes(): number {
    return this.body === undefined ? 0 : this.body.length + overhead
  }

  /** Lets headers and body go; how many bytes that frees. */
  strip(): number {
    const { bytes } = this
    this.body = undefined
    this.headers = noHeaders
    return bytes
  }
}

const secrets = ['authorization', 'proxy-authorization', 'api-key', 'x-api-key', 'cookie'] as const

/** A copy without keys. */
const masked = (headers: JournalLine['headers']): JournalLine['headers'] => {
  const copy = { ...headers }
  for (const name of secrets) {
    const value = copy[name]
    if (value !== undefined) copy[name] = maskSecret(value)
  }
  return copy
}

/** `Bearer sk-abcde*****wxyz`: the scheme is no secret. */
const maskSecret = (value: string): string => {
  const scheme = /^[a-z]+ +/i.exec(value)?.[0] ?? ''
  return scheme + maskKey(value.slice(scheme.length))
}

/** A small view would keep the whole buffer alive that a door has read it into. */
const owned = (body: Uint8Array): Uint8Array =>
  body.buffer.byteLength > body.length + overhead ? new Uint8Array(body) : body

const sum = (numbers: Iterable<number>): number => {
  let total = 0
  for (const number of numbers) total += number
  return total
}
