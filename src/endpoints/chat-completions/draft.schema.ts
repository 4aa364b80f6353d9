import type { JsonObject } from '../../core/json.ts'

const text = { type: 'string' }
const textOrNull = { type: ['string', 'null'] }

const call: JsonObject = {
  description: 'A tool call. Arguments left out are made up from the schema of the tool on offer.',
  type: 'object',
  oneOf: [
    { required: ['name'], not: { anyOf: [{ required: ['function'] }, { required: ['custom'] }] } },
    {
      required: ['function'],
      properties: { type: { const: 'function' }, name: false, arguments: false, input: false },
    },
    { required: ['custom'], properties: { type: { const: 'custom' }, name: false, arguments: false, input: false } },
  ],
  properties: {
    id: text,
    type: { enum: ['function', 'custom'] },
    name: text,
    arguments: { description: 'An object is sent as JSON text, a text as it stands.', type: ['object', 'string'] },
    input: { description: 'Text for a custom tool.', ...text },
    function: {
      type: 'object',
      required: ['name'],
      properties: { name: text, arguments: { type: ['object', 'string'] } },
      additionalProperties: false,
    },
    custom: {
      type: 'object',
      required: ['name'],
      properties: { name: text, input: text },
      additionalProperties: false,
    },
  },
  additionalProperties: false,
}

const functionCall: JsonObject = {
  description: 'A call in answer to the older member `functions`.',
  type: 'object',
  required: ['name'],
  properties: { name: text, arguments: { type: ['object', 'string'] } },
  additionalProperties: false,
}

const tokenMembers = {
  token: text,
  logprob: { type: 'number', maximum: 0 },
  bytes: { type: ['array', 'null'], items: { type: 'integer', minimum: 0, maximum: 255 } },
}

const tokenLogprobs: JsonObject = {
  type: ['array', 'null'],
  items: {
    type: 'object',
    required: ['token', 'logprob'],
    properties: {
      ...tokenMembers,
      top_logprobs: {
        type: 'array',
        items: {
          type: 'object',
          required: ['token', 'logprob'],
          properties: tokenMembers,
          additionalProperties: false,
        },
      },
    },
    additionalProperties: false,
  },
}

const message: JsonObject = {
  role: { const: 'assistant' },
  content: {
    description: 'Text; an object or a list is sent as JSON text.',
    type: ['string', 'object', 'array', 'null'],
  },
  refusal: textOrNull,
  tool_calls: { type: 'array', items: call, maxItems: 128 },
  function_call: { anyOf: [functionCall, { type: 'null' }] },
  annotations: {
    type: 'array',
    items: {
      type: 'object',
      required: ['type', 'url_citation'],
      properties: {
        type: { const: 'url_citation' },
        url_citation: {
          type: 'object',
          required: ['end_index', 'start_index', 'title', 'url'],
          properties: {
            end_index: { type: 'integer', minimum: 0 },
            start_index: { type: 'integer', minimum: 0 },
            title: text,
            url: text,
          },
          additionalProperties: false,
        },
      },
      additionalProperties: false,
    },
  },
  audio: {
    type: ['object', 'null'],
    properties: {
      id: text,
      expires_at: { type: 'integer' },
      data: { description: 'Base64. Left out: silence, as long as saying the transcript takes.', ...text },
      transcript: text,
    },
    additionalProperties: false,
  },
}

const choice: JsonObject = {
  ...message,
  index: { type: 'integer', minimum: 0 },
  message: {
    description: 'A message as it stands in a real answer.',
    type: 'object',
    properties: message,
    additionalProperties: false,
  },
  finish_reason: { enum: ['stop', 'length', 'tool_calls', 'content_filter', 'function_call'] },
  logprobs: {
    type: ['object', 'null'],
    properties: { content: tokenLogprobs, refusal: tokenLogprobs },
    additionalProperties: false,
  },
}

const counts = (...names: readonly string[]): JsonObject => ({
  type: 'object',
  properties: Object.fromEntries(names.map((name) => [name, { type: 'integer', minimum: 0 }])),
  additionalProperties: false,
})

/** JSON Schema of what a cue's `reply` may say. Whatever it leaves out is made up from the request. */
export const draft: JsonObject = {
  title: 'chat completion',
  type: 'object',
  properties: {
    ...choice,
    choices: {
      description: 'One for each choice, when they differ.',
      type: 'array',
      minItems: 1,
      maxItems: 128,
      items: { type: 'object', properties: choice, additionalProperties: false },
    },
    id: text,
    object: { const: 'chat.completion' },
    created: { type: 'integer' },
    model: text,
    system_fingerprint: textOrNull,
    service_tier: textOrNull,
    usage: {
      type: 'object',
      properties: {
        prompt_tokens: { type: 'integer', minimum: 0 },
        completion_tokens: { type: 'integer', minimum: 0 },
        total_tokens: { type: 'integer', minimum: 0 },
        prompt_tokens_details: counts(
          'cached_tokens',
          'audio_tokens',
          'cache_write_tokens',
          'text_tokens',
          'image_tokens',
        ),
        completion_tokens_details: counts(
          'reasoning_tokens',
          'audio_tokens',
          'accepted_prediction_tokens',
          'rejected_prediction_tokens',
          'text_tokens',
        ),
      },
      additionalProperties: false,
    },
    moderation: { description: 'Verdicts on input and output, as the wire has them.', type: 'object' },
    metadata: { type: 'object', additionalProperties: text },
  },
  additionalProperties: false,
}
