import type { ServerResponse } from 'node:http'
import type { JournalEntry } from '../../core/store.ts'
import type { Cuecard } from '../../cuecard.ts'
import { endedAfter, lastOf } from './ended.ts'
import { unread, type Follow } from './operation.ts'

// Captured at import, so that fake timers installed later by a user's tests freeze nothing here.
const { setInterval, clearInterval } = globalThis

/** How often a silent stream says that it is alive, in milliseconds: proxies close those that say nothing for long. */
const heartbeat = 15_000

/** So many calls are looked up at once for a client that lags behind. */
const batch = 500

/**
 * Sends calls as they end, until the client leaves. To a client that reads too slowly nothing is written; once it has read
 * what it was sent, the journal tells what it missed.
 */
export const follow = (
  cuecard: Cuecard,
  { scope, after, show }: Follow,
  response: ServerResponse,
  beat: number = heartbeat,
): void => {
  const view = scope === undefined ? cuecard : cuecard.scope(scope)
  let sent = after ?? lastOf(cuecard.calls)
  let isBehind = false

  const send = (entry: JournalEntry): void => {
    sent = entry.sequence ?? sent
    isBehind = !response.write(`id: ${sent}\nevent: call\ndata: ${JSON.stringify(show(entry))}\n\n`)
  }
  const catchUp = (): void => {
    isBehind = false
    for (;;) {
      const missed = endedAfter(view.calls, sent).slice(0, batch)
      if (missed.length === 0) return
      for (const entry of missed) {
        send(entry)
        if (isBehind) return
      }
    }
  }

  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', ...unread })
  response.write('retry: 1000\n\n')
  const stop = cuecard.onCall((entry) => {
    if (!isBehind && (scope === undefined || entry.scope === scope)) send(entry)
  })
  const pulse = setInterval(() => {
    if (!isBehind) response.write(': still here\n\n')
  }, beat)
  response.on('drain', catchUp)
  response.once('close', () => {
    stop()
    clearInterval(pulse)
  })
  catchUp()
}
