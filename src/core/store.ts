import type { StreamHand } from './hand.ts'
import type { Outcome } from './reply.ts'
import type { Violation } from './violation.ts'
import type { JsonObject } from './json.ts'

/** Counts that outlive a call. One per scope. */
export interface Counters {
  read(name: string): number
  /** Adds one and says what it was before. */
  next(name: string): number
}

/** What a limiter knows of one kind of cost. */
export interface Bucket {
  readonly limit: number
  readonly remaining: number
  /** Until it is full again, in milliseconds. */
  readonly reset_ms: number
}

export interface LimitState {
  readonly requests: Bucket
  readonly tokens: Bucket
  /** What is spent, when the call is not allowed. */
  readonly exceeded?: SpentLimit | SpentQuota
}

/** A limit that has no room for a call. */
export interface SpentLimit {
  readonly kind: 'requests' | 'tokens'
  readonly limit: number
  readonly window_ms: number
  readonly used: number
  readonly requested: number
  /** Until the call is allowed, exactly; infinite when it asks for more than the whole limit. */
  readonly wait_ms: number
}

/** Nothing is left, and nothing comes back. `error` is what the service says to that. */
export interface SpentQuota {
  readonly kind: 'quota'
  readonly error: 'insufficient_quota' | 'credit_balance_exhausted'
}

/** Who calls for what, and how many tokens it is charged. */
export interface Charge {
  readonly scope: string
  readonly key: string
  readonly model: string
  readonly tokens: number
}

/** Charges calls to a key and model, in every scope apart. Without configured limits nothing is ever exceeded. */
export interface Limiter {
  charge(call: Charge, now: number): LimitState
  /** Forgets what was spent, in one scope or in all. */
  reset(scope?: string): void
}

/** What is known of one call; kept after its bodies are dropped. */
export interface JournalEntry {
  /** In its scope, from 1. */
  readonly ordinal: number
  readonly scope: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly method: string
  readonly path: string
  readonly dialect: string
  readonly endpoint: string | undefined
  readonly request_id: string
  readonly status: number
  /** Name of the cue that answered. */
  readonly cue: string | undefined
  /** Whether the answer was made up. */
  readonly generated: boolean
  /** Whether the call went through to the real service; its status is 0 until that has answered. */
  readonly passed: boolean
  /** Lets the events of the answer go, where the pace is `manual`. */
  readonly stream?: StreamHand | undefined
  /** All of them; only the first went over the wire. */
  readonly violations: readonly Violation[]
  readonly warnings: readonly string[]
  readonly outcome: (Outcome & { readonly milliseconds: number }) | undefined
  /** Counts the calls of all scopes as they end, from 1, and goes on after a reset; undefined while the call is under way. */
  readonly sequence: number | undefined
  readonly request: {
    /** Keys are masked. */
    readonly headers: Readonly<Record<string, string | undefined>>
    /** Raw; absent once dropped. */
    readonly body: Uint8Array | undefined
    /** Parsed when asked; undefined when it is no JSON object or is dropped. */
    readonly json: JsonObject | undefined
  }
}

/** Remembers calls, bounded. */
export interface Journal {
  readonly calls: readonly JournalEntry[] & { readonly dropped?: number }
  readonly violations: readonly Violation[]
  reset(): void
}
