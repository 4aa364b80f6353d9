import type { Field, FieldGroup } from './field.ts'
import { anyWord, call, toolCallFields } from './servicestack-shared.ts'

const content = [{ type: 'text' }]
const host = { model: 'qwen', messages: [{ content, role: 'user' }] }
const calling = {
  ...host,
  messages: [...host.messages, { content, role: 'assistant', name: 'bob', tool_calls: [call] }],
  tools: [{ type: 'function' }],
}
const spoken = { ...host, modalities: ['audio'], audio: { format: 'wav', voice: 'alloy' } }

const signed = { range: [-2, 2], good: -1.5, why: 'the text of the row says so, its range is a copy' } as const

/** What is optional may be null to a client: the framework reads that as not set. */
const withNull = (fields: readonly Field[]): readonly Field[] =>
  fields.map((field) => {
    const { type = field.type, why = 'null is read as not set' } = field.practical ?? {}
    const isOptional = field.required !== true && !field.name.endsWith(']') && !field.name.endsWith('*')
    return isOptional ? { ...field, practical: { ...field.practical, type: ['null', ...[type].flat()], why } } : field
  })

/** The request of document 003 and its parts. */
export const servicestackRequest: readonly FieldGroup[] = [
  {
    at: '',
    host,
    fields: withNull([
      { name: 'messages', type: 'array', required: true, good: host.messages, source: '003 Messages' },
      { name: 'messages[0]', type: 'object', good: { role: 'user' }, source: '003 Messages: List<AiMessage>' },
      { name: 'model', type: 'string', required: true, good: 'qwen', source: '003 Model' },
      { name: 'audio', type: 'object', good: spoken.audio, source: '003 Audio' },
      { name: 'logit_bias', type: 'object', good: { '0': 0 }, more: [{}], source: '003 LogitBias' },
      { name: 'logit_bias.*', type: 'integer', good: 5, source: '003 LogitBias: Dictionary<int, int>' },
      { name: 'metadata', type: 'object', length: [0, 16], good: { a: 'b' }, source: '003 Metadata' },
      { name: 'metadata.*', type: 'string', good: 'b', source: '003 Metadata: Dictionary<string, string>' },
      {
        name: 'reasoning_effort',
        type: 'string',
        values: ['minimal', 'low', 'medium', 'high', 'none', 'default'],
        good: 'low',
        source: '003 ReasoningEffort',
        practical: anyWord,
      },
      { name: 'response_format', type: 'object', good: { response_format: 'text' }, source: '003 ResponseFormat' },
      { name: 'service_tier', type: 'string', good: 'auto', source: '003 ServiceTier' },
      { name: 'safety_identifier', type: 'string', good: 'user-1', source: '003 SafetyIdentifier' },
      { name: 'stop', type: 'array', length: [undefined, 4], good: ['a'], source: '003 Stop: up to 4' },
      { name: 'stop[0]', type: 'string', good: 'a', source: '003 Stop: List<string>' },
      { name: 'modalities', type: 'array', good: ['text'], source: '003 Modalities' },
      { name: 'modalities[0]', type: 'string', good: 'text', source: '003 Modalities: List<string>' },
      { name: 'prompt_cache_key', type: 'string', good: 'k', source: '003 PromptCacheKey' },
      { name: 'tools', type: 'array', length: [undefined, 128], good: [{ type: 'function' }], source: '003 Tools' },
      { name: 'tools[0]', type: 'object', good: {}, source: '003 Tools: List<Tool>' },
      {
        name: 'verbosity',
        type: 'string',
        values: ['low', 'medium', 'high'],
        good: 'low',
        source: '003 Verbosity',
        practical: anyWord,
      },
      { name: 'temperature', type: ['number', 'null'], range: [0, 2], good: 0.7, source: '003 Temperature: double?' },
      {
        name: 'max_completion_tokens',
        type: ['integer', 'null'],
        range: [1, undefined],
        good: 5,
        source: '003 MaxCompletionTokens: int?',
        practical: { range: [0, undefined], why: 'the sample sends the 0 of a number that is not set' },
      },
      { name: 'top_logprobs', type: ['integer', 'null'], range: [0, 20], good: 2, source: '003 TopLogprobs: int?' },
      { name: 'top_p', type: ['number', 'null'], range: [0, 1], good: 0.5, source: '003 TopP: double?' },
      {
        name: 'frequency_penalty',
        type: ['number', 'null'],
        range: [0, 2],
        good: 1.5,
        source: '003 FrequencyPenalty: double?',
        practical: signed,
      },
      {
        name: 'presence_penalty',
        type: ['number', 'null'],
        range: [0, 2],
        good: 1.5,
        source: '003 PresencePenalty: double?',
        practical: signed,
      },
      { name: 'seed', type: ['integer', 'null'], good: 7, more: [0, -1], source: '003 Seed: int?' },
      { name: 'n', type: ['integer', 'null'], good: 2, more: [0, 1], source: '003 N: int?' },
      { name: 'store', type: ['boolean', 'null'], good: true, more: [false], source: '003 Store: bool?' },
      { name: 'logprobs', type: ['boolean', 'null'], good: true, more: [false], source: '003 Logprobs: bool?' },
      { name: 'parallel_tool_calls', type: ['boolean', 'null'], good: true, source: '003 ParallelToolCalls: bool?' },
      { name: 'enable_thinking', type: ['boolean', 'null'], good: true, source: '003 EnableThinking: bool?' },
      { name: 'stream', type: ['boolean', 'null'], good: true, more: [false], source: '003 Stream: bool?' },
    ]),
  },
  {
    at: 'messages[1]',
    host: calling,
    fields: withNull([
      {
        name: 'content',
        type: 'array',
        good: content,
        more: [[]],
        source: '003 AiMessage Content',
        practical: { type: ['array', 'string'], why: 'clients send plain text' },
      },
      {
        name: 'content[0]',
        type: 'object',
        good: content[0] ?? {},
        source: '003 AiMessage Content: List<AiContent>',
      },
      {
        name: 'role',
        type: 'string',
        required: true,
        values: ['system', 'user', 'assistant', 'tool'],
        good: 'assistant',
        source: '003 AiMessage Role',
        practical: { ...anyWord, more: ['developer', 'String'] },
      },
      { name: 'name', type: 'string', good: 'bob', source: '003 AiMessage Name' },
      { name: 'tool_calls', type: 'array', good: [call], source: '003 AiMessage ToolCalls' },
      { name: 'tool_calls[0]', type: 'object', good: call, source: '003 AiMessage ToolCalls: List<ToolCall>' },
      { name: 'tool_call_id', type: 'string', good: 'call_1', source: '003 AiMessage ToolCallId' },
    ]),
  },
  {
    at: 'messages[0].content[0]',
    host,
    fields: withNull([
      {
        name: 'type',
        type: 'string',
        required: true,
        good: 'text',
        source: '003 AiContent Type',
        practical: { required: false, why: 'the sample sends an empty part' },
      },
    ]),
  },
  { at: 'messages[1].tool_calls[0]', host: calling, fields: toolCallFields('003 ToolCall') },
  {
    at: 'audio',
    host: spoken,
    fields: withNull([
      {
        name: 'format',
        type: 'string',
        required: true,
        values: ['wav', 'mp3', 'flac', 'opus', 'pcm16'],
        good: 'wav',
        source: '003 AiChatAudio Format',
        practical: anyWord,
      },
      {
        name: 'voice',
        type: 'string',
        required: true,
        values: ['alloy', 'ash', 'ballad', 'coral', 'echo', 'fable', 'nova', 'onyx', 'sage', 'shimmer'],
        good: 'alloy',
        source: '003 AiChatAudio Voice',
        practical: anyWord,
      },
    ]),
  },
  {
    at: 'response_format',
    host: { ...host, response_format: { response_format: 'text' } },
    fields: withNull([
      {
        name: 'response_format',
        type: 'string',
        values: ['text', 'json_object'],
        good: 'text',
        source: '003 AiResponseFormat Type',
        practical: anyWord,
      },
      {
        name: 'type',
        type: 'string',
        good: 'text',
        more: ['json_object'],
        only: 'practical',
        source: '003 AiResponseFormat Type, as every other service spells it',
      },
    ]),
  },
  {
    at: 'tools[0]',
    host: calling,
    fields: withNull([
      {
        name: 'type',
        type: 'string',
        values: ['function'],
        good: 'function',
        source: '003 Tool Type',
        practical: anyWord,
      },
    ]),
  },
]
