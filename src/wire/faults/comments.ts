import type { Fault } from '../../core/fault.ts'
import { bodyText, mapText, textOf, withBytes } from './bodies.ts'

export const comments: Fault = {
  name: 'comments',
  schema: {
    type: 'object',
    description: 'A comment stands before every event, as keep-alives do; other bodies begin with blank lines.',
    additionalProperties: false,
    properties: {
      text: { type: 'string', pattern: '^[^\\r\\n]*$', description: 'What the comments say. Default: keep-alive.' },
    },
  },
  apply: (reply, settings) => {
    const { body } = reply
    if (body.kind !== 'events') return withBytes(reply, `\n\n\n${bodyText(reply)}`)
    const comment = `: ${textOf(settings, 'text') ?? 'keep-alive'}\n\n`
    return { ...reply, body: mapText(body, (text) => comment + text) }
  },
}
