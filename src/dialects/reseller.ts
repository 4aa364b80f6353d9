import type { Dialect } from '../core/dialect.ts'
import type { Json, JsonObject } from '../core/json.ts'
import type { JsonLayout } from '../core/reply.ts'
import { bareCompletion, bareStream } from './bare-completion.ts'
import { demandHeaders } from './demand-headers.ts'
import { loadSchemas } from './load-schemas.ts'
import { narrowed, narrowedStream, only, without } from './narrow.ts'
import { openaiErrors } from './openai-errors.ts'
import { unservedByOpenai } from './openai-unserved.ts'

const compact: JsonLayout = { indent: 0, newline: false }

/** A reseller of OpenAI's models: document 000. It shows no error: they are OpenAI's, passed on. */
export const reseller: Dialect = {
  name: 'reseller',
  basePath: '/v1',
  // Its header table marks the key optional.
  needsKey: false,
  schemas: {
    'chat-completions': () =>
      loadSchemas([
        import('../../schemas/reseller/chat-completions.request.json', { with: { type: 'json' } }),
        import('../../schemas/reseller/chat-completions.response.json', { with: { type: 'json' } }),
        import('../../schemas/reseller/chat-completions.chunk.json', { with: { type: 'json' } }),
        import('../../schemas/reseller/chat-completions.error.json', { with: { type: 'json' } }),
      ]),
  },
  demand: demandHeaders,
  widen: (_endpoint, body, strictness) =>
    inOpenaisWords(strictness === 'literal' ? only(body, documented) : without(body, placeless)),
  narrow: (_endpoint, value) => narrowed(value, bareCompletion),
  narrowStream: (_endpoint, stream) => narrowedStream(stream, bareStream),
  obfuscates: false,
  // The document shows text for people; services of its kind send compact JSON.
  layout: compact,
  refuse: ({ message, type, param, code }) => ({
    value: { error: { message, type, param, code } },
    layout: compact,
    contentType: 'application/json',
  }),
  // None is documented; without an id of the request nobody could ask about it.
  headers: ({ requestId }) => ({ 'x-request-id': requestId }),
  errors: openaiErrors,
  unserved: unservedByOpenai,
}

/** Request rows of document 000 and the `seed` that its `seen` stands for: at `literal` nothing else has an effect. */
const documented: ReadonlySet<string> = new Set([
  'model',
  'messages',
  'temperature',
  'top_p',
  'n',
  'stream',
  'stop',
  'max_tokens',
  'presence_penalty',
  'frequency_penalty',
  'logit_bias',
  'user',
  'response_format',
  'seen',
  'seed',
  'tools',
  'tool_choice',
])

/** What the answer has no place for. */
const placeless: ReadonlySet<string> = new Set(['logprobs', 'top_logprobs', 'moderation'])

/** Slips 2 and 4 of the document: tools may be bare names, and the seed is called `seen`. */
const inOpenaisWords = (body: JsonObject): JsonObject => {
  const { seen, tools } = body
  const isNamed = Array.isArray(tools) && tools.some((tool) => typeof tool === 'string')
  if (seen === undefined && !isNamed) return body
  const { seen: _, ...words } = body
  return {
    ...words,
    ...(seen !== undefined && { seed: body['seed'] ?? seen }),
    ...(isNamed && { tools: tools.map(toTool) }),
  }
}

const toTool = (tool: Json): Json => (typeof tool === 'string' ? { type: 'function', function: { name: tool } } : tool)
