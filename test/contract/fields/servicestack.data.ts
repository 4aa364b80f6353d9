import type { Field, FieldTable } from './field.ts'

const call = { id: 'call_1', type: 'function', function: 'get_weather' }
const partOfKind = 'of a kind of part: the table of AiContent prints only what all kinds share'
const content = [{ type: 'text' }]
const host = { model: 'qwen', messages: [{ content, role: 'user' }] }
const calling = {
  ...host,
  messages: [...host.messages, { content, role: 'assistant', name: 'bob', tool_calls: [call] }],
  tools: [{ type: 'function' }],
}
const spoken = { ...host, modalities: ['audio'], audio: { format: 'wav', voice: 'alloy' } }

const anyWord = { values: undefined, why: 'the page fills its own sample with placeholders' } as const
const signed = { range: [-2, 2], good: -1.5, why: 'the text of the row says so, its range is a copy' } as const

const toolCallFields = (source: string): readonly Field[] => [
  { name: 'id', type: 'string', required: true, good: 'call_1', source: `${source} Id` },
  {
    name: 'type',
    type: 'string',
    required: true,
    values: ['function'],
    good: 'function',
    source: `${source} Type`,
    practical: anyWord,
  },
  {
    name: 'function',
    type: 'string',
    required: true,
    good: 'get_weather',
    source: `${source} Function`,
    practical: {
      type: ['string', 'object'],
      more: [{ name: 'get_weather', arguments: '{}' }],
      why: 'a name alone has no arguments',
    },
  },
]

/** What is optional may be null to a client: the framework reads that as not set. */
const withNull = (fields: readonly Field[]): readonly Field[] =>
  fields.map((field) => {
    const { type = field.type, why = 'null is read as not set' } = field.practical ?? {}
    const isOptional = field.required !== true && !field.name.endsWith(']') && !field.name.endsWith('*')
    return isOptional ? { ...field, practical: { ...field.practical, type: ['null', ...[type].flat()], why } } : field
  })

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

/** Document 003: the metadata page of a ServiceStack service; its tables are the request, the response and their parts. */
export const servicestack: FieldTable = {
  dialect: 'servicestack',
  request: [
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
  ],
  response: [
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
  ],
  beyond: {
    request: {
      'messages[].tool_calls[].function': 'as an object, which only the practical level takes',
      'messages[].content[].text': partOfKind,
      'messages[].content[].image_url': partOfKind,
      'messages[].content[].input_audio': partOfKind,
      'messages[].content[].file': partOfKind,
      'tools[].function': 'the table of Tool prints no body, yet a function without one cannot be called',
    },
    response: { 'choices[].message.tool_calls[].function': 'as an object, which only a switch sends' },
  },
}
