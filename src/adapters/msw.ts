import { http, passthrough, type HttpHandler } from 'msw'
import { CuecardError } from '../core/errors.ts'
import { isPassed } from '../core/reply.ts'
import type { Cuecard, Scope } from '../cuecard.ts'
import { createAlarms, type Alarms } from '../wire/alarms.ts'
import { answer } from '../wire/answer.ts'
import { toIncoming } from '../wire/incoming.ts'
import { toResponse } from '../wire/response.ts'

export interface HandlersOptions {
  /**
   * Where clients find the service: an address or several for the cuecard's own dialect, or addresses by dialect.
   * Relative ones belong to the page. Default: `https://api.openai.com/v1`.
   *
   * @example { baseUrls: { gateway: 'https://gw.example/v1' } }
   */
  readonly baseUrls?: string | readonly string[] | Readonly<Record<string, string | readonly string[]>>
}

const openai = 'https://api.openai.com/v1'

/**
 * Handlers for msw's `setupServer` and `setupWorker`, one for each base URL. Calls through a scope's handlers belong to that scope.
 *
 * @example
 * const server = setupServer(...handlers(cuecard))
 */
export const handlers = (view: Cuecard | Scope, { baseUrls }: HandlersOptions = {}): HttpHandler[] => {
  const { cuecard } = view
  const scope = view === cuecard ? undefined : view.name
  const alarms = createAlarms(cuecard.clock)
  return placesOf(cuecard.dialect, baseUrls).map((place) => catchAll(cuecard, { ...place, scope, alarms }))
}

interface Place {
  readonly dialect: string
  readonly base: URL
}

const placesOf = (dialect: string, baseUrls: HandlersOptions['baseUrls']): readonly Place[] => {
  if (baseUrls === undefined)
    return [{ dialect: dialect === 'openai-classic' ? dialect : 'openai', base: new URL(openai) }]
  if (typeof baseUrls === 'string' || isList(baseUrls)) return addressesOf(baseUrls).map((base) => ({ dialect, base }))
  return Object.entries(baseUrls).flatMap(([name, urls]) => addressesOf(urls).map((base) => ({ dialect: name, base })))
}

const isList = (value: object): value is readonly string[] => Array.isArray(value)

const addressesOf = (urls: string | readonly string[]): readonly URL[] =>
  [urls].flat().map((url) => {
    const page = globalThis.location?.href
    if (URL.canParse(url, page)) return new URL(url, page)
    throw new CuecardError('bad_options', `base URL '${url}' is no address: write it whole, as in '${openai}'`)
  })

const escaped = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)

/** On a page msw's worker stands between a reply and its reader; how long bytes are on their way from there to the page. */
const linger = 'document' in globalThis ? 30 : 0

interface Catching extends Place {
  readonly scope: string | undefined
  readonly alarms: Alarms
}

const catchAll = (cuecard: Cuecard, { dialect, base, scope, alarms }: Catching): HttpHandler => {
  const prefix = base.pathname.replace(/\/+$/, '')
  const pattern = new RegExp(`^${escaped(base.origin + prefix)}(?:/.*)?$`)
  return http.all(pattern, async ({ request }) => {
    const { clock, bodyLimit } = cuecard
    const startedAt = clock.now()
    const { signal } = request
    const asked = await toIncoming(request, bodyLimit)
    const incoming = { ...asked, dialect, path: asked.path.slice(prefix.length), ...(scope !== undefined && { scope }) }
    const { reply, settle } = await answer((incoming) => cuecard.respond(incoming), incoming, bodyLimit)
    if (!isPassed(reply)) {
      const options = { alarms, startedAt, signal, chunked: true, linger, head: request.method === 'HEAD' }
      return unlessGone(toResponse({ reply, settle }, options), signal)
    }
    settle({ end: 'complete', bytes: 0 })
    // What no endpoint serves may still be the business of another handler.
    return reply.unserved === true ? undefined : passthrough()
  })
}

/** A client that went away has its reason already, and msw would print what is thrown after that. */
const unlessGone = async (response: Promise<Response>, signal: AbortSignal): Promise<Response> => {
  try {
    return await response
  } catch (error) {
    if (signal.aborted) return Response.error()
    throw error
  }
}
