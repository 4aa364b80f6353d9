import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { CuecardError } from '../core/errors.ts'
import type { Incoming } from '../core/incoming.ts'
import { isPassed } from '../core/reply.ts'
import type { Cuecard } from '../cuecard.ts'
import { createAlarms, type Alarms } from '../wire/alarms.ts'
import { answer, type Respond } from '../wire/answer.ts'
import type { ControlSettings } from './control/control.ts'
import { createBatch, type Batch } from './node-batch.ts'
import { createControlDoor, isOwn, type ControlDoor } from './node-control.ts'
import { pass, type Tap } from './node-pass.ts'
import { readBody } from './node-request.ts'
import { carry, type Hanging } from './node-response.ts'

export interface ListenOptions {
  /** 0 takes a free one. Default: 4010. */
  readonly port?: number
  /** Default: 127.0.0.1, this machine only. */
  readonly host?: string
  /**
   * Who may use the control API under `/_cuecard/`: with a `token` those who send it as a bearer token, from wherever they are.
   * Default: programs of this machine.
   */
  readonly control?: ControlSettings
  /** Asked for each call that is passed through who listens to what comes back. Default: nobody. */
  readonly tap?: (incoming: Incoming) => Tap | undefined
}

/** A cuecard that answers over HTTP. */
export interface Listener {
  readonly port: number
  readonly host: string
  /** `http://127.0.0.1:4010`. */
  readonly url: string
  /** What clients take as their base URL: `url` and `/v1`. */
  readonly baseUrl: string
  /**
   * Takes no new calls, lets those under way end and frees the port. Those that hang break at once, those that take longer than `grace`
   * milliseconds then. Default: 2,000.
   */
  close(options?: { readonly grace?: number }): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

// Captured at import, so that fake timers installed later by a user's tests freeze nothing here.
const { setTimeout, clearTimeout, setInterval, clearInterval } = globalThis

const howToName =
  'name the service that calls are passed through to, as in --upstream https://api.openai.com/v1 or { upstream }'

/** How long calls may go on after `close()`, in milliseconds. */
const usualGrace = 2_000

/**
 * Serves a cuecard over HTTP. Rejects with a `CuecardError` when the port is taken, or calls are to go to a service that nobody names.
 *
 * @example
 * const listener = await listen(createCuecard(), { port: 0 })
 * const client = new OpenAI({ apiKey: 'sk-test', baseURL: listener.baseUrl })
 */
export const listen = async (cuecard: Cuecard, options: ListenOptions = {}): Promise<Listener> => {
  const { port = 4010, host = '127.0.0.1', control: settings = {}, tap } = options
  const { needsUpstream } = cuecard
  if (needsUpstream !== undefined) throw new CuecardError('passthrough_unavailable', `${needsUpstream}: ${howToName}`)
  const hanging: Hanging = new Set()
  const respond: Respond = (incoming) => cuecard.respond(incoming)
  const control = createControlDoor(cuecard, settings)
  const alarms = createAlarms(cuecard.clock)
  const serving: Serving = { cuecard, respond, hanging, control, alarms, batch: createBatch(), tap }
  // Idle connections are the clients' to close: a server that closes them first resets a call now and then.
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    void serve(serving, request, response)
  })
  server.on('clientError', refuseMalformed)
  await opened(server, port, host)

  const { port: taken } = server.address() as AddressInfo // a server on a port has no other kind of address
  const url = `http://${urlHost(host)}:${taken}`
  let closed: Promise<void> | undefined
  const close: Listener['close'] = ({ grace = usualGrace } = {}) =>
    (closed ??= closeServer(server, hanging, control, grace))
  return { port: taken, host, url, baseUrl: `${url}/v1`, close, [Symbol.asyncDispose]: () => close() }
}

interface Serving {
  readonly cuecard: Cuecard
  readonly respond: Respond
  readonly hanging: Hanging
  readonly control: ControlDoor
  readonly alarms: Alarms
  readonly batch: Batch
  readonly tap: ListenOptions['tap']
}

const serve = async (serving: Serving, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const { hanging, respond, alarms, batch, control, tap } = serving
  const { clock, bodyLimit } = serving.cuecard
  const startedAt = clock.now()
  const body = await readBody(request, bodyLimit)
  const incoming = toIncoming(request, body)
  const options = { alarms, batch, startedAt, hanging, drain: body.length > bodyLimit }
  if (isOwn(incoming)) return control.carry(incoming, request, response, options)
  const { reply, settle } = await answer(respond, incoming, bodyLimit)
  if (isPassed(reply)) return pass(reply.target, incoming, response, settle, tap?.(incoming))
  carry({ reply, settle }, request, response, options)
}

const toIncoming = ({ url = '/', method = 'GET', headers }: IncomingMessage, body: Uint8Array): Incoming => {
  const target = url.startsWith('/') ? url : originForm(url)
  const mark = target.indexOf('?')
  return {
    method,
    path: mark === -1 ? target : target.slice(0, mark),
    query: mark === -1 ? '' : target.slice(mark + 1),
    headers: joined(headers),
    body,
  }
}

/** Node joins repeated headers itself, except for `set-cookie`, which hardly any request has. */
const joined = (headers: IncomingMessage['headers']): Incoming['headers'] => {
  const cookies = headers['set-cookie']
  // All others are texts.
  const texts = headers as Incoming['headers']
  return cookies === undefined ? texts : { ...texts, 'set-cookie': cookies.join('; ') }
}

/** Proxies' clients send whole addresses. */
const originForm = (target: string): string => {
  const url = URL.parse(target)
  return url === null ? target : url.pathname + url.search
}

const opened = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? portInUse(port, host, error) : error)
    })
    server.listen(port, host, resolve)
  })

const portInUse = (port: number, host: string, cause: Error): CuecardError =>
  new CuecardError(
    'port_in_use',
    `port ${port} on ${host} is in use: stop what listens there, or choose another port (--port 0, { port: 0 } takes a free one)`,
    { cause },
  )

const urlHost = (host: string): string => {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}

const closeServer = (server: Server, hanging: Hanging, control: ControlDoor, grace: number): Promise<void> =>
  new Promise((resolve) => {
    control.close()
    for (const socket of hanging) socket.destroy()
    const overdue = setTimeout(() => server.closeAllConnections(), grace)
    // A kept-alive connection becomes idle only when its last call has ended.
    const idle = setInterval(() => server.closeIdleConnections(), 20)
    server.close(() => {
      clearTimeout(overdue)
      clearInterval(idle)
      resolve()
    })
    server.closeIdleConnections()
  })

const reasons: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

/** What is no HTTP gets a 400 and no second chance. */
const refuseMalformed = (error: NodeJS.ErrnoException, socket: Duplex): void => {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const reason = reasons[error.code ?? ''] ?? '400 Bad Request'
  socket.end(`HTTP/1.1 ${reason}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`, () =>
    (socket as Socket).destroySoon(),
  )
}
