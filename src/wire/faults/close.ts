import type { Fault } from '../../core/fault.ts'
import { afterSchema, cutAs } from './bodies.ts'

export const close: Fault = {
  name: 'close',
  schema: {
    type: 'object',
    description: 'The connection is closed (FIN) before the body is complete.',
    additionalProperties: false,
    properties: { after: afterSchema },
  },
  apply: (reply, settings) => cutAs('close', reply, settings),
}
