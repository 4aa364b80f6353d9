import type { JsonObject } from '../../../core/json.ts'
import { json, objectOf, type Asked, type Operation } from '../operation.ts'
import { baseUrlsOf } from '../served.ts'

const text: JsonObject = { type: 'string' }

const addresses: JsonObject = objectOf({
  dialect: { ...text, description: 'The dialect of /v1.' },
  base_urls: { type: 'object', additionalProperties: text, description: 'What clients take, by dialect.' },
  health: text,
  scenarios: text,
  calls: text,
  calls_stream: text,
  control: { ...text, description: 'The OpenAPI document of the control API.' },
})

export const overview: Operation = {
  method: 'GET',
  path: '/',
  id: 'overview',
  summary: 'Says what is served and where; with `accept: text/html` as a page.',
  open: true,
  responses: {
    200: {
      description: 'Addresses of all that there is.',
      content: { 'application/json': { schema: addresses }, 'text/html': { schema: text } },
    },
  },
  answer: async (asked) => {
    if (/\btext\/html\b/i.test(asked.headers['accept'] ?? '')) return (await import('../page/page.ts')).page(asked)
    return json(overviewOf(asked))
  },
}

const overviewOf = ({ cuecard, url }: Asked): JsonObject => ({
  dialect: cuecard.dialect,
  base_urls: baseUrlsOf(cuecard, url),
  health: `${url}/health`,
  scenarios: `${url}/_cuecard/scenarios`,
  calls: `${url}/_cuecard/calls`,
  calls_stream: `${url}/_cuecard/calls/stream`,
  control: `${url}/_cuecard/control.openapi.json`,
})
