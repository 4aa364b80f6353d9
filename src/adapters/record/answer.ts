import { isJsonObject, parseJson, type Json, type JsonObject } from '../../core/json.ts'
import type { JsonLayout } from '../../core/reply.ts'
import { doneMarker } from '../../wire/events.ts'
import { renderJson } from '../../wire/json.ts'
import { headersOf } from './headers.ts'
import { redactAnswers } from './redact-value.ts'
import type { Redactor } from './redactor.ts'
import type { Take } from './take.ts'

/** What came back, as it is to be written and replayed: nothing is in it that must not be written. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Milliseconds from the request to the head. */
  readonly delay: number
  /** The bytes that a replay has to send. */
  readonly body: Uint8Array
  /** The body as text; absent when it is none. */
  readonly text?: string
  /** The body as JSON; absent when it is none. */
  readonly value?: JsonObject
  /** The body as events; absent when it is no stream of them. */
  readonly events?: readonly AnswerEvent[]
  readonly cut?: 'close' | 'reset' | 'hang'
}

export interface AnswerEvent {
  /** As it stands on the wire, framing included. */
  readonly text: string
  /** The object in it; absent when it holds none that JSON prints just like that. */
  readonly value?: JsonObject
  /** When it was there, in milliseconds from the request. */
  readonly time: number
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const encoder = new TextEncoder()

/** A take without what must not be written. */
export const toAnswer = (take: Take, redactor: Redactor): Answer => {
  const { status, delay, body, end } = take
  const base: Omit<Answer, 'body'> = {
    status,
    delay,
    headers: headersOf(take.headers, redactor),
    ...(end !== 'complete' && { cut: end }),
  }
  const text = decoded(body)
  // Not UTF-8: whatever it is, keys in it are ASCII, and Latin-1 keeps every byte.
  if (text === undefined)
    return { ...base, body: Buffer.from(redactor.text(Buffer.from(body).toString('latin1')), 'latin1') }
  if (isStream(take.headers)) {
    const events = eventsOf(take, redactor)
    const whole = events.map((event) => event.text).join('')
    const { cut, ...rest } = base
    // Some clients hang up on the last event, as nothing can follow it.
    const ended = cut === 'hang' && whole.endsWith(doneMarker) ? rest : base
    return { ...ended, body: encoder.encode(whole), text: whole, events }
  }
  const plain = plainOf(text, redactor)
  return { ...base, ...plain, body: encoder.encode(plain.text) }
}

const decoded = (bytes: Uint8Array): string | undefined => {
  try {
    return decoder.decode(bytes)
  } catch {
    // No text.
    return undefined
  }
}

const isStream = (headers: Headers): boolean => /^text\/event-stream\b/i.test(headers.get('content-type') ?? '')

const plainOf = (text: string, redactor: Redactor): { readonly text: string; readonly value?: JsonObject } => {
  const value = parseJson(text)
  if (!isJsonObject(value)) return { text: redactor.text(text) }
  const [clean = value] = redactAnswers([value], redactor)
  if (clean === value) return { text, value }
  return isJsonObject(clean) ? { text: renderJson(clean, layoutOf(text, value)), value: clean } : { text }
}

/** How a text of JSON is laid out; what is redacted in another way is printed compactly. */
const layoutOf = (text: string, value: Json): JsonLayout => {
  for (const indent of [0, 2, 4] as const)
    for (const newline of [false, true]) if (renderJson(value, { indent, newline }) === text) return { indent, newline }
  return { indent: 0, newline: false }
}

const eventsOf = (take: Take, redactor: Redactor): readonly AnswerEvent[] => {
  const events = framesOf(take).map((frame) => ({ ...frame, value: valueOf(frame.text) }))
  const values = events.flatMap(({ value }) => (value === undefined ? [] : [value]))
  const clean = redactAnswers(values, redactor).values()
  return events.map(({ text, time, value }) => {
    if (value === undefined) return { text: redactor.text(text), time }
    const { value: now } = clean.next()
    if (now === value || !isJsonObject(now)) return isExact(text, value) ? { text, time, value } : { text, time }
    return { text: `data: ${JSON.stringify(now)}\n\n`, time, value: now }
  })
}

/** The object that an event carries, however it is printed. */
const valueOf = (text: string): JsonObject | undefined => {
  const data = /^data: ?(\{[^\r\n]*\})\r?\n\r?\n$/.exec(text)?.[1]
  const value = data === undefined ? undefined : parseJson(data)
  return isJsonObject(value) ? value : undefined
}

/** Half a surrogate pair, escaped, is no character that a file can hold. */
const isExact = (text: string, value: JsonObject): boolean =>
  text === `data: ${JSON.stringify(value)}\n\n` && !/\\ud[89a-f]/i.test(text)

/** The events of a stream and what is left at its end, each with the time at which it was there in whole. */
const framesOf = ({ body, arrivals, delay }: Take): readonly { readonly text: string; readonly time: number }[] => {
  const bytes = Buffer.from(body)
  // A byte of its own for each character, so that places in the text are places in the body.
  const text = bytes.toString('latin1')
  const frames: { text: string; time: number }[] = []
  let from = 0
  let at = 0
  const cut = (until: number): void => {
    while ((arrivals[at]?.length ?? Infinity) < until) at += 1
    frames.push({ text: bytes.toString('utf8', from, until), time: arrivals[at]?.time ?? delay })
    from = until
  }
  for (const { 0: ending, index } of text.matchAll(/\r\n\r\n|\n\n|\r\r/g)) cut(index + ending.length)
  if (from < bytes.length) cut(bytes.length)
  return frames
}
