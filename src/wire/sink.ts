import type { Cut } from '../core/reply.ts'
import type { Alarms, Client } from './alarms.ts'

/** Where a door puts a body. */
export interface Sink {
  /** Bytes written. */
  readonly bytes: number
  /** Takes a part; a promise says when the next one is welcome. Must not reject. */
  write(part: string | Uint8Array): Promise<void> | undefined
  /** The body is complete. */
  end(): void
  /** Breaks the connection once everything written is on its way; for `hang`, resolves when the client is gone. */
  break(how: Cut['how']): Promise<void>
}

export interface SendOptions {
  readonly alarms: Alarms
  /** When the request arrived; paces count from here. */
  readonly startedAt: number
  readonly client: Client
}
