import { readFileSync } from 'node:fs'
import { createContracts } from '../../src/contracts/contracts.ts'
import type { Strictness } from '../../src/core/contract.ts'
import type { Dialect } from '../../src/core/dialect.ts'
import { isJsonObject, type Json, type JsonObject } from '../../src/core/json.ts'
import type { Violation } from '../../src/core/violation.ts'
import { createCuecard, type Cuecard } from '../../src/cuecard.ts'

export const levels: readonly Strictness[] = ['practical', 'literal']

/** What a cuecard answers to a chat request as one value and as a stream, and how both break the dialect's own contracts. */
export interface Sent {
  readonly whole: JsonObject
  readonly chunks: readonly JsonObject[]
  readonly violations: readonly Violation[]
}

/** Asks a cuecard of this dialect twice, plain and streamed. */
export const sentIn = async (dialect: Dialect, strictness: Strictness, body: JsonObject): Promise<Sent> => {
  const cuecard = createCuecard({ dialect: dialect.name, strictness })
  const contracts = await createContracts().of(dialect, 'chat-completions', strictness)

  const whole: JsonObject = JSON.parse(await (await post(cuecard, body)).text())
  const chunks = eventsOf(await (await post(cuecard, { ...body, stream: true })).text())

  return { whole, chunks, violations: [...contracts.response(whole), ...chunks.flatMap(contracts.chunk)] }
}

/** Posts a chat request with all the headers that any document demands. */
export const post = (cuecard: Pick<Cuecard, 'fetch'>, body: JsonObject, headers: object = {}): Promise<Response> =>
  cuecard.fetch('http://localhost/v1/chat/completions', {
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      authorization: 'Bearer sk-test',
      ...headers,
    },
    body: JSON.stringify(body),
  })

/** The events of a stream that ends well. */
const eventsOf = (text: string): readonly JsonObject[] => {
  const events = text.trimEnd().split('\n\n')
  if (events.pop() !== 'data: [DONE]') throw new Error(`no end: ${text}`)
  return events.map((event) => JSON.parse(event.replace(/^data: /, '')))
}

/** A file below `fixtures/`, parsed. */
export const fixture = (path: string): JsonObject =>
  JSON.parse(readFileSync(new URL(`../../fixtures/${path}`, import.meta.url), 'utf8'))

/** Names of all members anywhere in a value, once each. */
export const membersIn = (value: Json | undefined): ReadonlySet<string> => {
  if (Array.isArray(value)) return new Set(value.flatMap((item: Json) => [...membersIn(item)]))
  if (!isJsonObject(value)) return new Set()
  return new Set(Object.entries(value).flatMap(([name, member]) => [name, ...membersIn(member)]))
}

/** Members in a schema that do not say what they are, or not where that is known from. */
export const undescribed = (value: unknown, document: string, place = ''): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap((item, index) => undescribed(item, document, `${place}/${index}`))
  if (!isJsonObject(value)) return []
  const { properties, ...keywords } = value
  const members = Object.entries(isJsonObject(properties) ? properties : {})
  return [
    ...members.flatMap(([name, schema]) =>
      isJsonObject(schema) && String(schema['description']).includes(document) ? [] : [`${place}/${name}`],
    ),
    ...[...members, ...Object.entries(keywords)].flatMap(([name, part]) =>
      undescribed(part, document, `${place}/${name}`),
    ),
  ]
}

export const messages = [{ role: 'user', content: 'Tell me about lighthouses.' }]

export const weather: JsonObject = {
  type: 'function',
  function: {
    name: 'get_weather',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
}

export const structured: JsonObject = {
  type: 'json_schema',
  json_schema: {
    name: 'answer',
    strict: true,
    schema: {
      type: 'object',
      properties: { count: { type: 'integer' } },
      required: ['count'],
      additionalProperties: false,
    },
  },
}
