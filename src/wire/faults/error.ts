import type { Fault } from '../../core/fault.ts'
import { afterSchema, endAfter, errorOf, errorSchemas, eventsBeforeFault, textOf, withJson } from './bodies.ts'

export const error: Fault = {
  name: 'error',
  schema: {
    type: 'object',
    description:
      'An error event inside the 200 stream, which then ends without `data: [DONE]`; other bodies become the error.',
    additionalProperties: false,
    properties: {
      after: afterSchema,
      shape: { enum: ['data', 'event'], description: '`data`: unnamed; `event`: named `event: error`. Default: data.' },
      ...errorSchemas,
    },
  },
  apply: (reply, settings) => {
    const { body } = reply
    const failure = errorOf(settings)
    if (body.kind !== 'events') return withJson(reply, failure)
    const name = textOf(settings, 'shape') === 'event' ? 'event: error\n' : ''
    const event = `${name}data: ${JSON.stringify(failure)}\n\n`
    return { ...reply, body: endAfter(body, eventsBeforeFault(body, settings), event) }
  },
}
