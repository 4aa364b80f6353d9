import type { Fault } from '../../core/fault.ts'
import { alphanumeric, type Random } from '../../core/random.ts'
import { afterSchema, endAfter, eventsBeforeFault, textOf, withBytes } from './bodies.ts'

export const garbage: Fault = {
  name: 'garbage',
  schema: {
    type: 'object',
    description: 'Something that cannot be parsed stands in the stream, which then ends; other bodies become it.',
    additionalProperties: false,
    properties: {
      after: afterSchema,
      instead_of: {
        enum: ['json', 'sse'],
        description:
          '`json`: an event whose data is no JSON; `sse`: lines that are no server-sent event. Default: json.',
      },
    },
  },
  apply: (reply, settings, random) => {
    const { body } = reply
    const noise = noiseOf(random)
    if (body.kind !== 'events') return withBytes(reply, noise)
    const event = textOf(settings, 'instead_of') === 'sse' ? `${noise}\n${noise}\n\n` : `data: ${noise}\n\n`
    return { ...reply, body: endAfter(body, eventsBeforeFault(body, settings), event) }
  },
}

/** No JSON text begins like this, and no line of an event stream has such a field. */
const noiseOf = (random: Random): string => `{${random.text(24, alphanumeric)}<${random.text(8, alphanumeric)}`
