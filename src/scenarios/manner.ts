import { parseDuration } from '../core/duration.ts'
import type { Fault } from '../core/fault.ts'
import { isJsonObject, type Json, type JsonObject } from '../core/json.ts'
import type { ChunkSize, Manner, StreamManner } from '../core/scenario.ts'

const durationSchema: JsonObject = {
  description: 'How long, with its unit: 300ms, 2s, 1m.',
  type: 'string',
  maxLength: 64,
  pattern: '^(\\d+(\\.\\d+)?(ms|s|m|h))+$',
  errorMessage: 'write 300ms, 2s or 1m',
}

const duration = (description: string): JsonObject => ({ description, $ref: '#/$defs/duration' })

/** JSON Schemas of the members of a cue or step that say how its reply is sent. */
export const mannerSchemas: Readonly<Record<string, JsonObject>> = {
  headers: { description: 'Headers put on the answer.', $ref: '#/$defs/headers' },
  delay: duration('Wait this long before the status line.'),
  stream: { description: 'How a streamed answer is cut into events, and when they are sent.', $ref: '#/$defs/stream' },
  fault: { description: 'What goes wrong on the wire: a name, or names with their settings.', $ref: '#/$defs/fault' },
}

/** Headers that whoever carries an answer sets; JSON Schema knows no patterns that ignore case. */
const ofTheDoor = '[Cc]onnection|[Cc]ontent-[Ll]ength|[Kk]eep-[Aa]live|[Tt]ransfer-[Ee]ncoding|[Tt]railer|[Uu]pgrade'

/** `$defs` that these members refer to. */
export const mannerDefinitions = (faults: readonly Fault[]): JsonObject => ({
  duration: durationSchema,
  headers: {
    type: 'object',
    propertyNames: {
      pattern: `^(?!(?:${ofTheDoor})$)[!#$%&'*+.^_\`|~0-9A-Za-z-]+$`,
      errorMessage:
        'write the name of a header, like x-test; those of the connection and the length are set by themselves',
    },
    additionalProperties: {
      type: ['string', 'number'],
      pattern: '^[\\t\\x20-\\x7e\\x80-\\xff]*$',
      errorMessage: 'write a text that a header can carry: no line breaks, no letters beyond Latin-1',
    },
  },
  stream: {
    type: 'object',
    properties: {
      chunk: {
        description: 'What one event carries. Default: token.',
        anyOf: [
          { type: 'string', enum: ['token', 'word', 'character'] },
          {
            type: 'object',
            required: ['size'],
            properties: { size: { description: 'Characters.', type: 'integer', minimum: 1 } },
            additionalProperties: false,
          },
        ],
      },
      pace: { description: 'All at once, or as a real model writes.', enum: ['instant', 'natural'] },
      time_to_first_token: duration('From the request to the first event with content.'),
      inter_token_latency: duration('Between two events.'),
      jitter: duration('Each event comes early or late by up to this much.'),
      times: {
        description: 'When each event is sent, from the request; in place of the other times.',
        type: 'array',
        minItems: 1,
        items: { $ref: '#/$defs/duration' },
      },
      cut: {
        description: 'Where the stream breaks off; short for the fault of that name.',
        type: 'object',
        properties: {
          after: { description: 'Events with content that are still sent.', type: 'integer', minimum: 0 },
          how: {
            description: 'Default: reset.',
            ...(faults.length > 0 ? { enum: cutNames(faults) } : { type: 'string' }),
          },
        },
        additionalProperties: false,
      },
    },
    additionalProperties: false,
  },
  fault: {
    anyOf: [
      faults.length > 0 ? { type: 'string', enum: faults.map((fault) => fault.name) } : { type: 'string' },
      {
        type: 'object',
        minProperties: 1,
        ...(faults.length > 0 && {
          properties: Object.fromEntries(faults.map(({ name, schema }) => [name, orShort(schema)])),
          additionalProperties: false,
        }),
      },
    ],
  },
})

/** Faults that can wait until so many events are sent. */
const cutNames = (faults: readonly Fault[]): readonly string[] =>
  faults
    .filter(({ schema: { properties } }) => isJsonObject(properties) && 'after' in properties)
    .map((fault) => fault.name)

/** Settings may be left out, and the first of them may stand alone. */
const orShort = (schema: JsonObject): JsonObject => {
  const { description, properties, type, ...settings } = schema
  const [first] = isJsonObject(properties) ? Object.values(properties) : []
  if (first === undefined) return { ...schema, type: [type ?? 'object', 'null'] }
  return {
    ...(description !== undefined && { description }),
    anyOf: [{ type: 'object', properties, ...settings }, first, { type: 'null' }],
  }
}

/** How a reply is sent, from members that hold to `mannerSchemas`. */
export const toManner = ({ headers, delay, stream, fault }: JsonObject): Manner => {
  const faults = [...cutOf(stream), ...faultsOf(fault)]
  return {
    ...(isJsonObject(headers) && {
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)])),
    }),
    ...(delay !== undefined && { delay: millisecondsOf(delay) }),
    ...(isJsonObject(stream) && { stream: toStreamManner(stream) }),
    ...(faults.length > 0 && { faults }),
  }
}

const toStreamManner = ({ chunk, pace, times: list, ...times }: JsonObject): StreamManner => ({
  ...(chunk !== undefined && { chunk: toChunkSize(chunk) }),
  ...((pace === 'instant' || pace === 'natural') && { pace }),
  ...Object.fromEntries(
    ['time_to_first_token', 'inter_token_latency', 'jitter']
      .filter((name) => times[name] !== undefined)
      .map((name) => [name, millisecondsOf(times[name])]),
  ),
  ...(Array.isArray(list) && { times: list.map(millisecondsOf) }),
})

const toChunkSize = (chunk: Json): ChunkSize => {
  if (isJsonObject(chunk)) return { size: Number(chunk['size']) }
  return chunk === 'word' || chunk === 'character' ? chunk : 'token'
}

type Faults = NonNullable<Manner['faults']>

const cutOf = (stream: Json | undefined): Faults => {
  const cut = isJsonObject(stream) ? stream['cut'] : undefined
  if (!isJsonObject(cut)) return []
  const { how = 'reset', ...settings } = cut
  return [{ name: String(how), settings }]
}

const faultsOf = (fault: Json | undefined): Faults => {
  if (typeof fault === 'string') return [{ name: fault, settings: {} }]
  if (!isJsonObject(fault)) return []
  return Object.entries(fault).map(([name, settings]) => ({ name, settings: settings ?? {} }))
}

const millisecondsOf = (duration: Json | undefined): number =>
  typeof duration === 'string' ? (parseDuration(duration) ?? 0) : 0
