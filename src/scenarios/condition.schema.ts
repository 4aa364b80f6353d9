import type { JsonObject } from '../core/json.ts'

/** What a comparison may say of a text or, in a list, of some of its texts. */
const comparison: JsonObject = {
  description: 'All of these hold.',
  type: 'object',
  minProperties: 1,
  properties: {
    contains: {
      description: 'This text is part of it; capital and small letters are the same.',
      type: 'string',
      minLength: 1,
    },
    matches: {
      description: 'A JavaScript regular expression finds something in it: `^x`, or `/^x/i` for flags.',
      type: 'string',
      minLength: 1,
      format: 'regex',
    },
    one_of: { description: 'It is one of these.', type: 'array', minItems: 1, items: { type: 'string' } },
  },
  additionalProperties: false,
}

/** `$defs` that the conditions below refer to. */
export const conditionDefinitions: JsonObject = {
  comparison,
  text: {
    anyOf: [
      { description: 'It is exactly this.', type: 'string' },
      { $ref: '#/$defs/comparison' },
      { description: 'All of these hold.', type: 'array', minItems: 1, items: { $ref: '#/$defs/comparison' } },
    ],
  },
  texts: {
    anyOf: [
      { description: 'It has this.', type: 'string' },
      { $ref: '#/$defs/comparison' },
      {
        description: 'It has all of these.',
        type: 'array',
        minItems: 1,
        items: { anyOf: [{ type: 'string' }, { $ref: '#/$defs/comparison' }] },
      },
    ],
  },
}

const text = (description: string): JsonObject => ({ description, $ref: '#/$defs/text' })
const texts = (description: string): JsonObject => ({ description, $ref: '#/$defs/texts' })

const oneOf = (bare: JsonObject): JsonObject => ({
  type: 'object',
  required: ['one_of'],
  properties: { one_of: { description: 'It is one of these.', type: 'array', minItems: 1, items: bare } },
  additionalProperties: false,
})

const role: JsonObject = { type: 'string', enum: ['user', 'assistant', 'tool', 'system', 'developer', 'function'] }
const turn: JsonObject = { type: 'integer', minimum: 1 }

/** JSON Schema of a cue's `when`. */
export const whenSchema: JsonObject = {
  description: 'Which requests the cue answers: all of these hold. Absent: every request.',
  type: 'object',
  properties: {
    user: text('Text of the latest user message.'),
    system: text('Text of the latest system or developer message.'),
    assistant: text('Text of the latest assistant message.'),
    tool: text('Text of the latest tool message.'),
    last: { description: 'Role of the last message.', anyOf: [role, oneOf(role)] },
    turn: { description: 'Assistant messages so far + 1.', anyOf: [turn, oneOf(turn)] },
    model: text('The model, as the request names it.'),
    tools: texts('Names of the tools on offer.'),
    tool_call_id: texts('Ids of the tool calls answered since the last assistant message.'),
    stream: { description: 'Whether the request asks for a stream.', type: 'boolean' },
    headers: {
      description: 'Request headers by name.',
      type: 'object',
      minProperties: 1,
      propertyNames: {
        pattern: "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$",
        errorMessage: 'write the name of a header, like x-test',
      },
      additionalProperties: { $ref: '#/$defs/text' },
    },
    image: texts('Media types of the images that the messages carry (image/png; image/* where only a URL is given).'),
    file: texts('Media types of the files that the messages carry.'),
    audio: texts('Media types of the audio that the messages carry.'),
    body: { description: 'JSON Schema that the request body satisfies.', type: ['object', 'boolean'] },
  },
  additionalProperties: false,
}
