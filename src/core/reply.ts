import type { HeldStream } from './hand.ts'
import type { Json, JsonObject } from './json.ts'

/** What will be sent, complete before its first byte, so that it can be checked, compared and carried by any door. */
export type Reply = SentReply | PassedReply

export interface SentReply {
  readonly status: number
  /** Lower-case names. `content-length`, `transfer-encoding` and `date` are the door's. */
  readonly headers: Readonly<Record<string, string>>
  /** Milliseconds to wait before the status line. */
  readonly delay: number
  readonly body: ReplyBody
  /** Where the connection breaks, when it does. */
  readonly cut?: Cut
}

/** The door lets the request through to the real service instead. */
export interface PassedReply {
  readonly passthrough: true
  /** Where, when the options name an upstream; else where the client sent it. */
  readonly target?: string
  /** Passed because no endpoint serves the path: other handlers of the same door may want it. */
  readonly unserved?: true
}

export type ReplyBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'json'; readonly value: Json; readonly layout: JsonLayout }
  | EventBody
  | { readonly kind: 'bytes'; readonly parts: readonly Uint8Array[] }

/** How a service prints its JSON: spaces of indent (0: compact) and whether a newline follows. */
export interface JsonLayout {
  readonly indent: 0 | 2 | 4
  readonly newline: boolean
  /** Name of a function that the text is the argument of (JSONP); a safe one. */
  readonly callback?: string
}

/** A stream of server-sent events. */
export interface EventBody {
  readonly kind: 'events'
  /** Members that every event repeats, in wire order; written in front of the event's own. */
  readonly envelope: JsonObject
  readonly events: EventList
  /** How many events at the start carry no content (role chunks): `cut.after` and paces count from there. */
  readonly lead: number
  readonly pace: Pace
  /** Whether `data: [DONE]` follows the last event. */
  readonly done: boolean
  /** Seed of the `obfuscation` member that pads every event (wire-format 5.3); absent: no such member. */
  readonly obfuscation?: number
}

/** An array, or something that makes its items when they are asked for: a thousand open streams keep no texts. */
export interface EventList {
  readonly length: number
  at(index: number): StreamEvent | undefined
}

/** An object is merged behind the envelope and framed as `data: …`; a string is written as it stands, framing included. */
export type StreamEvent = JsonObject | string

/** When events are sent. `instant` uses no timer at all; times are in milliseconds. */
export type Pace = 'instant' | TimedPace | ListedPace | ManualPace

/** Whenever a test says so. */
export interface ManualPace {
  readonly held: HeldStream
}

export interface TimedPace {
  /** From the request to the first event, which carries the role. */
  readonly time_to_first_token: number
  /** Between two events. */
  readonly inter_token_latency: number
  /** Each event is early or late by up to this much, seeded; order is kept. */
  readonly jitter: number
  /** Seed of the jitter. */
  readonly seed: number
}

/** Each event at its own time from the request; those behind the last time at that time. */
export interface ListedPace {
  readonly times: readonly number[]
}

/** A break in the transport after `after` content events (in bodies without events: bytes; default: half of them). */
export interface Cut {
  readonly after?: number
  /** `close`: FIN without the last chunk. `reset`: RST. `hang`: nothing more, the connection stays open. */
  readonly how: 'close' | 'reset' | 'hang'
}

/** How a reply ended, told by the door exactly once. */
export interface Outcome {
  /** `aborted`: the client went away. `cut`: as the reply said. `failed`: the door could not send it. */
  readonly end: 'complete' | 'cut' | 'aborted' | 'failed'
  /** Body bytes written. */
  readonly bytes: number
  /** What the real service answered, of a call that was passed through. */
  readonly status?: number
}

/** A reply and the promise to say how it ended. */
export interface Exchange {
  readonly reply: Reply
  /** Closes the journal entry; call it exactly once. */
  settle(outcome: Outcome): void
}

export const isPassed = (reply: Reply): reply is PassedReply => 'passthrough' in reply
