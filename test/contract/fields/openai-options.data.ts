import type { FieldGroup } from './field.ts'
import { legacy, host, offering, json_schema, place, searched, spoken, named } from './openai-hosts.ts'

/** Members that others call for, and what is inside them: tools, formats, audio, search, prediction. */
export const openaiOptions: readonly FieldGroup[] = [
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
]
