import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Cut, SentReply } from '../core/reply.ts'
import { createSleeper, type Alarms, type Client } from '../wire/alarms.ts'
import { failure } from '../wire/failure.ts'
import { isBodyless, type SentExchange } from '../wire/response.ts'
import type { Batch } from './node-batch.ts'
import { isChunked, isWhole, renderBody, sendBody } from '../wire/send.ts'
import type { Sink } from '../wire/sink.ts'

/** Connections on which nothing more will happen. */
export type Hanging = Set<Socket>

export interface CarryOptions {
  readonly alarms: Alarms
  readonly batch: Batch
  readonly startedAt: number
  readonly hanging: Hanging
  /** Whether the request has more to say than anybody wants to know. */
  readonly drain: boolean
}

// Captured at import, so that fake timers installed later by a user's tests freeze nothing here.
const { setTimeout, clearTimeout } = globalThis

/** How long the client gets to read what was sent before the connection breaks: a reset may overtake it. */
const readingTime = 20
/** How long a client may go on sending a body that is too large; closed at once, it might never see why. */
const drainTime = 1_000

/** Writes a reply to a socket and settles the exchange. Never throws, never rejects. */
export const carry = (
  exchange: SentExchange,
  request: IncomingMessage,
  response: ServerResponse,
  options: CarryOptions,
): void => {
  const { reply } = exchange
  const head = request.method === 'HEAD'
  if (reply.delay > 0 || options.drain || !(isWhole(reply) || head)) {
    void carrySlowly(exchange, request, response, options)
    return
  }
  options.batch(() => {
    if (response.destroyed) return exchange.settle({ end: 'aborted', bytes: 0 })
    try {
      exchange.settle({ end: 'complete', bytes: writeWhole(reply, response, head) })
    } catch (error) {
      giveUp(exchange, response, head, error)
    }
  })
}

const giveUp = ({ settle }: SentExchange, response: ServerResponse, head: boolean, error: unknown): void => {
  settle({ end: 'failed', bytes: 0 })
  if (response.headersSent) response.destroy()
  else writeWhole(failure(error), response, head)
}

/** Everything at once: the way of almost every call. */
export const writeWhole = (reply: SentReply, response: ServerResponse, head: boolean): number => {
  const { status, body } = reply
  if (isBodyless(status)) {
    response.writeHead(status, reply.headers).end()
    return 0
  }
  const whole = renderBody(reply)
  const bytes = typeof whole === 'string' ? Buffer.byteLength(whole) : whole.length
  response.writeHead(status, isChunked(body) ? reply.headers : { ...reply.headers, 'content-length': String(bytes) })
  if (head) {
    response.end()
    return 0
  }
  // Text without other letters than ASCII's is copied, not encoded; in front of a text of others the head would be encoded with it.
  if (typeof whole === 'string' && bytes === whole.length) response.end(whole, 'latin1')
  else response.end(typeof whole === 'string' ? Buffer.from(whole) : whole)
  return bytes
}

/** Late, paced, broken off, or to a client that is still sending. */
const carrySlowly = async (
  exchange: SentExchange,
  request: IncomingMessage,
  response: ServerResponse,
  { alarms, startedAt, hanging, drain }: CarryOptions,
): Promise<void> => {
  const { reply, settle } = exchange
  const head = request.method === 'HEAD'
  const fail = (error: unknown): void => giveUp(exchange, response, head, error)
  try {
    const outlet = new Outlet(response, hanging, drain ? request : undefined)
    if (reply.delay > 0) await createSleeper(alarms, outlet)(startedAt + reply.delay)
    if (outlet.gone) return settle({ end: 'aborted', bytes: 0 })
    if (head || isBodyless(reply.status)) return settle({ end: 'complete', bytes: writeWhole(reply, response, true) })
    if (drain) response.shouldKeepAlive = false
    const { headers, body } = reply
    response.writeHead(
      reply.status,
      isChunked(body) ? headers : { ...headers, 'content-length': String(lengthOf(reply)) },
    )
    response.flushHeaders()
    sendBody(reply, outlet, { alarms, startedAt, client: outlet }).then(settle, fail)
  } catch (error) {
    fail(error)
  }
}

const lengthOf = (reply: SentReply): number => {
  const whole = renderBody(reply)
  return typeof whole === 'string' ? Buffer.byteLength(whole) : whole.length
}

/** The client and what is written to it, in one object: a thousand open streams have a thousand of them. */
class Outlet implements Client, Sink {
  bytes = 0
  readonly #response: ServerResponse
  readonly #hanging: Hanging
  readonly #drain: IncomingMessage | undefined

  /** `drain`: a request that is still being sent. */
  constructor(response: ServerResponse, hanging: Hanging, drain: IncomingMessage | undefined) {
    this.#response = response
    this.#hanging = hanging
    this.#drain = drain
  }

  get gone(): boolean {
    return this.#response.destroyed
  }

  whenGone(call: () => void): void {
    this.#response.on('close', call)
  }

  write(part: string | Uint8Array): Promise<void> | undefined {
    this.bytes += typeof part === 'string' ? Buffer.byteLength(part) : part.length
    return this.#response.write(part) ? undefined : drained(this.#response)
  }

  end(): void {
    if (this.#drain === undefined) this.#response.end()
    else endDrained(this.#drain, this.#response)
  }

  async break(how: Cut['how']): Promise<void> {
    await flushed(this.#response)
    if (how !== 'hang') await new Promise((resolve) => setTimeout(resolve, readingTime))
    const { socket } = this.#response
    if (socket !== null && !this.gone) await breakers[how](socket, this.#hanging)
  }
}

/** Resolves when everything written is on its way: writes call back in their order, and one of nothing is no part of the body. */
const flushed = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    response.on('close', resolve)
    response.write('', () => resolve())
  })

/** Resolves when the client has taken what was written, or is gone. */
const drained = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    const go = (): void => {
      response.off('drain', go)
      response.off('close', go)
      resolve()
    }
    response.on('drain', go)
    response.on('close', go)
  })

const breakers: Readonly<Record<Cut['how'], (socket: Socket, hanging: Hanging) => Promise<void> | void>> = {
  // FIN, and no last chunk before it.
  close: (socket) => socket.destroySoon(),
  reset: (socket) => {
    socket.resetAndDestroy()
  },
  hang: (socket, hanging) =>
    new Promise((resolve) => {
      hanging.add(socket)
      socket.once('close', () => {
        hanging.delete(socket)
        resolve()
      })
    }),
}

/** Lets the client send on for a while, unheard: a connection closed under its hands would hide the answer from it. */
const endDrained = (request: IncomingMessage, response: ServerResponse): void => {
  const end = (): void => {
    clearTimeout(overdue)
    response.end()
  }
  const overdue = setTimeout(end, drainTime)
  request.once('end', end)
  request.resume()
}
