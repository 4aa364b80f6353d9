import type { Fault } from '../../core/fault.ts'
import { textOf } from './bodies.ts'

export const contentType: Fault = {
  name: 'content_type',
  schema: {
    type: 'object',
    description: 'The content type says something else than the body is.',
    additionalProperties: false,
    properties: {
      value: { type: 'string', pattern: '^[\\x20-\\x7e]+$', description: 'Default: text/plain; charset=utf-8.' },
    },
  },
  apply: (reply, settings) => ({
    ...reply,
    headers: { ...reply.headers, 'content-type': textOf(settings, 'value') ?? 'text/plain; charset=utf-8' },
  }),
}
