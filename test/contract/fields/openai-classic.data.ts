import type { FieldGroup, FieldTable } from './field.ts'

const host = { model: 'gpt-3.5-turbo', messages: [{ role: 'user', content: 'Hello!' }] }
const calling = {
  ...host,
  messages: [
    ...host.messages,
    { role: 'assistant', content: 'Calling.', function_call: { name: 'get_weather', arguments: '{}' } },
  ],
}

const fractional = { type: 'number', good: 0.7, why: 'a fraction everywhere else' } as const

const answered = {
  id: 'chatcmpl-123',
  object: 'chat.completion',
  created: 1_677_652_288,
  choices: [{ index: 0, message: { role: 'assistant', content: 'Hello there' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 9, completion_tokens: 12, total_tokens: 21 },
}

/** The answer as documents 000 and 001 have it, in the same eleven rows. */
export const classicResponse = (document: '000' | '001'): readonly FieldGroup[] => [
  {
    at: '',
    host: answered,
    fields: [
      { name: 'id', type: 'string', required: true, good: answered.id, source: `${document} response id` },
      { name: 'object', type: 'string', required: true, good: answered.object, source: `${document} response object` },
      { name: 'created', type: 'integer', required: true, good: 1, source: `${document} response created` },
      {
        name: 'choices',
        type: 'array',
        required: true,
        good: answered.choices,
        source: `${document} response choices`,
      },
      { name: 'choices[0]', type: 'object', good: answered.choices[0] ?? {}, source: `${document} response choices` },
      { name: 'usage', type: 'object', required: true, good: answered.usage, source: `${document} response usage` },
    ],
  },
  {
    at: 'choices[0]',
    host: answered,
    fields: [
      { name: 'index', type: 'integer', good: 0, source: `${document} choices index` },
      {
        name: 'message',
        type: 'object',
        good: { role: 'assistant', content: 'Hi' },
        source: `${document} choices message`,
      },
      {
        name: 'finish_reason',
        type: 'string',
        good: 'stop',
        more: ['length'],
        source: `${document} choices finish_reason`,
      },
    ],
  },
  {
    at: 'usage',
    host: answered,
    fields: [
      { name: 'prompt_tokens', type: 'integer', required: true, good: 9, source: `${document} usage prompt_tokens` },
      {
        name: 'completion_tokens',
        type: 'integer',
        required: true,
        good: 12,
        source: `${document} usage completion_tokens`,
      },
      { name: 'total_tokens', type: 'integer', required: true, good: 21, source: `${document} usage total_tokens` },
    ],
  },
]

/** The tables say that there is a message and not what is in it. */
export const messageOfExample = {
  'choices[].message.role': 'in the example',
  'choices[].message.content': 'in the example',
  'choices[].message.refusal': 'what a model says in place of content',
  'choices[].message.tool_calls': 'what a model says in place of content',
  'choices[].message.function_call': 'what a model says in place of content',
  'choices[].message.audio': 'what a model says in place of content',
}

/** Document 001: "Create chat completion", a mirror of OpenAI's page as it was in December 2024. */
export const openaiClassic: FieldTable = {
  dialect: 'openai-classic',
  request: [
    {
      at: '',
      host,
      fields: [
        { name: 'model', type: 'string', required: true, good: 'gpt-3.5-turbo', source: '001 body model' },
        { name: 'messages', type: 'array', required: true, good: host.messages, source: '001 body messages' },
        { name: 'messages[0]', type: 'object', good: { role: 'user', content: 'Hi' }, source: '001 body messages' },
        { name: 'temperature', type: 'integer', good: 1, source: '001 body temperature', practical: fractional },
        { name: 'top_p', type: 'integer', good: 1, source: '001 body top_p', practical: fractional },
        { name: 'n', type: 'integer', good: 2, source: '001 body n' },
        { name: 'stream', type: 'boolean', good: true, more: [false], source: '001 body stream' },
        {
          name: 'stop',
          type: 'string',
          good: '\n',
          source: '001 body stop',
          practical: {
            type: ['string', 'array'],
            more: [['a'], ['a', 'b', 'c', 'd']],
            bad: [['a', 'b', 'c', 'd', 'e']],
            why: 'the service takes up to four',
          },
        },
        { name: 'stop[0]', type: 'string', good: 'a', only: 'practical', source: '001 body stop' },
        { name: 'max_tokens', type: 'integer', good: 100, source: '001 body max_tokens' },
        { name: 'presence_penalty', type: 'number', good: 0.5, more: [1], source: '001 body presence_penalty' },
        { name: 'frequency_penalty', type: 'number', good: 0.5, more: [1], source: '001 body frequency_penalty' },
        {
          name: 'logit_bias',
          type: 'null',
          good: null,
          source: '001 body logit_bias',
          practical: { type: ['null', 'object'], more: [{ '50256': -100 }], why: 'null is the default of a map' },
        },
        { name: 'logit_bias.*', type: 'integer', good: 5, only: 'practical', source: '001 body logit_bias' },
        { name: 'user', type: 'string', good: 'user-1234', source: '001 body user' },
      ],
    },
    {
      at: 'messages[0]',
      host,
      fields: [
        {
          name: 'role',
          type: 'string',
          values: ['system', 'user', 'assistant', 'function'],
          good: 'user',
          source: '001 messages role',
          practical: {
            required: true,
            values: ['system', 'user', 'assistant', 'function', 'tool', 'developer'],
            why: 'the text needs it; later clients send the later roles',
          },
        },
        {
          name: 'content',
          type: 'string',
          good: 'Hello!',
          more: [''],
          source: '001 messages content',
          practical: { required: true, why: 'the text needs it' },
        },
      ],
    },
    {
      at: 'messages[1]',
      host: calling,
      fields: [
        {
          name: 'content',
          type: 'string',
          good: 'Calling.',
          source: '001 messages content: but for assistant messages with function calls',
          practical: { type: ['string', 'null'], why: 'clients send the null that the service answered' },
        },
      ],
    },
  ],
  response: classicResponse('001'),
  beyond: {
    request: {
      'messages[].function_call': 'what an assistant may say in place of content, by the row of content',
      'messages[].tool_calls': 'the same of a later client',
    },
    response: messageOfExample,
  },
}
