import type { Field, FieldGroup } from './field.ts'
import { anyWord, call, toolCallFields } from './servicestack-shared.ts'

/** Members that are integers and optional, all of them. */
const counters = (names: Readonly<Record<string, string>>): readonly Field[] =>
  Object.entries(names).map(([name, row]) => ({ name, type: 'integer', good: 3, more: [0], source: `003 ${row}` }))

const citation = {
  type: 'url_citation',
  url_citation: { end_index: 3, start_index: 1, title: 'T', url: 'https://a.example' },
}
const audio = { data: 'AAAA', expires_at: 1_750_000_000, id: 'audio_1', transcript: 'Hello' }
const message = { content: 'Hello', role: 'assistant', annotations: [citation], audio, tool_calls: [call] }
const fault = { errorCode: 'NotEmpty', fieldName: 'Model', message: 'empty', meta: { a: 'b' } }
const responseStatus = { errorCode: 'NotEmpty', message: 'empty', stackTrace: '', errors: [fault], meta: { a: 'b' } }
const usage = {
  completion_tokens: 2,
  prompt_tokens: 8,
  total_tokens: 10,
  completion_tokens_details: { reasoning_tokens: 0 },
  prompt_tokens_details: { cached_tokens: 0 },
}
const answered = {
  id: 'chatcmpl-1',
  choices: [{ finish_reason: 'stop', index: 0, message }],
  created: 1_750_000_000,
  model: 'qwen',
  object: 'chat.completion',
  usage,
  metadata: { a: 'b' },
  responseStatus,
}

/** The response of document 003 and its parts. */
export const servicestackResponse: readonly FieldGroup[] = [
  {
    at: '',
    host: answered,
    fields: [
      { name: 'id', type: 'string', required: true, good: 'chatcmpl-1', source: '003 response Id' },
      { name: 'choices', type: 'array', required: true, good: answered.choices, source: '003 response Choices' },
      { name: 'choices[0]', type: 'object', good: answered.choices[0] ?? {}, source: '003 response Choices' },
      { name: 'created', type: 'integer', good: 1_750_000_000, source: '003 response Created: long' },
      { name: 'model', type: 'string', required: true, good: 'qwen', source: '003 response Model' },
      { name: 'system_fingerprint', type: 'string', good: 'fp_1', source: '003 response SystemFingerprint' },
      {
        name: 'object',
        type: 'string',
        required: true,
        values: ['chat.completion'],
        good: 'chat.completion',
        source: '003 response Object: always chat.completion',
        practical: anyWord,
      },
      { name: 'service_tier', type: 'string', good: 'default', source: '003 response ServiceTier' },
      { name: 'usage', type: 'object', required: true, good: usage, source: '003 response Usage' },
      { name: 'provider', type: 'string', good: 'groq', source: '003 response Provider' },
      { name: 'metadata', type: 'object', good: { a: 'b' }, source: '003 response Metadata' },
      { name: 'metadata.*', type: 'string', good: 'b', source: '003 response Metadata: Dictionary<string, string>' },
      { name: 'responseStatus', type: 'object', good: responseStatus, source: '003 response ResponseStatus' },
    ],
  },
  {
    at: 'choices[0]',
    host: answered,
    fields: [
      {
        name: 'finish_reason',
        type: 'string',
        required: true,
        values: ['stop', 'length', 'content_filter', 'tool_calls'],
        good: 'stop',
        source: '003 Choice FinishReason',
        practical: anyWord,
      },
      { name: 'index', type: 'integer', good: 0, source: '003 Choice Index' },
      { name: 'message', type: 'object', required: true, good: message, source: '003 Choice Message' },
    ],
  },
  {
    at: 'choices[0].message',
    host: answered,
    fields: [
      {
        name: 'content',
        type: 'string',
        required: true,
        good: 'Hello',
        more: [''],
        source: '003 ChoiceMessage Content',
      },
      { name: 'refusal', type: 'string', good: 'No.', source: '003 ChoiceMessage Refusal' },
      { name: 'reasoning', type: 'string', good: 'Hm.', source: '003 ChoiceMessage Reasoning' },
      { name: 'role', type: 'string', required: true, good: 'assistant', source: '003 ChoiceMessage Role' },
      { name: 'annotations', type: 'array', good: [citation], more: [[]], source: '003 ChoiceMessage Annotations' },
      { name: 'annotations[0]', type: 'object', good: citation, source: '003 ChoiceMessage Annotations' },
      { name: 'audio', type: 'object', good: audio, source: '003 ChoiceMessage Audio' },
      { name: 'tool_calls', type: 'array', good: [call], source: '003 ChoiceMessage ToolCalls' },
      { name: 'tool_calls[0]', type: 'object', good: call, source: '003 ChoiceMessage ToolCalls' },
    ],
  },
  { at: 'choices[0].message.tool_calls[0]', host: answered, fields: toolCallFields('003 ToolCall') },
  {
    at: 'choices[0].message.annotations[0]',
    host: answered,
    fields: [
      {
        name: 'type',
        type: 'string',
        required: true,
        values: ['url_citation'],
        good: 'url_citation',
        source: '003 ChoiceAnnotation Type: always url_citation',
        practical: anyWord,
      },
      {
        name: 'url_citation',
        type: 'object',
        required: true,
        good: citation.url_citation,
        source: '003 ChoiceAnnotation UrlCitation',
      },
    ],
  },
  {
    at: 'choices[0].message.annotations[0].url_citation',
    host: answered,
    fields: [
      ...counters({ end_index: 'UrlCitation EndIndex', start_index: 'UrlCitation StartIndex' }),
      { name: 'title', type: 'string', required: true, good: 'T', source: '003 UrlCitation Title' },
      { name: 'url', type: 'string', required: true, good: 'https://a.example', source: '003 UrlCitation Url' },
    ],
  },
  {
    at: 'choices[0].message.audio',
    host: answered,
    fields: [
      { name: 'data', type: 'string', required: true, good: 'AAAA', source: '003 ChoiceAudio Data' },
      { name: 'expires_at', type: 'integer', good: 1_750_000_000, source: '003 ChoiceAudio ExpiresAt' },
      { name: 'id', type: 'string', required: true, good: 'audio_1', source: '003 ChoiceAudio Id' },
      { name: 'transcript', type: 'string', required: true, good: 'Hello', source: '003 ChoiceAudio Transcript' },
    ],
  },
  {
    at: 'usage',
    host: answered,
    fields: [
      ...counters({
        completion_tokens: 'AiUsage CompletionTokens',
        prompt_tokens: 'AiUsage PromptTokens',
        total_tokens: 'AiUsage TotalTokens',
      }),
      {
        name: 'completion_tokens_details',
        type: 'object',
        good: usage.completion_tokens_details,
        source: '003 AiUsage CompletionTokensDetails',
      },
      {
        name: 'prompt_tokens_details',
        type: 'object',
        good: usage.prompt_tokens_details,
        source: '003 AiUsage PromptTokensDetails',
      },
    ],
  },
  {
    at: 'usage.completion_tokens_details',
    host: answered,
    fields: counters({
      accepted_prediction_tokens: 'AiCompletionUsage AcceptedPredictionTokens',
      audio_tokens: 'AiCompletionUsage AudioTokens',
      reasoning_tokens: 'AiCompletionUsage ReasoningTokens',
      rejected_prediction_tokens: 'AiCompletionUsage RejectedPredictionTokens',
    }),
  },
  {
    at: 'usage.prompt_tokens_details',
    host: answered,
    fields: counters({
      accepted_prediction_tokens: 'AiPromptUsage AcceptedPredictionTokens',
      audio_tokens: 'AiPromptUsage AudioTokens',
      cached_tokens: 'AiPromptUsage CachedTokens',
    }),
  },
  {
    at: 'responseStatus',
    host: answered,
    fields: [
      { name: 'errorCode', type: 'string', good: 'NotEmpty', source: '003 sample responseStatus' },
      { name: 'message', type: 'string', good: 'empty', source: '003 sample responseStatus' },
      { name: 'stackTrace', type: 'string', good: '', source: '003 sample responseStatus' },
      { name: 'errors', type: 'array', good: [fault], more: [[]], source: '003 sample responseStatus' },
      { name: 'errors[0]', type: 'object', good: fault, source: '003 sample responseStatus' },
      { name: 'meta', type: 'object', good: { a: 'b' }, source: '003 sample responseStatus' },
      { name: 'meta.*', type: 'string', good: 'b', source: '003 sample responseStatus' },
    ],
  },
  {
    at: 'responseStatus.errors[0]',
    host: answered,
    fields: [
      { name: 'errorCode', type: 'string', good: 'NotEmpty', source: '003 sample responseStatus errors' },
      { name: 'fieldName', type: 'string', good: 'Model', source: '003 sample responseStatus errors' },
      { name: 'message', type: 'string', good: 'empty', source: '003 sample responseStatus errors' },
      { name: 'meta', type: 'object', good: { a: 'b' }, source: '003 sample responseStatus errors' },
      { name: 'meta.*', type: 'string', good: 'b', source: '003 sample responseStatus errors' },
    ],
  },
]
