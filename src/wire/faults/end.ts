import type { Fault } from '../../core/fault.ts'
import { afterSchema, endAfter, eventsBeforeFault, truncated } from './bodies.ts'

export const end: Fault = {
  name: 'end',
  schema: {
    type: 'object',
    description: 'The stream ends early but well-formed, without `data: [DONE]`; other bodies end in the middle.',
    additionalProperties: false,
    properties: { after: afterSchema },
  },
  apply: (reply, settings) => {
    const { body } = reply
    if (body.kind !== 'events') return truncated(reply, settings)
    return { ...reply, body: endAfter(body, eventsBeforeFault(body, settings)) }
  },
}
