import type { Dialect } from '../core/dialect.ts'
import { bareCompletion, bareStream } from './bare-completion.ts'
import { demandHeaders } from './demand-headers.ts'
import { loadSchemas } from './load-schemas.ts'
import { narrowed, narrowedStream, only, without } from './narrow.ts'
import { openai } from './openai.ts'

/**
 * OpenAI's service as its page of December 2024 shows it: document 001. Headers, errors and layout, of which the page says nothing, are
 * the same service's.
 */
export const openaiClassic: Dialect = {
  ...openai,
  name: 'openai-classic',
  // The page's own example sends no key.
  needsKey: false,
  schemas: {
    'chat-completions': () =>
      loadSchemas([
        import('../../schemas/openai-classic/chat-completions.request.json', { with: { type: 'json' } }),
        import('../../schemas/openai-classic/chat-completions.response.json', { with: { type: 'json' } }),
        import('../../schemas/openai-classic/chat-completions.chunk.json', { with: { type: 'json' } }),
        import('../../schemas/openai-classic/chat-completions.error.json', { with: { type: 'json' } }),
      ]),
  },
  demand: demandHeaders,
  widen: (_endpoint, body, strictness) =>
    strictness === 'literal' ? only(body, documented) : without(body, placeless),
  narrow: (_endpoint, value) => narrowed(value, bareCompletion),
  narrowStream: (_endpoint, stream) => narrowedStream(stream, bareStream),
  obfuscates: false,
}

/** Request rows of document 001: at `literal` nothing else has an effect, at `practical` what OpenAI's clients send has. */
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
])

/** What the answer has no place for. */
const placeless: ReadonlySet<string> = new Set(['logprobs', 'top_logprobs', 'moderation'])
