import type { Clock } from '../core/clock.ts'
import type { Incoming } from '../core/incoming.ts'
import { isPassed, type Exchange } from '../core/reply.ts'
import { createAlarms } from './alarms.ts'
import { answer, type Respond } from './answer.ts'
import { forward } from './forward.ts'
import { toIncoming } from './incoming.ts'
import { toResponse } from './response.ts'
import { toBytes } from './utf8.ts'

type Fetch = typeof globalThis.fetch
type Init = NonNullable<Parameters<Fetch>[1]>

export interface FetchOptions {
  readonly respond: Respond
  readonly clock: Clock
  /** In bytes. */
  readonly bodyLimit: number
}

/** A request as `fetch` was asked for it. */
interface Asked {
  readonly url: string
  readonly incoming: Incoming
  readonly signal: AbortSignal | undefined
}

/** A `fetch` that never leaves the process, unless a cue passes the request through to the real service. */
export const createFetch = ({ respond, clock, bodyLimit }: FetchOptions): Fetch => {
  const alarms = createAlarms(clock)
  return async (input, init) => {
    const startedAt = clock.now()
    const asked = readTextPost(input, init, bodyLimit) ?? (await readRequest(input, init, bodyLimit))
    const { incoming, signal } = asked
    if (signal?.aborted === true) throw signal.reason
    const { reply, settle } = await unlessAborted(answer(respond, incoming, bodyLimit), signal)
    if (isPassed(reply)) return passThrough(reply.target ?? asked.url, asked, settle)
    return toResponse({ reply, settle }, { alarms, startedAt, signal, head: incoming.method === 'HEAD' })
  }
}

/** The ordinary call of a client library, without the cost of a `Request`; `undefined` for all others. */
const readTextPost = (input: Parameters<Fetch>[0], init: Init | undefined, bodyLimit: number): Asked | undefined => {
  if (init?.method !== 'POST' || typeof init.body !== 'string') return undefined
  if (typeof input !== 'string' && !(input instanceof URL)) return undefined
  const { href, pathname, search } = absolute(input)
  const headers = Object.fromEntries(new Headers(init.headers))
  return {
    url: href,
    signal: init.signal ?? undefined,
    incoming: {
      method: 'POST',
      path: pathname,
      query: search.slice(1),
      headers: 'content-type' in headers ? headers : { ...headers, 'content-type': 'text/plain;charset=UTF-8' },
      body: toBytes(init.body).subarray(0, bodyLimit + 1),
    },
  }
}

const readRequest = async (input: Parameters<Fetch>[0], init: Init | undefined, bodyLimit: number): Promise<Asked> => {
  const given = typeof input === 'string' || input instanceof URL ? undefined : input
  // Node wants `duplex` beside a body that is a stream; browsers and their types do not know it yet.
  const settings = { duplex: 'half', ...init } as Init
  const request = new Request(given ?? absolute(input as string | URL), settings)
  return {
    url: request.url,
    // The caller's own signal: the one that a Request derives from it may be collected with the Request.
    signal: init?.signal ?? given?.signal ?? undefined,
    incoming: await toIncoming(request, bodyLimit),
  }
}

/** Relative addresses are the page's; outside of a page any origin will do. */
const absolute = (input: string | URL): URL =>
  typeof input === 'string' ? new URL(input, globalThis.location?.href ?? 'http://localhost') : input

const unlessAborted = async (exchange: Promise<Exchange>, signal: AbortSignal | undefined): Promise<Exchange> => {
  if (signal === undefined) return exchange
  let leave = (): void => undefined
  const aborted = new Promise<never>((_, reject) => {
    leave = () => reject(signal.reason)
    signal.addEventListener('abort', leave)
  })
  try {
    return await Promise.race([exchange, aborted])
  } catch (reason) {
    void settleAborted(exchange)
    throw reason
  } finally {
    signal.removeEventListener('abort', leave)
  }
}

const settleAborted = async (exchange: Promise<Exchange>): Promise<void> => {
  const { settle } = await exchange
  settle({ end: 'aborted', bytes: 0 })
}

const passThrough = async (
  target: string,
  { incoming, signal }: Asked,
  settle: Exchange['settle'],
): Promise<Response> => {
  try {
    const response = await forward(target, incoming, { signal })
    settle({ end: 'complete', bytes: 0, status: response.status })
    return response
  } catch (error) {
    settle({ end: signal?.aborted === true ? 'aborted' : 'failed', bytes: 0 })
    throw error
  }
}
