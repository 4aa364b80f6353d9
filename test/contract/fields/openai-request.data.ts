import type { FieldGroup } from './field.ts'

const user = { role: 'user', content: 'Look at the weather, as json.' }
const call = { id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: '{}' } }
const tool = { type: 'function', function: { name: 'get_weather', parameters: { type: 'object', properties: {} } } }
const legacy = { name: 'get_weather', parameters: { type: 'object', properties: {} } }
const host = { model: 'gpt-4o', messages: [user] }
const offering = { ...host, tools: [tool] }
const talk = {
  ...offering,
  messages: [
    { role: 'developer', content: 'Be brief.' },
    user,
    { role: 'assistant', content: null, tool_calls: [call] },
    { role: 'tool', tool_call_id: 'call_1', content: 'rain' },
    { role: 'assistant', content: null, function_call: { name: 'get_weather', arguments: '{}' } },
    { role: 'function', name: 'get_weather', content: 'rain' },
    { role: 'system', content: 'Be polite.' },
  ],
}
const parts = [
  { type: 'text', text: 'What is this?' },
  { type: 'image_url', image_url: { url: 'https://a.example/a.png', detail: 'low' } },
  { type: 'input_audio', input_audio: { data: 'AAAA', format: 'wav' } },
  { type: 'file', file: { file_id: 'file-1' } },
]
const shown = { ...host, messages: [{ role: 'user', content: parts }] }
const json_schema = { name: 'city', schema: { type: 'object', properties: {} } }
const place = { country: 'FR', region: 'IDF', city: 'Paris', timezone: 'Europe/Paris' }
const searched = {
  ...host,
  model: 'gpt-4o-search-preview',
  web_search_options: { user_location: { type: 'approximate', approximate: place }, search_context_size: 'low' },
}
const spoken = {
  ...host,
  model: 'gpt-4o-audio-preview',
  modalities: ['text', 'audio'],
  audio: { voice: 'ash', format: 'wav' },
}

/** The names of functions and schemas: the sample’s own placeholders do not match, so the pattern is not the document’s. */
const named = {
  type: 'string',
  required: true,
  good: 'get_weather',
  more: ['a-B_9', '<string>'],
  practical: { more: ['a-B_9'], bad: ['<string>', 'two words', ''], length: [1, 64], why: 'what the service takes' },
} as const

/** Ids of the users of an account. */
const identifier = { length: [undefined, 64], why: 'a limit of the service' } as const

const later = 'wire-format 6.2, later than the document'

/**
 * Document 002, whose tables are lost: the sample, with types and limits of the API description of its time.
 * Whatever is optional may be null, which is as good as absent (wire-format 3.1).
 */
export const openaiRequest: readonly FieldGroup[] = [
  {
    at: '',
    host,
    fields: [
      { name: 'messages', type: 'array', required: true, good: [user], bad: [[]], source: '002 request messages' },
      { name: 'messages[0]', type: 'object', good: user, source: '002 request messages' },
      { name: 'model', type: 'string', required: true, good: 'gpt-4o', source: '002 request model' },
      {
        name: 'metadata',
        type: ['object', 'null'],
        length: [0, 16],
        good: { topic: 'rain' },
        more: [{ ['k'.repeat(64)]: 'v' }],
        bad: [{ ['k'.repeat(65)]: 'v' }],
        source: '002 request metadata; wire-format 3.5',
      },
      { name: 'metadata.*', type: 'string', length: [0, 512], good: 'rain', source: 'wire-format 3.5 metadata' },
      { name: 'temperature', type: ['number', 'null'], range: [0, 2], good: 1, source: '002 request temperature' },
      { name: 'top_p', type: ['number', 'null'], range: [0, 1], good: 1, source: '002 request top_p' },
      { name: 'user', type: ['string', 'null'], good: 'user-1234', source: '002 request user', practical: identifier },
      {
        name: 'service_tier',
        type: ['string', 'null'],
        values: ['auto', 'default', 'flex'],
        good: 'auto',
        source: '002 request service_tier',
        practical: { values: ['auto', 'default', 'flex', 'fast', 'priority'], why: 'the live list, wire-format 3.2' },
      },
      { name: 'modalities', type: ['array', 'null'], good: ['text'], source: '002 request modalities' },
      {
        name: 'modalities[0]',
        type: 'string',
        values: ['text', 'audio'],
        good: 'text',
        source: '002 request modalities',
      },
      {
        name: 'reasoning_effort',
        type: ['string', 'null'],
        values: ['low', 'medium', 'high'],
        good: 'medium',
        source: '002 request reasoning_effort',
        practical: {
          values: ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'],
          why: 'wire-format 6.2; a model takes a part of it',
        },
      },
      {
        name: 'max_completion_tokens',
        type: ['integer', 'null'],
        good: 123,
        source: '002 request max_completion_tokens',
        practical: { range: [1, undefined], why: 'wire-format 3.5' },
      },
      {
        name: 'frequency_penalty',
        type: ['number', 'null'],
        range: [-2, 2],
        good: 0.5,
        source: '002 request frequency_penalty',
      },
      {
        name: 'presence_penalty',
        type: ['number', 'null'],
        range: [-2, 2],
        good: 0.5,
        source: '002 request presence_penalty',
      },
      {
        name: 'response_format',
        type: ['object', 'null'],
        good: { type: 'text' },
        source: '002 request response_format',
      },
      { name: 'store', type: ['boolean', 'null'], good: false, more: [true], source: '002 request store' },
      { name: 'stream', type: ['boolean', 'null'], good: false, more: [true], source: '002 request stream' },
      {
        name: 'stop',
        type: ['string', 'array', 'null'],
        good: '\n',
        more: [['a'], ['a', 'b', 'c', 'd']],
        bad: [[], ['a', 'b', 'c', 'd', 'e']],
        source: '002 request stop; wire-format 3.5',
      },
      { name: 'stop[0]', type: 'string', good: 'a', source: '002 request stop' },
      {
        name: 'logit_bias',
        type: ['object', 'null'],
        good: null,
        more: [{ '50256': 1 }],
        source: '002 request logit_bias',
      },
      { name: 'logit_bias.*', type: 'integer', range: [-100, 100], good: 1, source: '002 request logit_bias' },
      { name: 'logprobs', type: ['boolean', 'null'], good: false, more: [true], source: '002 request logprobs' },
      {
        name: 'max_tokens',
        type: ['integer', 'null'],
        good: 123,
        source: '002 request max_tokens',
        practical: { range: [1, undefined], why: 'wire-format 3.5' },
      },
      { name: 'n', type: ['integer', 'null'], range: [1, 128], good: 1, source: '002 request n' },
      {
        name: 'prediction',
        type: ['object', 'null'],
        good: { type: 'content', content: 'Rain.' },
        source: '002 request prediction',
      },
      { name: 'seed', type: ['integer', 'null'], good: 0, more: [-7, 2 ** 53 - 1], source: '002 request seed' },
      { name: 'tools', type: ['array', 'null'], length: [1, 128], good: [tool], source: '002 request tools' },
      { name: 'tools[0]', type: 'object', good: tool, source: '002 request tools' },
      { name: 'functions', type: ['array', 'null'], length: [1, 128], good: [legacy], source: '002 request functions' },
      { name: 'functions[0]', type: 'object', good: legacy, source: '002 request functions' },
      { name: 'parallel_tool_calls', type: ['boolean', 'null'], good: true, source: '002 request parallel_tool_calls' },
      {
        name: 'verbosity',
        type: ['string', 'null'],
        values: ['low', 'medium', 'high'],
        good: 'low',
        only: 'practical',
        source: later,
      },
      {
        name: 'safety_identifier',
        type: ['string', 'null'],
        length: [0, 64],
        good: 'u',
        only: 'practical',
        source: later,
      },
      {
        name: 'prompt_cache_key',
        type: ['string', 'null'],
        length: [0, 64],
        good: 'k',
        only: 'practical',
        source: later,
      },
      {
        name: 'prompt_cache_retention',
        type: ['string', 'null'],
        values: ['in_memory', '24h'],
        good: '24h',
        only: 'practical',
        source: later,
      },
      {
        name: 'prompt_cache_options',
        type: ['object', 'null'],
        good: { ttl: '30m', mode: 'explicit' },
        only: 'practical',
        source: later,
      },
      {
        name: 'moderation',
        type: ['object', 'null'],
        good: { model: 'omni-moderation-latest' },
        bad: [{}],
        only: 'practical',
        source: 'wire-format 3.4, 6.2, later than the document',
      },
    ],
  },
  {
    at: '',
    host: { ...host, logprobs: true },
    fields: [
      { name: 'top_logprobs', type: ['integer', 'null'], range: [0, 20], good: 10, source: '002 request top_logprobs' },
    ],
  },
  {
    at: '',
    host: offering,
    fields: [
      {
        name: 'tool_choice',
        type: ['string', 'object', 'null'],
        values: ['none', 'auto', 'required'],
        good: 'none',
        more: [{ type: 'function', function: { name: 'get_weather' } }],
        bad: [{ type: 'function', function: {} }, { type: 'function' }],
        source: '002 request tool_choice; wire-format 3.4',
      },
    ],
  },
  {
    at: 'tool_choice',
    host: { ...offering, tool_choice: { type: 'function', function: { name: 'get_weather' } } },
    fields: [
      { name: 'type', type: 'string', required: true, good: 'function', source: 'wire-format 6.2 tool_choice' },
      {
        name: 'function',
        type: 'object',
        required: true,
        good: { name: 'get_weather' },
        source: 'wire-format 3.4 tool_choice',
      },
      {
        name: 'function.name',
        type: 'string',
        required: true,
        good: 'get_weather',
        source: 'wire-format 3.4 tool_choice',
      },
    ],
  },
  {
    at: '',
    host: { ...host, functions: [legacy] },
    fields: [
      {
        name: 'function_call',
        type: ['string', 'object', 'null'],
        values: ['none', 'auto'],
        good: 'none',
        more: [{ name: 'get_weather' }],
        bad: [{}],
        source: '002 request function_call; wire-format 3.4',
      },
    ],
  },
  {
    at: 'functions[0]',
    host: { ...host, functions: [legacy] },
    fields: [
      { name: 'name', ...named, source: '002 request functions name; wire-format 3.5' },
      { name: 'description', type: ['string', 'null'], good: 'Looks.', source: '002 request functions description' },
      { name: 'parameters', type: ['object', 'null'], good: {}, source: '002 request functions parameters' },
    ],
  },
  {
    at: 'tools[0]',
    host: offering,
    fields: [
      {
        name: 'type',
        type: 'string',
        required: true,
        good: 'function',
        bad: ['bogus'],
        source: '002 request tools type',
      },
      { name: 'function', type: 'object', required: true, good: legacy, source: '002 request tools function' },
    ],
  },
  {
    at: 'tools[0].function',
    host: offering,
    fields: [
      { name: 'name', ...named, source: '002 request tools function name; wire-format 3.5' },
      {
        name: 'description',
        type: ['string', 'null'],
        good: 'Looks.',
        source: '002 request tools function description',
      },
      { name: 'parameters', type: ['object', 'null'], good: {}, source: '002 request tools function parameters' },
      { name: 'strict', type: ['boolean', 'null'], good: false, source: '002 request tools function strict' },
    ],
  },
  {
    at: 'response_format',
    host: { ...host, response_format: { type: 'json_schema', json_schema } },
    fields: [
      {
        name: 'type',
        type: 'string',
        required: true,
        values: ['text', 'json_object', 'json_schema'],
        good: 'json_schema',
        source: '002 request response_format type',
      },
      { name: 'json_schema', type: 'object', required: true, good: json_schema, source: 'wire-format 3.4, 7' },
      { name: 'json_schema.name', ...named, source: 'wire-format 7, 3.5' },
      { name: 'json_schema.description', type: ['string', 'null'], good: 'A place.', source: 'wire-format 7' },
      { name: 'json_schema.schema', type: ['object', 'null'], good: {}, source: 'wire-format 7' },
      { name: 'json_schema.strict', type: ['boolean', 'null'], good: false, source: 'wire-format 7' },
    ],
  },
  {
    at: '',
    host: { ...host, stream: true },
    fields: [
      {
        name: 'stream_options',
        type: ['object', 'null'],
        good: null,
        more: [{}],
        source: '002 request stream_options',
      },
    ],
  },
  {
    at: 'stream_options',
    host: { ...host, stream: true, stream_options: { include_usage: true } },
    fields: [
      {
        name: 'include_usage',
        type: ['boolean', 'null'],
        good: true,
        more: [false],
        source: '002 request stream_options',
      },
      {
        name: 'include_obfuscation',
        type: ['boolean', 'null'],
        good: false,
        only: 'practical',
        source: 'wire-format 5.3',
      },
    ],
  },
  {
    at: '',
    host: searched,
    fields: [
      { name: 'web_search_options', type: ['object', 'null'], good: {}, source: '002 request web_search_options' },
      {
        name: 'web_search_options.search_context_size',
        type: ['string', 'null'],
        values: ['low', 'medium', 'high'],
        good: 'low',
        source: '002 request web_search_options',
      },
      {
        name: 'web_search_options.user_location',
        type: ['object', 'null'],
        good: { type: 'approximate', approximate: place },
        source: '002 request web_search_options',
      },
    ],
  },
  {
    at: 'web_search_options.user_location',
    host: searched,
    fields: [
      {
        name: 'type',
        type: 'string',
        required: true,
        values: ['approximate'],
        good: 'approximate',
        source: '002 request',
      },
      { name: 'approximate', type: 'object', required: true, good: place, source: '002 request user_location' },
      { name: 'approximate.country', type: ['string', 'null'], good: 'FR', source: '002 request user_location' },
      { name: 'approximate.region', type: ['string', 'null'], good: 'IDF', source: '002 request user_location' },
      { name: 'approximate.city', type: ['string', 'null'], good: 'Paris', source: '002 request user_location' },
      {
        name: 'approximate.timezone',
        type: ['string', 'null'],
        good: 'Europe/Paris',
        source: '002 request user_location',
      },
    ],
  },
  {
    at: '',
    host: spoken,
    fields: [
      { name: 'audio', type: ['object', 'null'], good: { voice: 'ash', format: 'wav' }, source: '002 request audio' },
      {
        name: 'audio.format',
        type: 'string',
        required: true,
        values: ['wav', 'aac', 'mp3', 'flac', 'opus', 'pcm16'],
        good: 'wav',
        source: '002 request audio; wire-format 6.2',
      },
      {
        name: 'audio.voice',
        type: ['string', 'object'],
        required: true,
        good: 'ash',
        more: ['alloy', { id: 'voice_1' }],
        source: '002 request audio; wire-format 6.2',
      },
    ],
  },
  {
    at: 'function_call',
    host: { ...host, functions: [legacy], function_call: { name: 'get_weather' } },
    fields: [
      { name: 'name', type: 'string', required: true, good: 'get_weather', source: 'wire-format 3.4 function_call' },
    ],
  },
  {
    at: 'prediction',
    host: { ...host, prediction: { type: 'content', content: [{ type: 'text', text: 'Rain.' }] } },
    fields: [
      { name: 'content[0]', type: 'object', good: { type: 'text', text: 'Rain.' }, source: '002 request prediction' },
      {
        name: 'content[0].type',
        type: 'string',
        required: true,
        values: ['text'],
        good: 'text',
        source: 'the API description of the time',
      },
      {
        name: 'content[0].text',
        type: 'string',
        required: true,
        good: 'Rain.',
        source: 'the API description of the time',
      },
    ],
  },
  {
    at: 'audio.voice',
    host: { ...spoken, audio: { ...spoken.audio, voice: { id: 'voice_1' } } },
    fields: [{ name: 'id', type: 'string', required: true, good: 'voice_1', source: 'wire-format 6.2 modalities' }],
  },
  {
    at: 'prediction',
    host: { ...host, prediction: { type: 'content', content: 'Rain.' } },
    fields: [
      {
        name: 'type',
        type: 'string',
        required: true,
        values: ['content'],
        good: 'content',
        source: '002 request prediction',
      },
      {
        name: 'content',
        type: ['string', 'array'],
        required: true,
        good: 'Rain.',
        more: [[{ type: 'text', text: 'Rain.' }]],
        source: '002 request prediction',
      },
    ],
  },
  {
    at: 'messages[0]',
    host: talk,
    fields: [
      {
        name: 'role',
        type: 'string',
        required: true,
        values: ['developer', 'system', 'user'],
        good: 'developer',
        bad: ['bot'],
        source: '002 request messages role; wire-format 3.2',
      },
      {
        name: 'content',
        type: ['string', 'array'],
        required: true,
        good: 'Be brief.',
        more: [[{ type: 'text', text: 'Be brief.' }]],
        source: '002 request messages content; wire-format 2.3',
      },
      {
        name: 'name',
        type: ['string', 'null'],
        good: 'ann',
        more: ['<string>'],
        source: '002 request messages name',
        practical: { more: [], bad: ['<string>'], why: 'the service takes no such characters' },
      },
    ],
  },
  {
    at: 'messages[1]',
    host: talk,
    fields: [
      {
        name: 'content',
        type: ['string', 'array'],
        required: true,
        good: 'Hello',
        more: [parts],
        source: '002 request messages content; wire-format 2.3, 6.2',
      },
    ],
  },
  {
    at: 'messages[2]',
    host: talk,
    fields: [
      { name: 'content', type: ['string', 'array', 'null'], good: null, more: [''], source: 'wire-format 2.3 content' },
      { name: 'refusal', type: ['string', 'null'], good: 'No.', source: 'the API description of the time' },
      {
        name: 'audio',
        type: ['object', 'null'],
        good: { id: 'audio_1' },
        bad: [{}],
        source: 'the API description of the time',
      },
      {
        name: 'tool_calls',
        type: ['array', 'null'],
        good: [call],
        bad: [[]],
        source: 'wire-format 2.3, 3.5 tool_calls',
      },
      { name: 'audio.id', type: 'string', required: true, good: 'audio_1', source: 'the API description of the time' },
      { name: 'tool_calls[0]', type: 'object', good: call, source: 'wire-format 8' },
      { name: 'tool_calls[0].id', type: 'string', required: true, good: 'call_1', source: 'wire-format 8' },
      {
        name: 'tool_calls[0].type',
        type: 'string',
        required: true,
        good: 'function',
        bad: ['x'],
        source: 'wire-format 8',
      },
      { name: 'tool_calls[0].function', type: 'object', required: true, good: call.function, source: 'wire-format 8' },
      { name: 'tool_calls[0].function.name', type: 'string', required: true, good: 'f', source: 'wire-format 8' },
      { name: 'tool_calls[0].function.arguments', type: 'string', required: true, good: '{}', source: 'wire-format 8' },
    ],
  },
  {
    at: 'messages[3]',
    host: talk,
    fields: [
      { name: 'tool_call_id', type: 'string', required: true, good: 'call_1', source: 'wire-format 8 tool messages' },
      {
        name: 'content',
        type: ['string', 'array'],
        required: true,
        good: 'rain',
        more: [[{ type: 'text', text: 'rain' }]],
        source: 'wire-format 8 tool messages',
      },
    ],
  },
  {
    at: 'messages[4]',
    host: talk,
    fields: [
      {
        name: 'function_call',
        type: ['object', 'null'],
        good: { name: 'f', arguments: '{}' },
        source: 'wire-format 2.3',
      },
      {
        name: 'function_call.name',
        type: 'string',
        required: true,
        good: 'f',
        source: 'the API description of the time',
      },
      { name: 'function_call.arguments', type: 'string', required: true, good: '{}', source: 'the API description' },
    ],
  },
  {
    at: 'messages[5]',
    host: talk,
    fields: [
      { name: 'name', type: 'string', required: true, good: 'get_weather', source: 'the API description of the time' },
      {
        name: 'content',
        type: ['string', 'null'],
        required: true,
        good: 'rain',
        source: 'the API description of the time',
      },
    ],
  },
  {
    at: 'messages[6]',
    host: talk,
    fields: [
      {
        name: 'content',
        type: ['string', 'array'],
        required: true,
        good: 'Be polite.',
        more: [[{ type: 'text', text: 'Be polite.' }]],
        source: '002 request messages content',
      },
    ],
  },
  {
    at: 'messages[0]',
    host: shown,
    fields: [
      { name: 'content[0]', type: 'object', good: parts[0] ?? {}, source: 'wire-format 6.2 content parts' },
      {
        name: 'content[0].type',
        type: 'string',
        required: true,
        good: 'text',
        bad: ['video'],
        source: 'wire-format 6.2 content parts',
      },
      { name: 'content[0].text', type: 'string', required: true, good: 'Hi', source: 'wire-format 6.2 content parts' },
      {
        name: 'content[1].image_url',
        type: 'object',
        required: true,
        good: { url: 'https://a.example/a.png' },
        source: 'wire-format 6.2 content parts',
      },
      {
        name: 'content[1].image_url.url',
        type: 'string',
        required: true,
        good: 'https://a.example/a.png',
        source: 'wire-format 6.2 content parts',
      },
      {
        name: 'content[1].image_url.detail',
        type: ['string', 'null'],
        values: ['auto', 'low', 'high'],
        good: 'auto',
        source: 'wire-format 6.2 content parts; the API description of the time',
      },
      {
        name: 'content[2].input_audio',
        type: 'object',
        required: true,
        good: { data: 'AAAA', format: 'mp3' },
        source: 'wire-format 6.2 content parts',
      },
      { name: 'content[2].input_audio.data', type: 'string', required: true, good: 'AAAA', source: 'wire-format 6.2' },
      {
        name: 'content[2].input_audio.format',
        type: 'string',
        required: true,
        values: ['wav', 'mp3'],
        good: 'wav',
        source: 'wire-format 6.2 content parts',
      },
      {
        name: 'content[3].file',
        type: 'object',
        required: true,
        good: { file_id: 'file-1' },
        source: 'wire-format 6.2',
      },
      {
        name: 'content[3].file.file_id',
        type: ['string', 'null'],
        good: 'file-1',
        source: 'wire-format 6.2 content parts',
      },
      {
        name: 'content[3].file.file_data',
        type: ['string', 'null'],
        good: 'data:',
        source: 'wire-format 6.2 content parts',
      },
      {
        name: 'content[3].file.filename',
        type: ['string', 'null'],
        good: 'a.pdf',
        source: 'wire-format 6.2 content parts',
      },
    ],
  },
]
