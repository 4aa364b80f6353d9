import type { Fault } from '../../core/fault.ts'
import { afterSchema, cutAs } from './bodies.ts'

export const reset: Fault = {
  name: 'reset',
  schema: {
    type: 'object',
    description: 'The connection is reset (RST) before the body is complete.',
    additionalProperties: false,
    properties: { after: afterSchema },
  },
  apply: (reply, settings) => cutAs('reset', reply, settings),
}
