import type OpenAI from 'openai'
import { pixel, silence } from './client-requests.ts'

export type Message = OpenAI.ChatCompletionMessageParam
type Body = OpenAI.ChatCompletionCreateParams

const hello: Message[] = [{ role: 'user', content: 'Hello!' }]
export const small = { model: 'gpt-4o-mini', messages: hello } as const

const parameters = {
  type: 'object',
  properties: {
    city: { type: 'string', description: 'Where' },
    unit: { type: ['string', 'null'], enum: ['c', 'f', null] },
  },
  required: ['city', 'unit'],
  additionalProperties: false,
}
export const weather: OpenAI.ChatCompletionFunctionTool = {
  type: 'function',
  function: { name: 'get_weather', description: 'Current weather', parameters, strict: true },
}
const clock: OpenAI.ChatCompletionFunctionTool = { type: 'function', function: { name: 'now' } }
const shell: OpenAI.ChatCompletionCustomTool = {
  type: 'custom',
  custom: { name: 'shell', description: 'Runs a command', format: { type: 'text' } },
}
const query: OpenAI.ChatCompletionCustomTool = {
  type: 'custom',
  custom: {
    name: 'query',
    format: { type: 'grammar', grammar: { syntax: 'lark', definition: 'start: "SELECT" /[a-z]+/' } },
  },
}

export const asked: Message = { role: 'user', content: 'Weather in Rome and Oslo?' }
const called: Message = {
  role: 'assistant',
  content: null,
  tool_calls: [
    { id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: '{"city":"Rome","unit":null}' } },
    { id: 'call_2', type: 'function', function: { name: 'get_weather', arguments: '{"city":"Oslo","unit":"c"}' } },
  ],
}
const read: Message[] = [
  { role: 'tool', tool_call_id: 'call_1', content: 'sunny' },
  { role: 'tool', tool_call_id: 'call_2', content: [{ type: 'text', text: 'snow' }] },
]

const reasoning = { messages: hello, max_completion_tokens: 2000 }

/** One request each, as the package's own types let it be written. */
export const bodies: Readonly<Record<string, Body>> = {
  'a system message': { ...small, messages: [{ role: 'system', content: 'Be brief.' }, ...hello] },
  'a developer message': { ...small, messages: [{ role: 'developer', content: 'Be brief.' }, ...hello] },
  'parts in every role': {
    ...small,
    messages: [
      { role: 'system', content: [{ type: 'text', text: 'Be brief.' }] },
      { role: 'developer', content: [{ type: 'text', text: 'Be kind.' }] },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'Hi' },
          { type: 'text', text: 'there' },
        ],
      },
      { role: 'assistant', content: [{ type: 'text', text: 'Hello!' }] },
      { role: 'user', content: 'Bomb?' },
      { role: 'assistant', content: [{ type: 'refusal', refusal: 'No.' }] },
      { role: 'user', content: '' },
    ],
  },
  'names of speakers': {
    ...small,
    messages: [
      { role: 'system', name: 'rules', content: 'Be brief.' },
      { role: 'user', name: 'Anna', content: 'Hi' },
      { role: 'assistant', name: 'bot_1', content: 'Hi Anna' },
      { role: 'user', name: 'bob-2', content: 'Hi' },
    ],
  },
  'a refusal in the history': {
    ...small,
    messages: [...hello, { role: 'assistant', refusal: 'No.' }, { role: 'user', content: 'Why?' }],
  },
  'an image by URL': {
    ...small,
    messages: [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'What is this?' },
          { type: 'image_url', image_url: { url: 'https://example.com/cat.png' } },
        ],
      },
    ],
  },
  'images as data URLs': {
    ...small,
    messages: [
      {
        role: 'user',
        content: (['low', 'high', 'auto'] as const).map((detail) => ({
          type: 'image_url',
          image_url: { url: `data:image/png;base64,${pixel}`, detail },
        })),
      },
    ],
  },
  'files by id and by content': {
    ...small,
    messages: [
      {
        role: 'user',
        content: [
          { type: 'file', file: { file_id: 'file-abc123' } },
          { type: 'file', file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,JVBERi0xLjQK' } },
          { type: 'text', text: 'Sum up.' },
        ],
      },
    ],
  },
  'audio in': {
    model: 'gpt-4o-audio-preview',
    messages: [{ role: 'user', content: [{ type: 'input_audio', input_audio: { data: silence, format: 'wav' } }] }],
  },
  'audio out': {
    model: 'gpt-4o-audio-preview',
    messages: hello,
    modalities: ['text', 'audio'],
    audio: { voice: 'alloy', format: 'pcm16' },
  },
  'audio in the history': {
    model: 'gpt-4o-audio-preview',
    messages: [...hello, { role: 'assistant', audio: { id: 'audio_abc' } }, { role: 'user', content: 'Again?' }],
    modalities: ['text', 'audio'],
    audio: { voice: 'coral', format: 'pcm16' },
  },
  'text as the only modality': { ...small, modalities: ['text'] },
  tools: { ...small, messages: [asked], tools: [weather, clock] },
  'tools, automatically': { ...small, messages: [asked], tools: [weather], tool_choice: 'auto' },
  'tools, required': { ...small, messages: [asked], tools: [weather], tool_choice: 'required' },
  'tools, none': { ...small, messages: [asked], tools: [weather], tool_choice: 'none' },
  'a named tool': {
    ...small,
    messages: [asked],
    tools: [weather, clock],
    tool_choice: { type: 'function', function: { name: 'now' } },
    parallel_tool_calls: false,
  },
  'allowed tools': {
    ...small,
    messages: [asked],
    tools: [weather, clock],
    tool_choice: {
      type: 'allowed_tools',
      allowed_tools: { mode: 'required', tools: [{ type: 'function', function: { name: 'now' } }] },
    },
  },
  'custom tools': {
    ...reasoning,
    model: 'gpt-5',
    tools: [shell, query, { type: 'custom', custom: { name: 'bare' } }],
    tool_choice: { type: 'custom', custom: { name: 'shell' } },
  },
  'a custom tool that was called': {
    model: 'gpt-5',
    messages: [
      ...hello,
      { role: 'assistant', tool_calls: [{ id: 'call_1', type: 'custom', custom: { name: 'shell', input: 'ls' } }] },
      { role: 'tool', tool_call_id: 'call_1', content: 'README.md' },
    ],
    tools: [shell],
  },
  'parallel calls that were answered': { ...small, messages: [asked, called, ...read], tools: [weather] },
  'a tool loop without the tools': { ...small, messages: [asked, called, ...read] },
  'two rounds of tools': {
    ...small,
    messages: [asked, called, ...read, { role: 'assistant', content: 'Sun, snow.' }, asked, called, ...read],
    tools: [weather],
    parallel_tool_calls: true,
  },
  'parameters that are not kept strictly': {
    ...small,
    tools: [
      { type: 'function', function: { name: 'a', parameters: {} } },
      { type: 'function', function: { name: 'b', parameters: { type: 'object', properties: {} }, strict: false } },
      { type: 'function', function: { name: 'c', description: '', strict: null } },
      {
        type: 'function',
        function: {
          name: 'd',
          parameters: {
            $schema: 'http://json-schema.org/draft-07/schema#',
            type: 'object',
            properties: {
              limit: { type: 'integer', minimum: 1, maximum: 10, default: 5 },
              where: {
                oneOf: [
                  { type: 'string', minLength: 1 },
                  { type: 'object', additionalProperties: true },
                ],
              },
              tags: { type: 'array', items: { type: 'string' }, uniqueItems: true },
            },
          },
        },
      },
    ],
  },
  functions: {
    ...small,
    functions: [{ name: 'now', parameters: { type: 'object', properties: {} } }, { name: 'bare' }],
    function_call: 'auto',
  },
  'a named function': { ...small, functions: [{ name: 'now' }], function_call: { name: 'now' } },
  'functions in the history': {
    ...small,
    messages: [
      ...hello,
      { role: 'assistant', content: null, function_call: { name: 'now', arguments: '{}' } },
      { role: 'function', name: 'now', content: '12:00' },
    ],
    functions: [{ name: 'now' }],
  },
  'text as the format': { ...small, response_format: { type: 'text' } },
  'JSON mode': {
    ...small,
    messages: [{ role: 'user', content: 'A cat, as JSON.' }],
    response_format: { type: 'json_object' },
  },
  'a schema that is not kept strictly': {
    ...small,
    response_format: {
      type: 'json_schema',
      json_schema: { name: 'cat', description: 'A cat', schema: { type: 'object', properties: { name: {} } } },
    },
  },
  'a schema of every kind': {
    ...small,
    response_format: { type: 'json_schema', json_schema: { name: 'all_kinds', strict: true, schema: everyKind() } },
  },
  sampling: {
    ...small,
    n: 3,
    seed: -42,
    temperature: 0,
    top_p: 0.1,
    presence_penalty: -2,
    frequency_penalty: 1.5,
    stop: ['\n', 'END'],
    logit_bias: { '50256': -100, '15': 5 },
    max_tokens: 50,
  },
  'log probabilities': { ...small, logprobs: true, top_logprobs: 5, stop: '.', max_completion_tokens: 20 },
  'who asks': {
    ...small,
    user: 'user-1',
    safety_identifier: 'abc',
    prompt_cache_key: 'chat',
    prompt_cache_retention: '24h',
    metadata: { team: 'a', run: '17' },
    store: true,
    service_tier: 'flex',
  },
  'nothing of everything': {
    ...small,
    audio: null,
    frequency_penalty: null,
    logit_bias: null,
    logprobs: null,
    max_completion_tokens: null,
    max_tokens: null,
    metadata: null,
    modalities: null,
    n: null,
    prediction: null,
    presence_penalty: null,
    reasoning_effort: null,
    seed: null,
    service_tier: null,
    stop: null,
    store: null,
    stream: null,
    stream_options: null,
    temperature: null,
    top_logprobs: null,
    top_p: null,
    verbosity: null,
  },
  'effort of o3-mini': { ...reasoning, model: 'o3-mini', reasoning_effort: 'high', tools: [weather] },
  'effort of o1': {
    ...reasoning,
    model: 'o1',
    reasoning_effort: 'low',
    messages: [{ role: 'developer', content: 'Brief.' }, ...hello],
  },
  'effort of gpt-5': {
    ...reasoning,
    model: 'gpt-5',
    reasoning_effort: 'minimal',
    verbosity: 'low',
    parallel_tool_calls: true,
    tools: [weather],
  },
  'defaults spelled out for a reasoning model': {
    ...reasoning,
    model: 'gpt-5-mini',
    temperature: 1,
    top_p: 1,
    presence_penalty: 0,
    frequency_penalty: 0,
    n: 1,
    verbosity: 'high',
  },
  'no reasoning': { ...reasoning, model: 'gpt-5.1', reasoning_effort: 'none' },
  'a prediction': { ...small, prediction: { type: 'content', content: 'const a = 1' } },
  'a prediction in parts': { ...small, prediction: { type: 'content', content: [{ type: 'text', text: 'a' }] } },
  'web search': {
    model: 'gpt-4o-search-preview',
    messages: hello,
    web_search_options: {
      search_context_size: 'low',
      user_location: { type: 'approximate', approximate: { country: 'DE', city: 'Berlin', timezone: 'Europe/Berlin' } },
    },
  },
  'web search with defaults': { model: 'gpt-4o-mini-search-preview', messages: hello, web_search_options: {} },
  'a fine-tuned model': { model: 'ft:gpt-4o-mini-2024-07-18:acme::abc123', messages: hello },
  'a model nobody knows': { model: 'acme/whale-7b', messages: hello, temperature: 0.7 },
}

/** All that a strict schema may be made of. */
function everyKind(): Record<string, unknown> {
  const properties = {
    text: { type: 'string', pattern: '^a', description: 'A text' },
    when: { type: 'string', format: 'date-time' },
    number: { type: 'number', minimum: 0, exclusiveMaximum: 5, multipleOf: 0.5 },
    integer: { type: 'integer' },
    flag: { type: 'boolean' },
    nothing: { type: 'null' },
    one: { type: 'string', enum: ['a', 'b'] },
    constant: { type: 'string', const: 'a' },
    maybe: { type: ['string', 'null'] },
    either: { anyOf: [{ type: 'string' }, { $ref: '#/$defs/node' }] },
    list: { type: 'array', items: { type: 'number' }, minItems: 1, maxItems: 3 },
    tree: { $ref: '#/$defs/node' },
    self: { anyOf: [{ $ref: '#' }, { type: 'null' }] },
  }
  const node = {
    type: 'object',
    properties: { value: { type: 'string' }, children: { type: 'array', items: { $ref: '#/$defs/node' } } },
    required: ['value', 'children'],
    additionalProperties: false,
  }
  return {
    type: 'object',
    title: 'All',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
    $defs: { node },
  }
}
