import type { AnswerFacts, Dialect } from '../core/dialect.ts'
import type { JsonLayout } from '../core/reply.ts'
import { goDuration } from '../core/duration.ts'
import { openaiErrors } from './openai-errors.ts'
import { storedSchemas } from './openai-stored.ts'
import { unservedByOpenai } from './openai-unserved.ts'

const pretty: JsonLayout = { indent: 2, newline: true }
const refused: JsonLayout = { indent: 2, newline: false }
const fromEdge: JsonLayout = { indent: 4, newline: true }

/** OpenAI's own service: document 002, filled in with what the real service does. */
export const openai: Dialect = {
  name: 'openai',
  basePath: '/v1',
  baseUrl: 'https://api.openai.com/v1',
  needsKey: true,
  schemas: {
    'chat-completions': async () => {
      const [request, response, chunk, error] = await Promise.all([
        import('../../schemas/openai/chat-completions.request.json', { with: { type: 'json' } }),
        import('../../schemas/openai/chat-completions.response.json', { with: { type: 'json' } }),
        import('../../schemas/openai/chat-completions.chunk.json', { with: { type: 'json' } }),
        import('../../schemas/openai/chat-completions.error.json', { with: { type: 'json' } }),
      ])
      return { request: request.default, response: response.default, chunk: chunk.default, error: error.default }
    },
    ...storedSchemas,
  },
  // Completions are made in this dialect's shape.
  narrow: (_endpoint, value) => value,
  narrowStream: (_endpoint, stream) => stream,
  obfuscates: true,
  layout: pretty,
  refuse: ({ status, message, type, param, code }) => {
    const isFromEdge = status === 404 && code === 'model_not_found'
    return {
      value: { error: { message, type, param, code } },
      layout: isFromEdge ? fromEdge : refused,
      contentType: isFromEdge ? 'application/json; charset=utf-8' : 'application/json',
    }
  },
  headers: (answer) => headersOf(answer),
  errors: openaiErrors,
  unserved: unservedByOpenai,
}

/** The project of the account that everybody here calls with: `proj_` and 24 characters. */
const project = 'proj_CuecardCuecardCuecard123'

const headersOf = ({ status, requestId, organization, processing_ms, limits }: AnswerFacts): Record<string, string> => {
  const headers: Record<string, string> = {
    'access-control-expose-headers': status === 401 ? 'CF-Ray' : 'X-Request-ID',
    'openai-version': '2020-10-01',
    'strict-transport-security': 'max-age=31536000; includeSubDomains; preload',
    'x-content-type-options': 'nosniff',
    'x-request-id': requestId,
  }
  // The edge that answers 404 measures nothing; a 401 is nobody's.
  if (status !== 404) headers['openai-processing-ms'] = String(processing_ms)
  if (status !== 401) {
    headers['openai-organization'] = organization
    headers['openai-project'] = project
  }
  if (limits === undefined || status === 401 || status === 404) return headers
  const { requests, tokens } = limits
  // Written out: names put together anew for every call would cost as much as all other headers.
  headers['x-ratelimit-limit-requests'] = String(requests.limit)
  headers['x-ratelimit-remaining-requests'] = String(requests.remaining)
  headers['x-ratelimit-reset-requests'] = goDuration(requests.reset_ms)
  headers['x-ratelimit-limit-tokens'] = String(tokens.limit)
  headers['x-ratelimit-remaining-tokens'] = String(tokens.remaining)
  headers['x-ratelimit-reset-tokens'] = goDuration(tokens.reset_ms)
  return headers
}
