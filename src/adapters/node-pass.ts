import type { ServerResponse } from 'node:http'
import type { Incoming } from '../core/incoming.ts'
import type { Exchange, Outcome } from '../core/reply.ts'
import { refusal } from '../wire/failure.ts'
import { forward, returnable } from '../wire/forward.ts'
import { writeWhole } from './node-response.ts'

/** Carries a call on to the real service and its answer back, as it arrives, and settles the exchange. Never rejects. */
export const pass = async (
  target: string | undefined,
  incoming: Incoming,
  response: ServerResponse,
  settle: Exchange['settle'],
): Promise<void> => {
  if (target === undefined) return refuse(noUpstream, response, settle)
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  let answered: Response
  try {
    answered = await forward(target, incoming, { signal: gone.signal, redirect: 'manual' })
  } catch (error) {
    if (gone.signal.aborted) return settle({ end: 'aborted', bytes: 0 })
    return refuse(`The upstream cannot be reached: ${reasonOf(error)}`, response, settle)
  }
  const { status } = answered
  response.writeHead(status, returnable(answered.headers))
  settle({ ...(await relay(answered, response)), status })
}

/** Piece by piece, at the pace of the slower side. What breaks off there breaks off here. */
const relay = async ({ body }: Response, response: ServerResponse): Promise<Outcome> => {
  let bytes = 0
  try {
    for await (const piece of body ?? []) {
      bytes += piece.length
      if (!response.write(piece)) await new Promise((resolve) => response.once('drain', resolve).once('close', resolve))
    }
  } catch {
    // Whose end it was: a client that left has closed its side.
    const end = response.destroyed ? 'aborted' : 'cut'
    response.destroy()
    return { end, bytes }
  }
  response.end()
  return { end: 'complete', bytes }
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
