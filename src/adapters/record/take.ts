import type { Clock } from '../../core/clock.ts'
import type { Incoming } from '../../core/incoming.ts'
import { joinBytes } from '../../wire/read.ts'
import type { Tap } from '../node-pass.ts'

/** One call that went through, as it was seen. */
export interface Take {
  readonly incoming: Incoming
  readonly status: number
  readonly headers: Headers
  /** From the request to the head of the answer, in milliseconds. */
  readonly delay: number
  readonly body: Uint8Array
  /** How much of the body was there when. */
  readonly arrivals: readonly Arrival[]
  /** How it ended; `hang`: the client waited no longer. */
  readonly end: 'complete' | 'close' | 'reset' | 'hang'
}

interface Arrival {
  /** Bytes of the body so far. */
  readonly length: number
  /** Milliseconds from the request. */
  readonly time: number
}

/** Collects a call that is passed through. `onEnd` gets nothing when there is no whole take: nobody answered, or with more than `limit` bytes. */
export const createTape = (
  incoming: Incoming,
  { clock, limit, onEnd }: { readonly clock: Clock; readonly limit: number; onEnd(take: Take | undefined): void },
): Tap => {
  const startedAt = clock.now()
  const passed = (): number => Math.max(0, Math.round(clock.now() - startedAt))
  let head: Pick<Take, 'status' | 'headers' | 'delay'> | undefined
  let pieces: Uint8Array[] = []
  let arrivals: Arrival[] = []
  let length = 0
  return {
    head: (status, headers) => {
      head = { status, headers, delay: passed() }
    },
    piece: (bytes) => {
      length += bytes.length
      if (length > limit) {
        // It goes through all the same; what was kept of it is let go at once.
        pieces = []
        arrivals = []
        return
      }
      pieces.push(bytes)
      arrivals.push({ length, time: passed() })
    },
    end: (how) => {
      if (head === undefined || length > limit) return onEnd(undefined)
      onEnd({
        ...head,
        incoming,
        body: joinBytes(pieces, length),
        arrivals,
        end: how === 'aborted' ? 'hang' : how,
      })
    },
  }
}
