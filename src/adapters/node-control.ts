import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Incoming } from '../core/incoming.ts'
import type { Cuecard } from '../cuecard.ts'
import { CuecardError } from '../core/errors.ts'
import { failure } from '../wire/failure.ts'
import type { ControlSettings } from './control/control.ts'
import { carry, type CarryOptions } from './node-response.ts'

/** The listener's own paths beside those of the service. */
export interface ControlDoor {
  carry(incoming: Incoming, request: IncomingMessage, response: ServerResponse, options: CarryOptions): Promise<void>
  /** Ends the streams of those who follow the journal. */
  close(): void
}

/** Whether a request is for the listener itself: `/_cuecard/…`, and to look at `/`. */
export const isOwn = ({ path, method }: Incoming): boolean =>
  path.startsWith('/_cuecard')
    ? path.length === 9 || path[9] === '/'
    : path === '/' && (method === 'GET' || method === 'HEAD')

/** Loads the control API when it is first asked for. Throws a `CuecardError` for a token that no client could send. */
export const createControlDoor = (cuecard: Cuecard, settings: ControlSettings): ControlDoor => {
  const { token } = settings
  if (token !== undefined && !/^[!-~]+$/.test(token))
    throw new CuecardError('bad_options', 'the control token is empty or has spaces: write letters, digits and signs')
  const load = async () => {
    const [{ createControl }, { follow }] = await Promise.all([
      import('./control/control.ts'),
      import('./control/follow.ts'),
    ])
    return { answer: createControl(cuecard, settings), follow }
  }
  const streams = new Set<ServerResponse>()
  let loaded: ReturnType<typeof load> | undefined

  return {
    carry: async (incoming, request, response, options) => {
      const { answer, follow } = await (loaded ??= load())
      const answered = await answer(incoming).catch(failure)
      if (!('follow' in answered) || request.method === 'HEAD') {
        const reply = 'follow' in answered ? streamHead : answered
        carry({ reply, settle: nobody }, request, response, options)
        return
      }
      if (response.destroyed) return
      streams.add(response)
      response.once('close', () => streams.delete(response))
      follow(cuecard, answered.follow, response)
    },
    close: () => {
      for (const stream of streams) stream.end()
    },
  }
}

const streamHead = {
  status: 200,
  headers: { 'content-type': 'text/event-stream; charset=utf-8' },
  delay: 0,
  body: { kind: 'none' },
} as const

/** What the listener says of itself is no call: no journal entry waits for its end. */
const nobody = (): void => undefined
