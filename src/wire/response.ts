import { realClock } from '../core/clock.ts'
import type { Exchange, SentReply } from '../core/reply.ts'
import type { Alarms, Client } from './alarms.ts'
import { failure } from './failure.ts'
import { isChunked, isWhole, renderBody, sendBody } from './send.ts'
import type { Sink } from './sink.ts'
import { toBytes } from './utf8.ts'

/** An exchange whose reply is to be sent, not passed through. */
export interface SentExchange extends Exchange {
  readonly reply: SentReply
}

export interface ResponseOptions {
  readonly alarms: Alarms
  /** When the request arrived; delays and paces count from here. */
  readonly startedAt: number
  readonly signal?: AbortSignal | undefined
  /** Whether streams say `transfer-encoding: chunked`: under msw in Node a break looks like an end without it. */
  readonly chunked?: boolean
  /** Milliseconds between what was read last and a break: a page's worker drops bytes that are still on their way to the page. */
  readonly linger?: number
  /** Whether the request was a HEAD: headers only. */
  readonly head?: boolean
}

/** Statuses whose responses never have a body. */
export const isBodyless = (status: number): boolean => status === 204 || status === 205 || status === 304

/**
 * A reply as the Response that a web-standard client gets. Rejects with the signal's reason when the client goes away before the headers;
 * after them the body errors: with that reason, or with a TypeError where the reply breaks off.
 */
export const toResponse = async (exchange: SentExchange, options: ResponseOptions): Promise<Response> => {
  const { reply, settle } = exchange
  const { alarms, startedAt, signal } = options
  if (reply.delay > 0) await alarms.clock.sleepUntil(startedAt + reply.delay, signal)
  if (signal?.aborted === true) {
    settle({ end: 'aborted', bytes: 0 })
    throw signal.reason
  }
  try {
    return rendered(exchange, options)
  } catch (error) {
    settle({ end: 'failed', bytes: 0 })
    return rendered({ reply: failure(error), settle: () => undefined }, options)
  }
}

const rendered = (exchange: SentExchange, options: ResponseOptions): Response => {
  const { reply, settle } = exchange
  const { status, body } = reply
  const headers: Record<string, string> = { ...reply.headers }
  const bodyless = isBodyless(status)
  if (isChunked(body) && !bodyless) {
    if (options.chunked === true) headers['transfer-encoding'] = 'chunked'
    if (!isWhole(reply) && options.head !== true) return new Response(toStream(exchange, options), { status, headers })
  }
  const bytes = wholeBytes(reply)
  if (!isChunked(body) && !bodyless) headers['content-length'] = String(bytes.length)
  if (!isWhole(reply) && !bodyless && options.head !== true)
    return new Response(toStream(exchange, options), { status, headers })
  const empty = options.head === true || bodyless || bytes.length === 0
  const response = new Response(empty ? null : bytes, { status, headers })
  settle({ end: 'complete', bytes: empty ? 0 : bytes.length })
  return response
}

const wholeBytes = (reply: SentReply): Uint8Array<ArrayBuffer> => {
  const body = renderBody(reply)
  return typeof body === 'string' ? toBytes(body) : new Uint8Array(body)
}

/** A body made as it is read: nothing is prepared while nobody reads, and a break comes after everything before it was read. */
const toStream = ({ reply, settle }: SentExchange, options: ResponseOptions): ReadableStream => {
  const { alarms, startedAt, signal, linger = 0 } = options
  const gone = new AbortController()
  const door = createStreamSink(gone.signal, linger)
  const leave = (): void => {
    door.fail(signal?.reason)
    gone.abort()
  }
  const start = async (): Promise<void> => {
    try {
      settle(await sendBody(reply, door.sink, { alarms, startedAt, client: clientOf(gone.signal) }))
    } catch (error) {
      door.fail(new TypeError('terminated', { cause: error }))
      settle({ end: 'failed', bytes: door.sink.bytes })
    } finally {
      signal?.removeEventListener('abort', leave)
    }
  }
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        door.open(controller)
        signal?.addEventListener('abort', leave)
        void start()
      },
      pull: door.pull,
      cancel: () => gone.abort(),
    },
    { highWaterMark: 0 },
  )
}

const clientOf = (gone: AbortSignal): Client => ({
  get gone() {
    return gone.aborted
  },
  whenGone: (call) => gone.addEventListener('abort', call),
})

/** The sink behind a ReadableStream: one part waits to be read at a time. */
const createStreamSink = (gone: AbortSignal, linger: number) => {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined
  let bytes = 0
  /** Resolves when the part in the queue was read; absent when none is there. */
  let read: Promise<void> | undefined
  let tell: (() => void) | undefined
  const pull = (): void => {
    tell?.()
    read = undefined
  }
  gone.addEventListener('abort', pull)

  const put = (part: string | Uint8Array): undefined => {
    if (gone.aborted) return
    const encoded = typeof part === 'string' ? toBytes(part) : part
    read = new Promise((resolve) => {
      tell = resolve
    })
    bytes += encoded.length
    controller?.enqueue(encoded)
  }
  const sink: Sink = {
    get bytes() {
      return bytes
    },
    write: (part) => (read === undefined ? put(part) : read.then(() => put(part))),
    end: () => controller?.close(),
    break: async (how) => {
      await read
      if (linger > 0) await realClock.sleepUntil(realClock.now() + linger, gone)
      if (how !== 'hang') return controller?.error(new TypeError('terminated', { cause: new Error(causes[how]) }))
      if (!gone.aborted) await new Promise((resolve) => gone.addEventListener('abort', resolve))
    },
  }
  return {
    sink,
    pull,
    open: (opened: ReadableStreamDefaultController<Uint8Array>) => {
      controller = opened
    },
    fail: (reason: unknown) => controller?.error(reason),
  }
}

const causes = { close: 'other side closed', reset: 'connection reset' }
