import type { HeldStream } from '../core/hand.ts'
import type { Cut, EventBody, Outcome, ReplyBody, SentReply } from '../core/reply.ts'
import type { Client } from './alarms.ts'
import { createEventWriter, doneMarker, renderEvents, renderFirstEvents } from './events.ts'
import { renderJson } from './json.ts'
import { joinBytes } from './read.ts'
import { sendPaced } from './send-paced.ts'
import type { SendOptions, Sink } from './sink.ts'
import { toBytes } from './utf8.ts'

/** Whether the whole body can be written at once: no pace, no break, no borders to keep. */
export const isWhole = ({ body, cut }: SentReply): boolean =>
  cut === undefined &&
  (body.kind === 'events' ? body.pace === 'instant' : body.kind !== 'bytes' || body.parts.length < 2)

/** Whether the length of the body is not told in advance. */
export const isChunked = (body: ReplyBody): boolean =>
  body.kind === 'events' || (body.kind === 'bytes' && body.parts.length > 1)

/** The whole body as one part; bodies of several parts lose their borders. */
export const renderBody = ({ body }: SentReply): string | Uint8Array => {
  switch (body.kind) {
    case 'none':
      return ''
    case 'json':
      return renderJson(body.value, body.layout)
    case 'events':
      return renderEvents(body)
    case 'bytes':
      return body.parts.length === 1
        ? (body.parts[0] ?? '')
        : joinBytes(
            body.parts,
            body.parts.reduce((length, part) => length + part.length, 0),
          )
  }
}

/**
 * Sends a body as its reply says, whatever the door: at its pace, up to its cut.
 * Stops at once when the client goes away. Status line and headers are the door's.
 */
export const sendBody = (reply: SentReply, sink: Sink, options: SendOptions): Promise<Outcome> =>
  written(reply, sink, options).then(() => finish(reply, sink, options.client))

const written = (reply: SentReply, sink: Sink, options: SendOptions): Promise<void> => {
  const { body, cut } = reply
  const { client } = options
  if (body.kind !== 'events') return sendParts(partsOf(reply), sink, client)
  if (body.pace === 'instant') return sendParts([instantText(body, cut)], sink, client)
  if ('held' in body.pace) return sendHeld(body, body.pace.held, cut, sink, client)
  const count = cut === undefined ? body.events.length : eventsBefore(body, cut)
  return sendPaced({ body, pace: body.pace, count, done: body.done && cut === undefined }, sink, options)
}

const finish = async (reply: SentReply, sink: Sink, client: Client): Promise<Outcome> => {
  if (client.gone) return { end: 'aborted', bytes: sink.bytes }
  const how = reply.cut?.how ?? (isFailed(reply) ? 'reset' : undefined)
  if (how === undefined) {
    sink.end()
    return { end: 'complete', bytes: sink.bytes }
  }
  await sink.break(how)
  return { end: 'cut', bytes: sink.bytes }
}

const instantText = (body: EventBody, cut: Cut | undefined): string =>
  cut === undefined ? renderEvents(body) : renderFirstEvents(body, eventsBefore(body, cut))

/** Roles at once, content as far as the hand allows. */
const sendHeld = async (
  body: EventBody,
  held: HeldStream,
  cut: Cut | undefined,
  sink: Sink,
  client: Client,
): Promise<void> => {
  const count = cut === undefined ? body.events.length : eventsBefore(body, cut)
  const write = createEventWriter(body)
  client.whenGone(held.wake)
  let index = 0
  try {
    while (index < count) {
      let text = ''
      for (; index < count && index < body.lead + held.allowed; index++) text += write(index)
      if (text !== '') await sink.write(text)
      held.tell(index - body.lead)
      if (index < count) await held.more(index - body.lead)
      if (client.gone || held.failed) return
    }
    if (cut === undefined && body.done) await sink.write(doneMarker)
  } finally {
    held.end()
  }
}

const isFailed = ({ body }: SentReply): boolean =>
  body.kind === 'events' && typeof body.pace === 'object' && 'held' in body.pace && body.pace.held.failed

const sendParts = async (parts: readonly (string | Uint8Array)[], sink: Sink, client: Client): Promise<void> => {
  for (const part of parts) {
    if (client.gone) return
    if (part.length > 0) await sink.write(part)
  }
}

/** What goes out of a body without events, in its own parts. */
const partsOf = (reply: SentReply): readonly (string | Uint8Array)[] => {
  const { body, cut } = reply
  if (cut === undefined) return body.kind === 'bytes' ? body.parts : [renderBody(reply)]
  const whole = renderBody(reply)
  const bytes = typeof whole === 'string' ? toBytes(whole) : whole
  return [bytes.subarray(0, cut.after ?? bytes.length >> 1)]
}

/** How many events are sent before the break; a cut behind the last one still takes the done marker away. */
export const eventsBefore = ({ events, lead }: EventBody, { after }: Pick<Cut, 'after'>): number =>
  Math.min(events.length, lead + (after ?? Math.max(0, events.length - lead) >> 1))
