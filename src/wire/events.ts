import { isJsonObject, type JsonObject } from '../core/json.ts'
import { alphanumeric } from '../core/random.ts'
import type { EventBody } from '../core/reply.ts'
import { renderTextDelta } from './text-delta.ts'
import { utf8Length } from './utf8.ts'

/** What ends a stream that was not broken. */
export const doneMarker = 'data: [DONE]\n\n'

/** The text of one event, framing included; empty past the last. */
export type EventWriter = (index: number) => string

/** The whole stream as one text. */
export const renderEvents = (body: EventBody): string => {
  const text = renderFirstEvents(body, body.events.length)
  return body.done ? text + doneMarker : text
}

/** The first `count` events as one text, without the done marker. */
export const renderFirstEvents = (body: EventBody, count: number): string => {
  const write = createEventWriter(body)
  let text = ''
  for (let index = 0; index < count; index++) text += write(index)
  return text
}

/** Makes the text of events one by one, when they are due; what every event repeats is stringified once. */
export const createEventWriter = (body: EventBody): EventWriter => {
  const { envelope, events, obfuscation } = body
  const bare = JSON.stringify(envelope).slice(0, -1)
  const head = bare === '{' ? bare : `${bare},`
  const headBytes = utf8Length(head)
  const padded = obfuscation !== undefined

  return (index) => {
    const event = events.at(index)
    if (event === undefined) return ''
    if (typeof event === 'string') return event
    if (overlaps(event, envelope, padded)) return `data: ${JSON.stringify({ ...envelope, ...event })}\n\n`
    const delta = renderTextDelta(event)
    const members = delta?.members ?? JSON.stringify(event).slice(1, -1)
    const start = members === '' && head !== '{' ? head.slice(0, -1) : head + members
    if (obfuscation === undefined) return `data: ${start}}\n\n`
    // JSON text around the piece of text is ASCII, so only the piece decides whether bytes have to be counted.
    const bytes =
      utf8Length(delta?.content ?? members) === (delta?.content ?? members).length
        ? headBytes + start.length - head.length
        : utf8Length(start)
    return `data: ${start}${paddingAfter(start, bytes, obfuscation, index)}}\n\n`
  }
}

/** One event as the value that a client parses out of it, without padding; `undefined` for events that are no JSON object. */
export const eventValue = (body: EventBody, index: number): JsonObject | undefined => {
  const event = body.events.at(index)
  return isJsonObject(event) ? { ...body.envelope, ...event } : undefined
}

/** Whether a member of the event is written already; inherited names count, and cost such an event no more than some time. */
const overlaps = (event: JsonObject, envelope: JsonObject, padded: boolean): boolean => {
  for (const member in event) if (member in envelope || (padded && member === 'obfuscation')) return true
  return false
}

/** `,"obfuscation":"…"`, so long that the whole JSON text takes 1 byte more than a multiple of 16 (wire-format 5.3). */
const paddingAfter = (start: string, bytes: number, seed: number, index: number): string => {
  const comma = start === '{' ? '' : ','
  const length = (1 - (bytes + comma.length + '"obfuscation":""}'.length)) & 15
  return `${comma}"obfuscation":"${paddingOf(Math.imul(seed ^ Math.imul(index + 1, 0x9e3779b1), 0x85ebca6b) | 1, length)}"`
}

/** The alphabet and two of its letters again, so that six bits choose a character. */
const letters = `${alphanumeric}Cu`

/** Up to 15 characters. Written out, because a loop or a generator would cost more than the rest of the event. */
const paddingOf = (seed: number, length: number): string => {
  const a = scrambled(seed)
  const b = scrambled(a)
  const c = scrambled(b)
  return String.fromCharCode(
    letter(a),
    letter(a >>> 6),
    letter(a >>> 12),
    letter(a >>> 18),
    letter(a >>> 24),
    letter(b),
    letter(b >>> 6),
    letter(b >>> 12),
    letter(b >>> 18),
    letter(b >>> 24),
    letter(c),
    letter(c >>> 6),
    letter(c >>> 12),
    letter(c >>> 18),
    letter(c >>> 24),
  ).slice(0, length)
}

const letter = (bits: number): number => letters.charCodeAt(bits & 63)

/** The next of a sequence of 32-bit words (xorshift); never zero. */
const scrambled = (word: number): number => {
  let next = word ^ (word << 13)
  next ^= next >>> 17
  return next ^ (next << 5)
}
