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
    id: { description: 'Left out: made up, as `call_…`.', ...text },
    type: { description: 'Left out: that of the tool on offer.', enum: ['function', 'custom'] },
    name: { description: 'The tool that is called.', ...text },
    arguments: { description: 'An object is sent as JSON text, a text as it stands.', type: ['object', 'string'] },
    input: { description: 'Text for a custom tool.', ...text },
    function: {
      description: 'The call as it stands on the wire.',
      type: 'object',
      required: ['name'],
      properties: { name: text, arguments: { type: ['object', 'string'] } },
      additionalProperties: false,
    },
    custom: {
      description: 'The same of a custom tool.',
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
  token: { description: 'Text of the token.', ...text },
  logprob: { description: 'Natural logarithm of its probability.', type: 'number', maximum: 0 },
  bytes: {
    description: 'Its UTF-8. Left out: that of the text.',
    type: ['array', 'null'],
    items: { type: 'integer', minimum: 0, maximum: 255 },
  },
}

const tokenLogprobs: JsonObject = {
  description: 'One for each token of the text.',
  type: ['array', 'null'],
  items: {
    type: 'object',
    required: ['token', 'logprob'],
    properties: {
      ...tokenMembers,
      top_logprobs: {
        description: 'What might have stood there instead, likeliest first.',
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
  role: { description: 'Always the assistant.', const: 'assistant' },
  content: {
    description: 'Text; an object or a list is sent as JSON text.',
    type: ['string', 'object', 'array', 'null'],
  },
  refusal: { description: 'Why there is no answer, in the place of `content`.', ...textOrNull },
  tool_calls: {
    description: 'Calls of tools, in the place of a text or beside one.',
    type: 'array',
    items: call,
    maxItems: 128,
  },
  function_call: { anyOf: [functionCall, { type: 'null' }] },
  annotations: {
    description: 'Sources of a web search; their indexes point into `content`.',
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
    description: 'A spoken answer, in the place of `content`.',
    type: ['object', 'null'],
    properties: {
      id: { description: 'Left out: made up, as `audio_…`.', ...text },
      expires_at: { description: 'Seconds since 1970. Left out: in a day.', type: 'integer' },
      data: { description: 'Base64. Left out: silence, as long as saying the transcript takes.', ...text },
      transcript: { description: 'What is said.', ...text },
    },
    additionalProperties: false,
  },
}

const choice: JsonObject = {
  ...message,
  index: { description: 'Left out: its place in `choices`.', type: 'integer', minimum: 0 },
  message: {
    description: 'A message as it stands in a real answer.',
    type: 'object',
    properties: message,
    additionalProperties: false,
  },
  finish_reason: {
    description: 'Left out: `tool_calls` with calls, else `stop`.',
    enum: ['stop', 'length', 'tool_calls', 'content_filter', 'function_call'],
  },
  logprobs: {
    description: 'Left out: made up when the request asks for them.',
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
    id: { description: 'Left out: made up, as `chatcmpl-…`.', ...text },
    object: { description: 'What it is; the same in every answer.', const: 'chat.completion' },
    created: { description: 'Seconds since 1970. Left out: now.', type: 'integer' },
    model: { description: 'Left out: the snapshot of the model that was asked.', ...text },
    system_fingerprint: { description: 'Left out: that of the model.', ...textOrNull },
    service_tier: { description: 'Left out: the one that was asked for, or `default`.', ...textOrNull },
    usage: {
      description: 'Counts that are to differ from what was counted.',
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
    metadata: {
      description: 'Texts by name, as the service keeps them with a completion.',
      type: 'object',
      additionalProperties: text,
    },
  },
  additionalProperties: false,
}
