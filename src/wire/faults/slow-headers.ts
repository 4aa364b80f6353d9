import { parseDuration } from '../../core/duration.ts'
import type { Fault } from '../../core/fault.ts'
import { textOf } from './bodies.ts'

export const slowHeaders: Fault = {
  name: 'slow_headers',
  schema: {
    type: 'object',
    description: 'The status line comes late.',
    additionalProperties: false,
    properties: {
      delay: { $ref: '#/$defs/duration', description: 'How late: 500ms, 30s. Default: 10s.' },
    },
  },
  apply: (reply, settings) => {
    const delay = parseDuration(textOf(settings, 'delay') ?? '')
    return { ...reply, delay: reply.delay + (delay ?? 10_000) }
  },
}
