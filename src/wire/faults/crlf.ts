import type { Fault } from '../../core/fault.ts'
import { bodyText, mapText, withBytes } from './bodies.ts'

const toCrlf = (text: string): string => text.replaceAll('\n', '\r\n')

export const crlf: Fault = {
  name: 'crlf',
  schema: {
    type: 'object',
    description: 'Lines end in CR LF, which both server-sent events and JSON allow.',
    additionalProperties: false,
  },
  apply: (reply) =>
    reply.body.kind === 'events'
      ? { ...reply, body: mapText(reply.body, toCrlf) }
      : withBytes(reply, toCrlf(bodyText(reply))),
}
