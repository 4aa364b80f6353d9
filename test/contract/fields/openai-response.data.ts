import type { Field, FieldGroup } from './field.ts'

const call = { id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: '{}' } }
const citation = {
  type: 'url_citation',
  url_citation: { end_index: 3, start_index: 1, url: 'https://a.example', title: 'T' },
}
const audio = { id: 'audio_1', expires_at: 1_750_000_000, data: 'AAAA', transcript: 'Hello' }
const alternative = { token: 'Hello', logprob: -0.5, bytes: [72, 101] }
const token = { ...alternative, top_logprobs: [alternative] }
const message = {
  role: 'assistant',
  content: 'Hello',
  refusal: null,
  tool_calls: [call],
  annotations: [citation],
  function_call: call.function,
  audio,
}
const usage = {
  completion_tokens: 2,
  prompt_tokens: 8,
  total_tokens: 10,
  completion_tokens_details: { reasoning_tokens: 0 },
  prompt_tokens_details: { cached_tokens: 0 },
}
const host = {
  id: 'chatcmpl-8wYjAqVDJb8pwLyTtTbCx1bmeLw04',
  object: 'chat.completion',
  created: 1_750_000_000,
  model: 'gpt-4o-2024-08-06',
  choices: [{ index: 0, message, logprobs: { content: [token], refusal: [token] }, finish_reason: 'stop' }],
  usage,
}
const reasons = ['stop', 'length', 'tool_calls', 'content_filter', 'function_call']

/** The odds of one token; those of its alternatives have the same members but the last. */
const tokenFields: readonly Field[] = [
  { name: 'token', type: 'string', required: true, good: 'Hello', source: '002 response logprobs' },
  { name: 'logprob', type: 'number', required: true, good: -0.5, more: [0, -9999], source: '002 response logprobs' },
  { name: 'bytes', type: ['array', 'null'], required: true, good: [72], more: [[]], source: '002 response logprobs' },
  { name: 'bytes[0]', type: 'integer', good: 72, more: [0, 255], source: '002 response logprobs' },
]
const alternatives: readonly Field[] = [
  {
    name: 'top_logprobs',
    type: 'array',
    required: true,
    good: [alternative],
    more: [[]],
    source: '002 response logprobs',
  },
  { name: 'top_logprobs[0]', type: 'object', good: alternative, source: '002 response logprobs' },
]

const counters = (...names: readonly string[]): readonly Field[] =>
  names.map((name) => ({ name, type: 'integer', good: 3, more: [0], source: `002 response usage ${name}` }))

/** Document 002: the sample of the response; what is required is said by the API description of its time. */
export const openaiResponse: readonly FieldGroup[] = [
  {
    at: '',
    host,
    fields: [
      { name: 'id', type: 'string', required: true, good: host.id, source: '002 response id' },
      { name: 'choices', type: 'array', required: true, good: host.choices, source: '002 response choices' },
      { name: 'choices[0]', type: 'object', good: host.choices[0] ?? {}, source: '002 response choices' },
      { name: 'created', type: 'integer', required: true, good: 123, source: '002 response created' },
      { name: 'model', type: 'string', required: true, good: 'gpt-4o', source: '002 response model' },
      { name: 'service_tier', type: ['string', 'null'], good: 'default', source: '002 response service_tier' },
      {
        name: 'system_fingerprint',
        type: ['string', 'null'],
        good: 'fp_44709d6fcb',
        source: '002 response system_fingerprint; null as wire-format 4 has it',
      },
      {
        name: 'object',
        type: 'string',
        required: true,
        values: ['chat.completion'],
        good: 'chat.completion',
        source: '002 response object',
      },
      { name: 'usage', type: 'object', good: usage, source: '002 response usage' },
    ],
  },
  {
    at: 'choices[0]',
    host,
    fields: [
      {
        name: 'finish_reason',
        type: 'string',
        required: true,
        values: reasons,
        good: 'stop',
        source: '002 response choices',
      },
      { name: 'index', type: 'integer', required: true, good: 0, more: [123], source: '002 response choices' },
      { name: 'message', type: 'object', required: true, good: message, source: '002 response choices' },
      {
        name: 'logprobs',
        type: ['object', 'null'],
        good: null,
        source: '002 response choices; absent on reasoning models, wire-format 4',
      },
      {
        name: 'logprobs.content',
        type: ['array', 'null'],
        required: true,
        good: [token],
        source: '002 response logprobs',
      },
      {
        name: 'logprobs.refusal',
        type: ['array', 'null'],
        required: true,
        good: [token],
        source: '002 response logprobs',
      },
      { name: 'logprobs.content[0]', type: 'object', good: token, source: '002 response logprobs' },
      { name: 'logprobs.refusal[0]', type: 'object', good: token, source: '002 response logprobs' },
    ],
  },
  {
    at: 'choices[0].message',
    host,
    fields: [
      { name: 'content', type: ['string', 'null'], required: true, good: 'Hello', source: '002 response message' },
      { name: 'refusal', type: ['string', 'null'], required: true, good: 'No.', source: '002 response message' },
      {
        name: 'role',
        type: 'string',
        required: true,
        values: ['assistant'],
        good: 'assistant',
        source: '002 response',
      },
      { name: 'tool_calls', type: 'array', good: [call], source: '002 response message' },
      { name: 'tool_calls[0]', type: 'object', good: call, source: '002 response tool_calls' },
      { name: 'annotations[0]', type: 'object', good: citation, source: '002 response annotations' },
      { name: 'tool_calls[0].id', type: 'string', required: true, good: 'call_1', source: '002 response tool_calls' },
      {
        name: 'tool_calls[0].type',
        type: 'string',
        required: true,
        good: 'function',
        bad: ['x'],
        source: '002 response',
      },
      { name: 'tool_calls[0].function', type: 'object', required: true, good: call.function, source: '002 response' },
      { name: 'tool_calls[0].function.name', type: 'string', required: true, good: 'f', source: '002 response' },
      { name: 'tool_calls[0].function.arguments', type: 'string', required: true, good: '{}', source: '002 response' },
      { name: 'annotations', type: 'array', good: [citation], more: [[]], source: '002 response annotations' },
      {
        name: 'annotations[0].type',
        type: 'string',
        required: true,
        values: ['url_citation'],
        good: 'url_citation',
        source: '002 response annotations',
      },
      {
        name: 'annotations[0].url_citation',
        type: 'object',
        required: true,
        good: citation.url_citation,
        source: '002 response annotations',
      },
      { name: 'function_call', type: ['object', 'null'], good: call.function, source: '002 response function_call' },
      { name: 'function_call.name', type: 'string', required: true, good: 'f', source: '002 response function_call' },
      {
        name: 'function_call.arguments',
        type: 'string',
        required: true,
        good: '{}',
        source: '002 response function_call',
      },
      { name: 'audio', type: ['object', 'null'], good: audio, source: '002 response audio' },
      { name: 'audio.id', type: 'string', required: true, good: 'audio_1', source: '002 response audio' },
      { name: 'audio.expires_at', type: 'integer', required: true, good: 123, source: '002 response audio' },
      { name: 'audio.data', type: 'string', required: true, good: 'AAAA', source: '002 response audio' },
      { name: 'audio.transcript', type: 'string', required: true, good: 'Hello', source: '002 response audio' },
    ],
  },
  {
    at: 'choices[0].message.annotations[0].url_citation',
    host,
    fields: [
      { name: 'end_index', type: 'integer', required: true, good: 3, source: '002 response url_citation' },
      { name: 'start_index', type: 'integer', required: true, good: 1, source: '002 response url_citation' },
      { name: 'url', type: 'string', required: true, good: 'https://a.example', source: '002 response url_citation' },
      { name: 'title', type: 'string', required: true, good: 'T', source: '002 response url_citation' },
    ],
  },
  { at: 'choices[0].logprobs.content[0]', host, fields: [...tokenFields, ...alternatives] },
  { at: 'choices[0].logprobs.refusal[0]', host, fields: [...tokenFields, ...alternatives] },
  { at: 'choices[0].logprobs.content[0].top_logprobs[0]', host, fields: tokenFields },
  { at: 'choices[0].logprobs.refusal[0].top_logprobs[0]', host, fields: tokenFields },
  {
    at: 'usage',
    host,
    fields: [
      ...counters('completion_tokens', 'prompt_tokens', 'total_tokens').map((field) => ({ ...field, required: true })),
      { name: 'completion_tokens_details', type: 'object', good: {}, source: '002 response usage' },
      { name: 'prompt_tokens_details', type: 'object', good: {}, source: '002 response usage' },
    ],
  },
  {
    at: 'usage.completion_tokens_details',
    host,
    fields: counters('accepted_prediction_tokens', 'audio_tokens', 'reasoning_tokens', 'rejected_prediction_tokens'),
  },
  { at: 'usage.prompt_tokens_details', host, fields: counters('audio_tokens', 'cached_tokens') },
]
