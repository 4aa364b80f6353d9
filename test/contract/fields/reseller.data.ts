import type { FieldTable } from './field.ts'
import { classicResponse, messageOfExample } from './openai-classic.data.ts'

const tools = {
  tools: ['get_weather'],
  tool_choice: { type: 'function', function: { name: 'get_weather' } },
}
const host = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Hello' }], ...tools }

const fractional = { type: 'number', good: 0.7, why: 'a fraction everywhere else' } as const
const tool = { type: 'function', function: { name: 'get_weather' } } as const

const toolObject = 'the tools that its page on function calling sends'

/** Document 000: "Create structured output", the page of a reseller. */
export const reseller: FieldTable = {
  dialect: 'reseller',
  request: [
    {
      at: '',
      host,
      fields: [
        { name: 'model', type: 'string', required: true, good: 'gpt-4o', source: '000 body model' },
        { name: 'messages', type: 'array', required: true, good: host.messages, source: '000 body messages' },
        { name: 'messages[0]', type: 'object', good: { role: 'user', content: 'Hi' }, source: '000 body messages' },
        { name: 'temperature', type: 'integer', good: 1, source: '000 body temperature', practical: fractional },
        { name: 'top_p', type: 'integer', good: 1, source: '000 body top_p', practical: fractional },
        { name: 'n', type: 'integer', good: 2, source: '000 body n' },
        { name: 'stream', type: 'boolean', good: true, more: [false], source: '000 body stream' },
        {
          name: 'stop',
          type: 'string',
          good: '\n',
          source: '000 body stop',
          practical: { type: ['string', 'array'], more: [['a', 'b']], why: 'the service behind it takes a list too' },
        },
        { name: 'stop[0]', type: 'string', good: 'a', only: 'practical', source: '000 body stop' },
        { name: 'max_tokens', type: 'integer', good: 100, source: '000 body max_tokens' },
        { name: 'presence_penalty', type: 'number', good: 0.5, more: [1], source: '000 body presence_penalty' },
        { name: 'frequency_penalty', type: 'number', good: 0.5, more: [1], source: '000 body frequency_penalty' },
        {
          name: 'logit_bias',
          type: 'null',
          good: null,
          source: '000 body logit_bias',
          practical: { type: ['null', 'object'], more: [{ '50256': -100 }], why: 'null is the default of a map' },
        },
        { name: 'logit_bias.*', type: 'integer', good: 5, only: 'practical', source: '000 body logit_bias' },
        { name: 'user', type: 'string', good: 'user-1234', source: '000 body user' },
        { name: 'response_format', type: 'object', good: { type: 'text' }, source: '000 body response_format' },
        { name: 'seen', type: 'integer', good: 7, source: '000 body seen' },
        { name: 'seed', type: 'integer', good: 7, only: 'practical', source: '000 body seen: a slip of the pen' },
        {
          name: 'tools',
          type: 'array',
          required: true,
          good: tools.tools,
          source: '000 body tools',
          practical: { required: false, more: [[tool]], why: 'the page’s own example has none' },
        },
        {
          name: 'tools[0]',
          type: 'string',
          good: 'get_weather',
          source: '000 body tools: array of string',
          practical: { type: ['string', 'object'], more: [tool], why: 'its page on function calling sends objects' },
        },
        {
          name: 'tool_choice',
          type: 'object',
          required: true,
          good: tools.tool_choice,
          source: '000 body tool_choice',
          practical: {
            type: ['object', 'string'],
            required: false,
            values: ['none', 'auto', 'required'],
            why: 'the words of the service behind it',
          },
        },
      ],
    },
    {
      at: 'messages[0]',
      host,
      fields: [
        { name: 'role', type: 'string', good: 'user', more: ['system', 'assistant'], source: '000 messages role' },
        {
          name: 'content',
          type: 'string',
          good: 'Hello',
          more: [''],
          source: '000 messages content',
          practical: {
            type: ['string', 'array', 'null'],
            more: [[{ type: 'text', text: 'Hello' }]],
            why: 'the site has pages on images and on function calls',
          },
        },
      ],
    },
  ],
  response: classicResponse('000'),
  beyond: {
    request: {
      'messages[].content[]': 'the parts that the site has pages on',
      'tools[].type': toolObject,
      'tools[].function': toolObject,
      'tools[].custom': toolObject,
    },
    response: messageOfExample,
  },
}
