import type { Fault } from '../../core/fault.ts'
import { afterSchema, cutAs } from './bodies.ts'

export const hang: Fault = {
  name: 'hang',
  schema: {
    type: 'object',
    description: 'Nothing more is sent, and the connection stays open until the client goes away.',
    additionalProperties: false,
    properties: { after: afterSchema },
  },
  apply: (reply, settings) => cutAs('hang', reply, settings),
}
