import type { Fault } from '../../core/fault.ts'
import { createEventWriter } from '../events.ts'
import { afterSchema, endAfter, eventsBeforeFault, truncated } from './bodies.ts'

export const truncate: Fault = {
  name: 'truncate',
  schema: {
    type: 'object',
    description: 'The body ends, well-formed as HTTP, in the middle of an event or of the JSON.',
    additionalProperties: false,
    properties: { after: afterSchema },
  },
  apply: (reply, settings) => {
    const { body } = reply
    if (body.kind !== 'events') return truncated(reply, settings)
    const count = eventsBeforeFault(body, settings)
    const next = createEventWriter(body)(count)
    return { ...reply, body: endAfter(body, count, next.slice(0, next.length >> 1)) }
  },
}
