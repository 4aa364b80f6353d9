import type { Incoming } from '../core/incoming.ts'

// Captured at import: interceptors installed later would lead a request that is passed through back here.
const realFetch = globalThis.fetch

export interface ForwardOptions {
  readonly signal?: AbortSignal | undefined
  /** `manual`: an answer that leads elsewhere is given as it is, so that a key goes to the target's origin and no other. */
  readonly redirect?: 'follow' | 'manual'
}

/** Sends a request on to the real service as it came, without what concerns only its connection or cuecard. */
export const forward = (target: string, incoming: Incoming, { signal, redirect = 'follow' }: ForwardOptions = {}) =>
  realFetch(target, {
    method: incoming.method,
    headers: Object.fromEntries(forwardable(incoming.headers)),
    redirect,
    signal: signal ?? null,
    ...(incoming.body.length > 0 && { body: new Uint8Array(incoming.body) }),
  })

/** The headers of an answer that hold on the next connection too: `fetch` has decoded the body. */
export const returnable = (headers: Headers): Record<string, string> =>
  Object.fromEntries([...headers].filter(([name]) => !ofConnection.has(name) && name !== 'content-encoding'))

const forwardable = (headers: Incoming['headers']): readonly (readonly [string, string])[] =>
  Object.entries(headers).flatMap(([name, value]) =>
    // `fetch` asks for the encodings that it can decode.
    value === undefined || name === 'accept-encoding' || ofConnection.has(name) || name.startsWith('x-cuecard-')
      ? []
      : [[name, value] as const],
  )

const ofConnection: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])
