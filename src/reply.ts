import type { ComposedStream } from './core/endpoint.ts'
import type { JsonObject } from './core/json.ts'
import type { SentReply } from './core/reply.ts'
import type { Manner, StreamManner } from './core/scenario.ts'
import type { Visit } from './visit.ts'
import { hashOf } from './core/random.ts'
import { applyFaults } from './wire/faults/list.ts'
import { corsHeaders } from './wire/headers.ts'
import { paceOf } from './wire/pace.ts'

/** A success in one piece. */
export const whole = (visit: Visit, value: JsonObject): SentReply => {
  const headers = visit.headers(200, 'json')
  headers['content-type'] = 'application/json'
  return { status: 200, headers, delay: 0, body: { kind: 'json', value, layout: visit.dialect.layout } }
}

/** A success as a stream of events at this pace. */
export const streamed = (visit: Visit, stream: ComposedStream, pace: StreamManner): SentReply => {
  const { envelope, events, lead, obfuscate } = stream
  const headers = visit.headers(200, 'events')
  headers['content-type'] = 'text/event-stream; charset=utf-8'
  const seed = hashOf(visit.seed, visit.scope.name, visit.ordinal)
  const padding = visit.dialect.obfuscates && obfuscate ? { obfuscation: seed } : {}
  return {
    status: 200,
    headers,
    delay: 0,
    body: { kind: 'events', envelope, events, lead, pace: paceOf(pace, seed), done: true, ...padding },
  }
}

/** What a service has sent: only a browser is told more, and its events come at this pace. */
export const asRecorded = (visit: Visit, reply: SentReply, pace: StreamManner): SentReply => {
  const { body } = reply
  const headers = { ...reply.headers, ...corsHeaders(visit.incoming) }
  if (body.kind !== 'events') return { ...reply, headers }
  const seed = hashOf(visit.seed, visit.scope.name, visit.ordinal)
  return { ...reply, headers, body: { ...body, pace: paceOf(pace, seed) } }
}

/** The reply as the cue wants it sent: its headers, its delay, its faults. */
export const sent = (visit: Visit, reply: SentReply, manner: Manner): SentReply => {
  const { headers, delay = 0, faults } = manner
  const dressed = headers === undefined ? reply : withHeaders(reply, headers)
  const late = delay === 0 ? dressed : { ...dressed, delay }
  return faults === undefined || faults.length === 0 ? late : applyFaults(late, faults, visit.ids)
}

/** Headers that an author wrote win, however they spell the names. */
const withHeaders = (reply: SentReply, headers: Readonly<Record<string, string>>): SentReply => ({
  ...reply,
  headers: {
    ...reply.headers,
    ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
  },
})
