import type { ServerResponse } from 'node:http'
import type { Incoming } from '../core/incoming.ts'
import type { Exchange, Outcome } from '../core/reply.ts'
import { refusal } from '../wire/failure.ts'
import { forward, returnable } from '../wire/forward.ts'
import { writeWhole } from './node-response.ts'

// Captured at import, so that fake timers installed later by a user's tests freeze nothing here.
const { setTimeout } = globalThis

/** Hears what the real service answers, as it comes. */
export interface Tap {
  head(status: number, headers: Headers): void
  piece(bytes: Uint8Array): void
  /** `close`, `reset`: the service broke off like that; `aborted`: the client went away. Comes without a head when nobody answered. */
  end(how: 'complete' | 'close' | 'reset' | 'aborted'): void
}

/** Carries a call on to the real service and its answer back, as it arrives, and settles the exchange. Never rejects. */
export const pass = async (
  target: string | undefined,
  incoming: Incoming,
  response: ServerResponse,
  settle: Exchange['settle'],
  tap?: Tap,
): Promise<void> => {
  if (target === undefined) return refuse(noUpstream, response, settle)
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  let answered: Response
  try {
    answered = await forward(target, incoming, { signal: gone.signal, redirect: 'manual' })
  } catch (error) {
    tap?.end(gone.signal.aborted ? 'aborted' : 'close')
    if (gone.signal.aborted) return settle({ end: 'aborted', bytes: 0 })
    return refuse(`The upstream cannot be reached: ${reasonOf(error)}`, response, settle)
  }
  const { status } = answered
  response.writeHead(status, returnable(answered.headers))
  // Whoever waits for a slow stream sees at once that it was accepted.
  response.flushHeaders()
  tap?.head(status, answered.headers)
  settle({ ...(await relay(answered, response, tap)), status })
}

/** Piece by piece, at the pace of the slower side. What breaks off there breaks off here, behind all that came before. */
const relay = async ({ body }: Response, response: ServerResponse, tap: Tap | undefined): Promise<Outcome> => {
  let bytes = 0
  let written: Promise<unknown> = Promise.resolve()
  try {
    for await (const piece of body ?? []) {
      bytes += piece.length
      tap?.piece(piece)
      written = new Promise((resolve) => response.write(piece, resolve))
      if (response.writableNeedDrain)
        await new Promise((resolve) => response.once('drain', resolve).once('close', resolve))
    }
  } catch (error) {
    // Whose end it was: a client that left has closed its side.
    const left = response.destroyed
    const how = left ? 'aborted' : wayOf(error)
    tap?.end(how)
    if (!left) await breakOff(response, written, how === 'reset')
    return { end: left ? 'aborted' : 'cut', bytes }
  }
  tap?.end('complete')
  response.end()
  return { end: 'complete', bytes }
}

/** How long the client gets to read what was sent before the connection breaks: a reset may overtake it. */
const readingTime = 20

const breakOff = async (response: ServerResponse, written: Promise<unknown>, reset: boolean): Promise<void> => {
  await written
  await new Promise((resolve) => setTimeout(resolve, readingTime))
  const { socket } = response
  if (reset) socket?.resetAndDestroy()
  else socket?.destroySoon()
}

const wayOf = (error: unknown): 'close' | 'reset' => {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && 'code' in cause && cause.code === 'ECONNRESET' ? 'reset' : 'close'
}

const refuse = (reason: string, response: ServerResponse, settle: Exchange['settle']): void => {
  const reply = refusal(502, reason)
  settle({ end: 'failed', bytes: writeWhole(reply, response, false), status: reply.status })
}

/** `fetch failed` says nothing; what it was caused by does. */
const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? error.cause.message : error.message
}

const noUpstream =
  'This call is to be passed through to the real service, but no upstream is named for it: write --upstream https://api.openai.com/v1, or { upstream }.'
