import type { Fault } from '../../core/fault.ts'
import { mapChoices } from './choices.ts'

export const noFinishReason: Fault = {
  name: 'no_finish_reason',
  schema: {
    type: 'object',
    description: 'Every `finish_reason` is null, also in the last event of a choice.',
    additionalProperties: false,
  },
  apply: (reply) =>
    mapChoices(reply, (choice) => ('finish_reason' in choice ? { ...choice, finish_reason: null } : choice)),
}
