import type { Dialect, NarrowTerms } from '../core/dialect.ts'
import { isJsonObject, type JsonObject } from '../core/json.ts'
import type { EventList, JsonLayout } from '../core/reply.ts'
import { loadSchemas } from './load-schemas.ts'
import { narrowed, narrowedStream, only, without, type Shape } from './narrow.ts'
import { openaiErrors } from './openai-errors.ts'
import { unservedByOpenai } from './openai-unserved.ts'

const compact: JsonLayout = { indent: 0, newline: false }

/** An inference gateway: document 004. */
export const gateway: Dialect = {
  name: 'gateway',
  basePath: '/v1',
  // No security scheme is printed, but a 401 is (slip 11 of the document).
  needsKey: true,
  schemas: {
    'chat-completions': () =>
      loadSchemas([
        import('../../schemas/gateway/chat-completions.request.json', { with: { type: 'json' } }),
        import('../../schemas/gateway/chat-completions.response.json', { with: { type: 'json' } }),
        import('../../schemas/gateway/chat-completions.chunk.json', { with: { type: 'json' } }),
        import('../../schemas/gateway/chat-completions.error.json', { with: { type: 'json' } }),
      ]),
  },
  widen: (_endpoint, body, strictness) =>
    strictness === 'literal' ? only(body, documented) : without(body, placeless),
  narrow: (_endpoint, value, terms) => timed(narrowed(value, completions[terms.strictness]), terms),
  narrowStream: (_endpoint, stream, terms) => {
    const { events, ...rest } = narrowedStream(stream, { envelope: head, event: chunks[terms.strictness] })
    const at: EventList['at'] = (index) => {
      const event = events.at(index)
      return typeof event === 'object' ? timed(event, terms) : event
    }
    return { ...rest, events: { length: events.length, at } }
  },
  obfuscates: false,
  // The document shows no text of a body; services of its kind send compact JSON.
  layout: compact,
  // Its error has three members, all of them strings (slip 8 of the document).
  refuse: ({ message, type, code }) => ({
    value: { error: { message, type, code: code ?? type } },
    layout: compact,
    contentType: 'application/json',
  }),
  // None is documented; without an id of the request nobody could ask about it.
  headers: ({ requestId }) => ({ 'x-request-id': requestId }),
  errors: openaiErrors,
  unserved: unservedByOpenai,
}

const head: Shape = { id: 'kept', created: 'kept', model: 'kept', object: 'kept' }

const usage: Shape = { completion_tokens: 'kept', prompt_tokens: 'kept', total_tokens: 'kept', total_time: 'kept' }

const call: Shape = { id: 'kept', type: 'kept', function: 'kept' }

/** The document says that content is a string: what has none is null for clients, who expect the member, and absent at `literal`. */
const messageWith = (content: 'kept' | 'said', tool_calls: Shape): Shape => ({
  role: 'kept',
  content,
  refusal: 'said',
  tool_calls,
})

const completionWith = (content: 'kept' | 'said'): Shape => ({
  ...head,
  usage,
  choices: { finish_reason: 'kept', index: 'kept', message: messageWith(content, call) },
})

/** Derived: no document describes a chunk. */
const chunkWith = (content: 'kept' | 'said'): Shape => ({
  usage,
  choices: { finish_reason: 'kept', index: 'kept', delta: messageWith(content, { index: 'kept', ...call }) },
})

const completions = { practical: completionWith('kept'), literal: completionWith('said') }
const chunks = { practical: chunkWith('kept'), literal: chunkWith('said') }

/** What has a usage, with the seconds the answer took. */
const timed = (value: JsonObject, { processing_ms }: NarrowTerms): JsonObject => {
  const { usage: counted } = value
  return isJsonObject(counted) ? { ...value, usage: { ...counted, total_time: processing_ms / 1000 } } : value
}

/** Request rows of document 004: at `literal` nothing else has an effect. */
const documented: ReadonlySet<string> = new Set([
  'messages',
  'model',
  'reasoning_effort',
  'stream',
  'stream_options',
  'parallel_tool_calls',
  'user',
  'tools',
  'frequency_penalty',
  'logit_bias',
  'max_completion_tokens',
  'n',
  'presence_penalty',
  'response_format',
  'stop',
  'temperature',
  'top_p',
])

/** What the answer has no place for; `logprobs` and `top_logprobs` are accepted all the same (slip 7 of the document). */
const placeless: ReadonlySet<string> = new Set([
  'logprobs',
  'top_logprobs',
  'functions',
  'function_call',
  'modalities',
  'audio',
  'moderation',
])
