import type { Json, JsonObject } from '../../core/json.ts'
import type { Cut, EventBody, EventList, SentReply, StreamEvent } from '../../core/reply.ts'
import { createEventWriter, doneMarker } from '../events.ts'
import { eventsBefore, renderBody } from '../send.ts'
import { toBytes } from '../utf8.ts'

/** A number among the settings of a fault. */
export const numberOf = (settings: JsonObject, name: string): number | undefined => {
  const value = settings[name]
  return typeof value === 'number' ? value : undefined
}

/** A text among the settings of a fault. */
export const textOf = (settings: JsonObject, name: string): string | undefined => {
  const value = settings[name]
  return typeof value === 'string' ? value : undefined
}

/** JSON Schema of `after`, which most faults have. */
export const afterSchema: JsonObject = {
  type: 'integer',
  minimum: 0,
  description: 'How many content events are sent before; in bodies without events: bytes. Default: half of them.',
}

/** How many events of the body go before a fault with these settings. */
export const eventsBeforeFault = (body: EventBody, settings: JsonObject): number => {
  const after = numberOf(settings, 'after')
  return eventsBefore(body, after === undefined ? {} : { after })
}

/** The body with only its first events, then `more` as they stand; without the done marker. */
export const endAfter = (body: EventBody, count: number, ...more: readonly StreamEvent[]): EventBody => ({
  ...body,
  done: false,
  events: {
    length: count + more.length,
    at: (index) => (index < count ? body.events.at(index) : more[index - count]),
  },
})

/** The body with each event's text (the done marker's too) changed when it is made. */
export const mapText = (body: EventBody, change: (text: string, index: number) => string): EventBody => {
  const write = createEventWriter(body)
  const { length } = body.events
  const events: EventList = {
    length: body.done ? length + 1 : length,
    at: (index) => {
      if (index < length) return change(write(index), index)
      return body.done && index === length ? change(doneMarker, index) : undefined
    },
  }
  return { ...body, events, done: false }
}

/** The text of the reply's whole body, for faults that break it. */
export const bodyText = (reply: SentReply): string => {
  const body = renderBody(reply)
  return typeof body === 'string' ? body : new TextDecoder().decode(body)
}

/** The reply with these bytes (each part a write of its own) instead of its body. */
export const withBytes = (reply: SentReply, ...parts: readonly (string | Uint8Array)[]): SentReply => ({
  ...reply,
  body: { kind: 'bytes', parts: parts.map((part) => (typeof part === 'string' ? toBytes(part) : part)) },
})

/** The reply with this JSON value instead of its body. */
export const withJson = (reply: SentReply, value: Json): SentReply => ({
  ...reply,
  headers: { ...reply.headers, 'content-type': 'application/json' },
  body: { kind: 'json', value, layout: { indent: 2, newline: false } },
})

/** The reply with its connection broken in this way. */
export const cutAs = (how: Cut['how'], reply: SentReply, settings: JsonObject): SentReply => {
  const after = numberOf(settings, 'after')
  return { ...reply, cut: after === undefined ? { how } : { how, after } }
}

/** The beginning of a body without events: `after` bytes, by default half of them. */
export const truncated = (reply: SentReply, settings: JsonObject): SentReply => {
  const bytes = toBytes(bodyText(reply))
  return withBytes(reply, bytes.subarray(0, numberOf(settings, 'after') ?? bytes.length >> 1))
}

/** The error that a fault sends: the server's own excuse, unless its settings say more. */
export const errorOf = (settings: JsonObject): JsonObject => ({
  error: {
    message: textOf(settings, 'message') ?? 'The server had an error while processing your request. Sorry about that!',
    type: textOf(settings, 'type') ?? 'server_error',
    param: textOf(settings, 'param') ?? null,
    code: textOf(settings, 'code') ?? null,
  },
})

/** JSON Schemas of the members that `errorOf` reads. */
export const errorSchemas: JsonObject = {
  message: { type: 'string', description: 'What the error says.' },
  type: { type: 'string', description: 'Default: server_error.' },
  param: { type: ['string', 'null'], description: 'Default: null.' },
  code: { type: ['string', 'null'], description: 'Default: null.' },
}
