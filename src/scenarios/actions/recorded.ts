import type { Action } from '../../core/action.ts'
import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts'
import type { Cut, EventBody, ReplyBody, SentReply, StreamEvent } from '../../core/reply.ts'
import type { Cue, Step } from '../../core/scenario.ts'
import { partAt } from './sequence.ts'

const ways: readonly Cut['how'][] = ['close', 'reset', 'hang']

/** Sends what a service has sent, byte for byte, with no headers but those of the cue. Whatever the request breaks, it is answered. */
export const recorded: Action = {
  name: 'recorded',
  schema: {
    description: 'An answer as a service has sent it, byte for byte; its headers are those of the cue.',
    type: 'object',
    properties: {
      status: { description: 'Default: 200.', type: 'integer', minimum: 200, maximum: 599 },
      body: { description: 'The body as text.', type: 'string' },
      base64: { description: 'The body, where it is no text.', type: 'string', pattern: '^[A-Za-z0-9+/]*={0,2}$' },
      envelope: { description: 'Members that every event begins with.', type: 'object' },
      events: {
        description:
          'Server-sent events: an object is sent as JSON behind `data: `, a text as it stands, framing included.',
        type: 'array',
        items: { type: ['object', 'string'] },
      },
      cut: { description: 'How the connection breaks behind all that.', enum: ways },
    },
    oneOf: [{ required: ['body'] }, { required: ['base64'] }, { required: ['events'] }],
    dependentRequired: { envelope: ['events'] },
    additionalProperties: false,
  },
  play: ({ value }) => ({ kind: 'recorded', reply: toReply(isJsonObject(value) ? value : {}) }),
}

/** Whether a cue may answer with a recording, sooner or later. */
export const mayReplay = ({ action }: Pick<Cue, 'action'>): boolean => holdsRecording(action)

const holdsRecording = ({ name, parts = [] }: Step): boolean =>
  name === recorded.name || parts.some(({ step }) => holdsRecording(step))

/** Whether a step that was played so often answers with a recording. */
export const replays = ({ name, parts = [] }: Step, nth: number): boolean => {
  if (name === recorded.name) return true
  if (parts.length === 0) return false
  const { part, before } = partAt(parts, nth)
  return replays(part.step, nth - before)
}

const toReply = ({ status, cut, ...said }: JsonObject): SentReply => {
  const how = ways.find((way) => way === cut)
  const body = toBody(said, how !== undefined)
  return {
    status: typeof status === 'number' ? status : 200,
    headers: {},
    delay: 0,
    body,
    ...(how !== undefined && { cut: { how, after: lengthOf(body) } }),
  }
}

const encoder = new TextEncoder()
const nothing = new Uint8Array(0)

/** A body that breaks off is sent in parts: what says how long it is would be complete. */
const toBody = ({ body, base64, envelope, events }: JsonObject, breaks: boolean): ReplyBody => {
  if (Array.isArray(events)) return toEvents(isJsonObject(envelope) ? envelope : {}, events)
  const bytes = typeof base64 === 'string' ? fromBase64(base64) : encoder.encode(typeof body === 'string' ? body : '')
  if (breaks) return { kind: 'bytes', parts: [bytes, nothing] }
  return bytes.length === 0 ? { kind: 'none' } : { kind: 'bytes', parts: [bytes] }
}

const toEvents = (envelope: JsonObject, events: readonly Json[]): EventBody => ({
  kind: 'events',
  envelope,
  events: events.filter((event): event is StreamEvent & Json => isJsonObject(event) || typeof event === 'string'),
  lead: 0,
  pace: 'instant',
  done: false,
})

const fromBase64 = (text: string): Uint8Array => {
  const binary = atob(text)
  return Uint8Array.from({ length: binary.length }, (_, index) => binary.charCodeAt(index))
}

const lengthOf = (body: ReplyBody): number => {
  if (body.kind === 'events') return body.events.length
  return body.kind === 'bytes' ? body.parts.reduce((length, part) => length + part.length, 0) : 0
}
