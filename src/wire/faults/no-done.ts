import type { Fault } from '../../core/fault.ts'

export const noDone: Fault = {
  name: 'no_done',
  schema: {
    type: 'object',
    description: 'The stream is complete but for `data: [DONE]`; other bodies stay as they are.',
    additionalProperties: false,
  },
  apply: (reply) => (reply.body.kind === 'events' ? { ...reply, body: { ...reply.body, done: false } } : reply),
}
