import { createHash } from 'node:crypto'
import type { Clock } from '../../core/clock.ts'
import type { Incoming } from '../../core/incoming.ts'
import { dialectNamed } from '../../dialects/dialects.ts'
import { locate } from '../../dialects/locate.ts'
import { chatCompletions } from '../../endpoints/chat-completions/endpoint.ts'
import type { Tap } from '../node-pass.ts'
import { createRedactor } from './redactor.ts'
import { createTape, type Take } from './take.ts'
import { openWriter, type Difference } from './writer.ts'

export interface RecorderOptions {
  /** The scenario file that recordings are added to; it need not be there yet. */
  readonly file: string
  readonly dialect: string
  /** What is taken out of texts, beside keys, cookies and accounts. */
  readonly redact: readonly RegExp[]
  /** Whether replays take as long as the service took. */
  readonly timing: boolean
  readonly clock: Clock
  onEvent(event: RecordEvent): void
}

export type RecordEvent =
  | {
      readonly kind: 'recorded'
      readonly cue: string
      readonly nth: number
      readonly status: number
      readonly bytes: number
    }
  | { readonly kind: 'skipped'; readonly path: string; readonly reason: string }
  | { readonly kind: 'problem'; readonly message: string }

export interface Recorder {
  /** Listens to a call that is passed through, if there is a cue for such calls. */
  tap(incoming: Incoming): Tap | undefined
  /** Writes what is not written yet, once the calls under way have ended; tells how many there are, and which of them a replay gets wrong. */
  close(): Promise<Summary>
}

export interface Summary {
  readonly file: string
  readonly recorded: number
  readonly differences: readonly Difference[]
}

/** Of a longer answer nothing is kept. */
const mostBytes = 32 * 1024 * 1024

/** Opens a scenario file to record into. Rejects with a `CuecardError` when it cannot be added to. */
export const openRecorder = async (options: RecorderOptions): Promise<Recorder> => {
  const { dialect, clock, onEvent } = options
  const redactor = createRedactor(options.redact)
  const writer = await openWriter({ ...options, redactor })
  const fallback = dialectNamed(dialect)
  /** The last call with each request: what is asked twice at a time is recorded in the order in which it was asked. */
  const latest = new Map<string, Promise<void>>()
  let closing = false

  const isRecordable = (incoming: Incoming): boolean => {
    if (fallback === undefined) return false
    const { dialect: spoken, path } = locate(incoming, fallback)
    return (
      spoken === fallback &&
      chatCompletions.routes.some((route) => route.method === incoming.method && route.path === path)
    )
  }
  const keep = (take: Take | undefined, path: string): void => {
    if (take === undefined)
      return onEvent({ kind: 'skipped', path, reason: 'nobody answered, or with more than 32 MiB' })
    if (closing && take.end === 'hang')
      return onEvent({ kind: 'skipped', path, reason: 'the recording ended in the middle of it' })
    writer.add(take)
  }
  return {
    tap: (incoming) => {
      if (!isRecordable(incoming)) {
        onEvent({ kind: 'skipped', path: incoming.path, reason: 'no cue answers such calls' })
        return undefined
      }
      const key = createHash('sha256').update(incoming.body).digest('base64')
      const before = latest.get(key) ?? Promise.resolve()
      const { promise, resolve } = deferred()
      const turn = before.then(() => promise)
      latest.set(key, turn)
      void turn.then(() => latest.get(key) === turn && latest.delete(key))
      return createTape(incoming, {
        clock,
        limit: mostBytes,
        onEnd: (take) => {
          void before.then(() => keep(take, incoming.path)).finally(resolve)
        },
      })
    },
    close: async () => {
      closing = true
      await Promise.all(latest.values())
      return writer.close()
    },
  }
}

const deferred = (): { readonly promise: Promise<void>; readonly resolve: () => void } => {
  let resolve = (): void => undefined
  const promise = new Promise<void>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}
