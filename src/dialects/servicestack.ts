import type { Dialect } from '../core/dialect.ts'
import type { JsonLayout } from '../core/reply.ts'
import { loadSchemas } from './load-schemas.ts'
import { unservedByOpenai } from './openai-unserved.ts'
import { servicestackErrors } from './servicestack-catalogue.ts'
import { refuseAsServicestack, wordAsServicestack } from './servicestack-errors.ts'
import { narrowCompletion, narrowStream } from './servicestack-narrow.ts'
import { demandJson, withoutSuffix, wrapInCallback } from './servicestack-negotiation.ts'
import { widenRequest } from './servicestack-widen.ts'

const compact: JsonLayout = { indent: 0, newline: false }

/** A .NET service whose page tells C# names and whose samples tell JSON names: document 003, its slips mended at `practical`. */
export const servicestack: Dialect = {
  name: 'servicestack',
  basePath: '/v1',
  // Its sample request carries none.
  needsKey: false,
  schemas: {
    'chat-completions': () =>
      loadSchemas([
        import('../../schemas/servicestack/chat-completions.request.json', { with: { type: 'json' } }),
        import('../../schemas/servicestack/chat-completions.response.json', { with: { type: 'json' } }),
        import('../../schemas/servicestack/chat-completions.chunk.json', { with: { type: 'json' } }),
        import('../../schemas/servicestack/chat-completions.error.json', { with: { type: 'json' } }),
      ]),
  },
  pathOf: withoutSuffix,
  demand: demandJson,
  widen: (_endpoint, body) => widenRequest(body),
  word: wordAsServicestack,
  narrow: (_endpoint, value, terms) => narrowCompletion(value, terms),
  narrowStream: (_endpoint, stream, terms) => narrowStream(stream, terms),
  dress: wrapInCallback,
  obfuscates: false,
  layout: compact,
  refuse: (error) => ({
    value: refuseAsServicestack(error),
    layout: compact,
    contentType: 'application/json',
  }),
  headers: ({ requestId }) => ({ 'x-content-type-options': 'nosniff', 'x-request-id': requestId }),
  errors: servicestackErrors,
  unserved: unservedByOpenai,
}
