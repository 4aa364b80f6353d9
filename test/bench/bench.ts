import { createCompiler } from '../../src/contracts/compiler.ts'
import { createContracts } from '../../src/contracts/contracts.ts'
import type { JsonObject } from '../../src/core/json.ts'
import { createCuecard } from '../../src/cuecard.ts'
import { dialects } from '../../src/dialects/dialects.ts'
import { createMaker } from '../../src/generate/maker.ts'
import { loadTokens } from '../../src/generate/tokens/tokens.ts'
import { choices } from './cues.ts'
import { measure, tableOf, type Row } from './measure.ts'
import { history, hostile, requests } from './requests.ts'

/*
 * What cuecard costs, beside what JSON.parse costs in the same run: machines differ, ratios hardly do.
 * `npm run bench`; takes about a minute.
 */

const contracts = createContracts()

/** The check of a request, of a fresh body each time, beyond the parsing of its text. */
const checks = async (): Promise<readonly Row[]> => {
  const rows: Row[] = []
  for (const [what, { body, goal }] of Object.entries(requests)) {
    const { request } = await contracts.ofCall(dialects[0]!, 'chat-completions', 'practical')
    const text = JSON.stringify(body)
    const options = { perRound: text.length > 100_000 ? 1 : 500, seconds: 0.5 }
    const violations = request(body)
    if (violations.length > 0) throw new Error(`${what}: ${violations[0]?.error.message}`)
    const parse = await measure(() => text, JSON.parse, options)
    const microseconds = await measure(() => JSON.parse(text), request, options)
    rows.push({ what: `checks ${what}`, microseconds, parse, ...(goal !== undefined && { goal }) })
  }
  return rows
}

/** The small request in every dialect. */
const dialectChecks = async (): Promise<readonly Row[]> => {
  const text = JSON.stringify(requests['a small request']?.body)
  const parse = await measure(() => text, JSON.parse, { seconds: 0.3 })
  const rows: Row[] = []
  for (const dialect of dialects) {
    const { request } = await contracts.ofCall(dialect, 'chat-completions', 'practical')
    const microseconds = await measure(() => JSON.parse(text), request, { perRound: 500, seconds: 0.3 })
    rows.push({ what: `checks a small request of ${dialect.name}`, microseconds, parse, goal: 5 })
  }
  return rows
}

const schemaOf = (name: string): JsonObject => ({
  type: 'object',
  properties: {
    [name]: { type: 'string' },
    rating: { type: ['number', 'null'], minimum: 0, maximum: 5 },
    mood: { enum: ['good', 'bad'] },
    steps: { type: 'array', items: { type: 'object', properties: { title: { type: 'string' } }, required: ['title'] } },
  },
  required: [name, 'rating', 'mood', 'steps'],
  additionalProperties: false,
})

/** Values for schemas: as clients ask, who send the same schema with every call, and of schemas never seen. */
const values = async (): Promise<readonly Row[]> => {
  const { value } = createMaker(createCompiler())
  const text = JSON.stringify(schemaOf('dish'))
  const parse = await measure(() => text, JSON.parse, { seconds: 0.3 })
  let seed = 0
  return [
    {
      what: 'makes a value, same schema and seed',
      microseconds: await measure(
        () => JSON.parse(text),
        (schema) => value(schema, 1),
      ),
      parse,
    },
    {
      what: 'makes a value, same schema',
      microseconds: await measure(
        () => JSON.parse(text),
        (schema) => value(schema, seed++),
      ),
      parse,
    },
    {
      what: 'makes a value, schema never seen',
      microseconds: await measure(
        () => schemaOf(`dish${seed++}`),
        (schema) => value(schema, 1),
        { perRound: 20, seconds: 2 },
      ),
      parse,
    },
  ]
}

/** Counts of hostile megabytes, each text seen for the first time; and of a long history, first and again. */
const counts = async (): Promise<readonly Row[]> => {
  const rows: Row[] = []
  let fresh = 0
  for (const encoding of ['o200k_base', 'cl100k_base'] as const) {
    const { count } = await loadTokens(encoding)
    for (const [what, text] of Object.entries(hostile)) {
      const options = { perRound: 1, seconds: 0.5 }
      const microseconds = await measure(() => `${text}${fresh++}`, count, options)
      const parse = await measure(() => JSON.stringify(text), JSON.parse, options)
      rows.push({ what: `counts a megabyte of ${what} (${encoding})`, microseconds, parse, goal: 100_000 })
    }
  }
  return rows
}

/** A megabyte of messages, whole calls in process: seen for the first time, and again. */
const histories = async (): Promise<readonly Row[]> => {
  const cues = [{ when: { user: 'And now?' }, reply: { content: 'Rain.' } }]
  const cuecard = createCuecard({ scenarios: [{ cuecard: 1, cues }] })
  const words = 'lorem ipsum dolor sit amet '.repeat(18)
  // No message is like another, in one call or in two.
  const text = (call: number): string =>
    JSON.stringify(history((index) => [{ role: 'user', content: `${call} ${index} ${words}` }]))
  const respond = async (body: string): Promise<void> => {
    const { settle } = await cuecard.respond(incomingOf(body))
    settle({ end: 'complete', bytes: 0 })
  }
  const options = { perRound: 1, seconds: 1 }
  const parse = await measure(() => text(0), JSON.parse, options)
  let call = 0
  const first = await measure(() => text(++call), respond, options)
  const again = await measure(() => text(0), respond, options)
  return [
    { what: 'answers a megabyte of talk never seen', microseconds: first, parse },
    { what: 'answers a megabyte of talk seen before', microseconds: again, parse },
  ]
}

const encoder = new TextEncoder()

const incomingOf = (body: string) => ({
  method: 'POST',
  path: '/v1/chat/completions',
  query: '',
  headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
  body: encoder.encode(body),
})

/** Whole calls in process, from the bytes of the request to the last byte of the answer. */
const calls = async (): Promise<readonly Row[]> => {
  const cues = [{ when: { user: 'Hello!' }, reply: { content: 'Hello! How can I help?' } }]
  const cuecard = createCuecard({ scenarios: [{ cuecard: 1, cues }] })
  const incoming = (body: object) => incomingOf(JSON.stringify(body))
  const rows: Row[] = []
  const small = { model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Hello!' }] }
  const made = { ...small, messages: [{ role: 'user', content: 'Tell me about owls.' }] }
  const bodies = {
    'a canned answer': small,
    'a made-up answer': made,
    'a made-up stream': { ...made, stream: true },
    'a refusal': { ...small, temperature: 3 },
  }
  for (const [what, body] of Object.entries(bodies)) {
    const text = JSON.stringify(body)
    const parse = await measure(() => text, JSON.parse, { seconds: 0.3 })
    const respond = async (): Promise<void> => {
      const { settle } = await cuecard.respond(incoming(body))
      settle({ end: 'complete', bytes: 0 })
    }
    const fetched = async (): Promise<string> => {
      const { method, headers, path, body: bytes } = incoming(body)
      return (await cuecard.fetch(`https://api.openai.com${path}`, { method, headers, body: bytes })).text()
    }
    rows.push(
      { what: `responds with ${what}`, microseconds: await measure(() => undefined, respond), parse },
      { what: `fetches ${what}`, microseconds: await measure(() => undefined, fetched), parse },
    )
  }
  return rows
}

for (const rows of [checks, dialectChecks, values, choices, calls, counts, histories])
  console.log(`${tableOf(await rows())}\n`)
