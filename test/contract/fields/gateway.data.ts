import type { Field, FieldTable } from './field.ts'

const call = { id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: '{}' } }
const parameters = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }
const tool = { type: 'function', function: { name: 'get_weather', parameters } }
const host = { model: 'llama', messages: [{ role: 'user', content: 'Hello' }] }
const calling = {
  ...host,
  messages: [
    ...host.messages,
    { role: 'assistant', content: '', tool_calls: [call] },
    { role: 'tool', tool_call_id: 'call_1', content: 'rain' },
  ],
  tools: [tool],
}
const json_schema = { name: 'city', schema: parameters }
const structured = { ...host, response_format: { type: 'json_schema', json_schema } }

const roles = ['system', 'user', 'assistant', 'developer', 'tool']
const types = ['object', 'array', 'string', 'number', 'boolean', 'integer', 'null']

/** The object of the document that holds a JSON Schema, printed once for tools and once for the format of the response. */
const schemaFields = (source: string): readonly Field[] => [
  {
    name: 'type',
    type: 'string',
    values: types,
    good: 'object',
    source: `${source} type`,
    practical: { type: ['string', 'array'], more: [['string', 'null']], why: 'clients send unions' },
  },
  { name: 'description', type: 'string', good: 'A place.', source: `${source} description` },
  { name: 'properties', type: 'object', good: { city: { type: 'string' } }, source: `${source} properties` },
  {
    name: 'properties.*',
    type: 'object',
    good: { type: 'string' },
    source: `${source} properties: additional`,
    practical: { type: ['object', 'boolean'], why: 'a schema may be true or false' },
  },
  { name: 'required', type: 'array', good: ['city'], more: [[]], source: `${source} required` },
  { name: 'required[0]', type: 'string', good: 'city', source: `${source} required: array of string` },
  {
    name: 'items',
    type: 'object',
    good: { type: 'string' },
    source: `${source} items`,
    practical: { type: ['object', 'boolean', 'array'], why: 'older drafts have one for each item' },
  },
  { name: 'enum', type: 'array', good: ['a', 1, null], source: `${source} enum` },
  {
    name: 'additionalProperties',
    type: 'boolean',
    good: false,
    source: `${source} additionalProperties`,
    practical: { type: ['boolean', 'object'], more: [{ type: 'string' }], why: 'clients send schemas of maps' },
  },
]

/** A message, the same in both directions. */
const messageFields = (source: string): readonly Field[] => [
  { name: 'role', type: 'string', required: true, values: roles, good: 'assistant', source: `${source} role` },
  {
    name: 'content',
    type: 'string',
    good: 'Hello',
    more: [''],
    source: `${source} content`,
    practical: { type: ['string', 'null'], why: 'a message that calls tools says nothing' },
  },
  { name: 'name', type: 'string', good: 'Ann', source: `${source} name` },
  {
    name: 'refusal',
    type: 'string',
    good: 'No.',
    source: `${source} refusal`,
    practical: { type: ['string', 'null'], why: 'clients send messages back as other services answered them' },
  },
  { name: 'tool_calls', type: 'array', good: [call], source: `${source} tool_calls` },
  { name: 'tool_calls[0]', type: 'object', good: call, source: `${source} tool_calls` },
  { name: 'tool_call_id', type: 'string', good: 'call_1', source: `${source} tool_call_id` },
]

const toolCallFields = (source: string): readonly Field[] => [
  { name: 'id', type: 'string', required: true, good: 'call_1', source: `${source} id` },
  { name: 'type', type: 'string', required: true, good: 'function', source: `${source} type` },
  { name: 'function', type: 'object', good: call.function, source: `${source} function` },
]

const calledFields = (source: string): readonly Field[] => [
  { name: 'name', type: 'string', required: true, good: 'get_weather', source: `${source} name` },
  { name: 'arguments', type: 'string', required: true, good: '{}', source: `${source} arguments` },
]

const message = { role: 'assistant', content: 'Hello', tool_calls: [call] }
const answered = {
  id: 'chatcmpl-1',
  created: 1_750_000_000,
  model: 'llama',
  object: 'chat.completion',
  usage: { completion_tokens: 2, prompt_tokens: 8, total_tokens: 10 },
  choices: [{ finish_reason: 'stop', index: 0, message }],
}

/** Document 004: "Create a chat completion", the page of an inference gateway. */
export const gateway: FieldTable = {
  dialect: 'gateway',
  request: [
    {
      at: '',
      host,
      fields: [
        { name: 'messages', type: 'array', required: true, good: host.messages, source: '004 messages' },
        { name: 'messages[0]', type: 'object', good: { role: 'user' }, source: '004 messages: array of object' },
        { name: 'model', type: 'string', required: true, good: 'llama', source: '004 model' },
        {
          name: 'reasoning_effort',
          type: 'string',
          values: ['minimal', 'medium', 'high'],
          good: 'medium',
          source: '004 reasoning_effort',
          practical: {
            values: ['minimal', 'medium', 'high', 'low', 'none'],
            why: 'a list that leaves out the value between two others is a slip',
          },
        },
        { name: 'stream', type: 'boolean', good: true, more: [false], source: '004 stream' },
        { name: 'parallel_tool_calls', type: 'boolean', good: true, source: '004 parallel_tool_calls' },
        { name: 'user', type: 'string', good: 'user-1', source: '004 user' },
        { name: 'tools', type: 'array', good: [tool], source: '004 tools' },
        { name: 'tools[0]', type: 'object', good: tool, source: '004 tools: array of object' },
        { name: 'frequency_penalty', type: 'number', good: 0.5, more: [1], source: '004 frequency_penalty' },
        { name: 'logit_bias', type: 'object', good: { '50256': -100 }, more: [{}], source: '004 logit_bias' },
        { name: 'logit_bias.*', type: 'integer', good: 5, source: '004 logit_bias: additional properties' },
        { name: 'logprobs', type: 'boolean', good: true, source: '004 logprobs' },
        { name: 'top_logprobs', type: 'integer', good: 2, source: '004 top_logprobs' },
        { name: 'max_completion_tokens', type: 'integer', good: 100, source: '004 max_completion_tokens' },
        { name: 'n', type: 'integer', good: 2, source: '004 n' },
        {
          name: 'presence_penalty',
          type: 'integer',
          good: 1,
          source: '004 presence_penalty',
          practical: { type: 'number', good: 0.5, why: 'as its twin, frequency_penalty' },
        },
        { name: 'response_format', type: 'object', good: { type: 'text' }, source: '004 response_format' },
        {
          name: 'stop',
          type: 'array',
          good: ['a', 'b'],
          source: '004 stop',
          practical: { type: ['array', 'string'], why: 'clients send one as it is' },
        },
        { name: 'stop[0]', type: 'string', good: 'a', source: '004 stop: array of string' },
        { name: 'temperature', type: 'number', good: 0.7, more: [1], source: '004 temperature' },
        { name: 'top_p', type: 'number', good: 0.5, more: [1], source: '004 top_p' },
        { name: 'stream_options', type: 'object', good: { include_usage: true }, source: '004 stream_options' },
        {
          name: 'tool_choice',
          type: ['string', 'object'],
          values: ['none', 'auto', 'required'],
          good: 'auto',
          more: [{ type: 'function', function: { name: 'get_weather' } }],
          only: 'practical',
          source: '004 tools, of no use without a choice',
        },
      ],
    },
    { at: 'messages[1]', host: calling, fields: messageFields('004 messages') },
    { at: 'messages[1].tool_calls[0]', host: calling, fields: toolCallFields('004 tool_calls') },
    { at: 'messages[1].tool_calls[0].function', host: calling, fields: calledFields('004 tool_calls function') },
    {
      at: 'stream_options',
      host: { ...host, stream: true, stream_options: { include_usage: false } },
      fields: [{ name: 'include_usage', type: 'boolean', good: true, source: '004 stream_options include_usage' }],
    },
    {
      at: 'tools[0]',
      host: calling,
      fields: [
        { name: 'type', type: 'string', required: true, good: 'function', source: '004 tools type' },
        { name: 'function', type: 'object', required: true, good: tool.function, source: '004 tools function' },
        {
          name: 'strict',
          type: 'boolean',
          good: true,
          only: 'practical',
          source: '004 tools strict: indentation is lost',
        },
      ],
    },
    {
      at: 'tools[0].function',
      host: calling,
      fields: [
        { name: 'name', type: 'string', required: true, good: 'get_weather', source: '004 tools function name' },
        { name: 'description', type: 'string', good: 'Looks.', source: '004 tools function description' },
        { name: 'parameters', type: 'object', good: parameters, source: '004 tools function parameters' },
        { name: 'strict', type: 'boolean', good: false, source: '004 tools function strict' },
      ],
    },
    { at: 'tools[0].function.parameters', host: calling, fields: schemaFields('004 parameters') },
    { at: 'tools[0].function.parameters.properties.city', host: calling, fields: schemaFields('004 properties') },
    {
      at: 'response_format',
      host: structured,
      fields: [
        {
          name: 'type',
          type: 'string',
          required: true,
          values: ['text', 'json_object', 'json_schema'],
          good: 'json_schema',
          source: '004 response_format type',
        },
        { name: 'json_schema', type: 'object', good: json_schema, source: '004 response_format json_schema' },
      ],
    },
    {
      at: 'response_format.json_schema',
      host: structured,
      fields: [
        { name: 'description', type: 'string', good: 'A place.', source: '004 json_schema description' },
        { name: 'name', type: 'string', required: true, good: 'city', source: '004 json_schema name' },
        { name: 'schema', type: 'object', required: true, good: parameters, source: '004 json_schema schema' },
        { name: 'strict', type: 'boolean', good: false, source: '004 json_schema strict' },
      ],
    },
    { at: 'response_format.json_schema.schema', host: structured, fields: schemaFields('004 schema') },
    {
      at: 'response_format.json_schema.schema.properties.city',
      host: structured,
      fields: schemaFields('004 properties'),
    },
  ],
  response: [
    {
      at: '',
      host: answered,
      fields: [
        { name: 'id', type: 'string', required: true, good: 'chatcmpl-1', source: '004 response id' },
        { name: 'created', type: 'integer', required: true, good: 1_750_000_000, source: '004 response created' },
        { name: 'model', type: 'string', required: true, good: 'llama', source: '004 response model' },
        { name: 'object', type: 'string', required: true, good: 'chat.completion', source: '004 response object' },
        { name: 'usage', type: 'object', required: true, good: answered.usage, source: '004 response usage' },
        { name: 'choices', type: 'array', required: true, good: answered.choices, source: '004 response choices' },
        { name: 'choices[0]', type: 'object', good: answered.choices[0] ?? {}, source: '004 response choices' },
      ],
    },
    {
      at: 'usage',
      host: answered,
      fields: [
        { name: 'completion_tokens', type: 'integer', required: true, good: 2, source: '004 usage completion_tokens' },
        { name: 'prompt_tokens', type: 'integer', required: true, good: 8, source: '004 usage prompt_tokens' },
        { name: 'total_tokens', type: 'integer', required: true, good: 10, source: '004 usage total_tokens' },
        { name: 'total_time', type: 'number', good: 0.25, more: [1], source: '004 usage total_time' },
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
          values: ['stop', 'length', 'tool_calls', 'content_filter'],
          good: 'stop',
          source: '004 choices finish_reason',
        },
        { name: 'index', type: 'integer', required: true, good: 0, source: '004 choices index' },
        { name: 'message', type: 'object', required: true, good: message, source: '004 choices message' },
      ],
    },
    { at: 'choices[0].message', host: answered, fields: messageFields('004 choices message') },
    { at: 'choices[0].message.tool_calls[0]', host: answered, fields: toolCallFields('004 choices tool_calls') },
    {
      at: 'choices[0].message.tool_calls[0].function',
      host: answered,
      fields: calledFields('004 choices tool_calls function'),
    },
  ],
  beyond: {
    request: Object.fromEntries(
      ['tools[].function.parameters', 'response_format.json_schema.schema'].flatMap((schema) => [
        [`${schema}.items`, 'a schema again'],
        [`${schema}.additionalProperties`, 'a schema again'],
        [`${schema}.type[]`, 'a union, which only the practical level takes'],
        [`${schema}.properties.*.type[]`, 'a union, which only the practical level takes'],
        [`${schema}.properties.*.items[]`, 'a schema again'],
      ]),
    ),
    response: {},
  },
}
