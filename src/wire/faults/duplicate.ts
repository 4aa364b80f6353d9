import type { Fault } from '../../core/fault.ts'
import { bodyText, eventsBeforeFault, withBytes } from './bodies.ts'

export const duplicate: Fault = {
  name: 'duplicate',
  schema: {
    type: 'object',
    description: 'One event is sent twice; other bodies stand there twice.',
    additionalProperties: false,
    properties: {
      after: {
        type: 'integer',
        minimum: 0,
        description: 'How many content events come before the one that is repeated. Default: half.',
      },
    },
  },
  apply: (reply, settings) => {
    const { body } = reply
    if (body.kind !== 'events') return withBytes(reply, bodyText(reply).repeat(2))
    const { events } = body
    const twice = Math.min(eventsBeforeFault(body, settings), events.length - 1)
    if (twice < 0) return reply
    const at = (index: number) => events.at(index > twice ? index - 1 : index)
    return { ...reply, body: { ...body, events: { length: events.length + 1, at } } }
  },
}
