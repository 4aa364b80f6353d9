import type { Clock } from './core/clock.ts'
import type { Finding } from './core/errors.ts'
import type { Incoming } from './core/incoming.ts'
import type { Exchange } from './core/reply.ts'
import type { Cue } from './core/scenario.ts'
import type { JournalEntry } from './core/store.ts'
import type { Violation } from './core/violation.ts'

/** The calls a cuecard keeps; `dropped` of the oldest are gone. */
export interface Calls extends ReadonlyArray<JournalEntry> {
  readonly dropped: number
}

/** One isolated view: its own counters, one-shot cues and journal. */
export interface Scope {
  /** A key that leads calls into this scope: `new OpenAI({ apiKey: scope.apiKey })`. */
  readonly apiKey: string
  /** A web-standard `fetch` that never leaves the process. */
  readonly fetch: typeof globalThis.fetch
  readonly calls: Calls
  readonly violations: readonly Violation[]
  readonly findings: readonly Finding[]
  /** Puts a cue in front of all others until `reset()`. */
  use(...cues: readonly unknown[]): void
  /** Forgets `use()` cues, counters and the journal. */
  reset(): void
  /** Cues that no call has reached. */
  unplayed(): readonly Cue[]
}

/** A stand-in for a service that speaks Chat Completions. */
export interface Cuecard extends Scope {
  readonly clock: Clock
  /** Name of the dialect of `/v1/…`. */
  readonly dialect: string
  /** In bytes. A door stops reading a body that is longer and passes on what it has read, one byte more than this at most. */
  readonly bodyLimit: number
  readonly onUnserved: 'error' | 'passthrough'
  respond(incoming: Incoming): Promise<Exchange>
  scope(name: string): Scope
  /** Calls `listener` when a call is settled; returns a function that stops it. For logs. */
  onCall(listener: (entry: JournalEntry) => void): () => void
}

export const createCuecard = (): Cuecard => {
  throw new Error('not wired yet')
}
