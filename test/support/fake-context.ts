import type { Call } from '../../src/core/call.ts'
import type { CallContext } from '../../src/core/context.ts'
import type { Dialect, ErrorDetails } from '../../src/core/dialect.ts'
import type { SchemaCompiler } from '../../src/core/contract.ts'
import { invalidRequest } from '../../src/core/api-error.ts'
import { offer } from '../../src/endpoints/models/offer.ts'
import { createCollections } from '../../src/store/collections.ts'
import type { Endpoint } from '../../src/core/endpoint.ts'
import { noFacts } from '../../src/core/facts.ts'
import { isJsonObject, type Json, type JsonObject } from '../../src/core/json.ts'
import type { Maker } from '../../src/core/maker.ts'
import { profileOf } from '../../src/core/models.ts'
import { createRandom, hashOf } from '../../src/core/random.ts'
import type { TokenCounter } from '../../src/core/tokens.ts'

const utf8 = new TextEncoder()

/** A tokenizer whose tokens are words, each with the white space in front of it. */
export const fakeTokens: TokenCounter = {
  count: (text) => pieces(text).length,
  ids: (text) => pieces(text).map((piece) => hashOf(piece)),
  split: (text) => pieces(text),
  cut: (text, limit) => pieces(text).slice(0, limit).join(''),
  tokens: (text) => pieces(text).map((token) => ({ token, bytes: [...utf8.encode(token)] })),
}

const pieces = (text: string): readonly string[] => text.match(/\s*\S+|\s+/g) ?? []

/** A maker whose text repeats the user's words and whose values show the seed; the schema `false` has no value. */
const fakeMaker: Maker = {
  text: ({ user, seed, tokens }) => {
    const words = `Number ${seed} says: ${user}`.split(' ')
    if (tokens === undefined) return words.join(' ')
    return Array.from({ length: tokens }, (_, index) => words[index % words.length] ?? '').join(' ')
  },
  value: (schema, seed) =>
    schema === false ? { reason: 'the schema false has no value' } : { value: made(schema, seed) },
  logprobs: (tokens, top) =>
    tokens.map(({ token, bytes }) => ({
      token,
      bytes,
      logprob: -0.25,
      top_logprobs: Array.from({ length: top }, () => ({ token, bytes, logprob: -0.25 })),
    })),
}

const made = (schema: Json | undefined, seed: number): Json => {
  if (!isJsonObject(schema)) return `word ${seed}`
  if (Array.isArray(schema['enum'])) return schema['enum'][seed % schema['enum'].length] ?? null
  if (schema['type'] === 'integer') return seed % 100
  if (schema['type'] === 'array') return [made(schema['items'], seed)]
  if (!isJsonObject(schema['properties'])) return schema['type'] === 'string' ? `word ${seed}` : {}
  return Object.fromEntries(
    Object.entries(schema['properties']).map(([name, property]) => [name, made(property, hashOf(seed, name))]),
  )
}

/** A dialect that narrows nothing. */
export const fakeDialect: Dialect = {
  name: 'fake',
  basePath: '/v1',
  needsKey: false,
  schemas: {},
  narrow: (_endpoint, value) => value,
  narrowStream: (_endpoint, stream) => stream,
  obfuscates: false,
  layout: { indent: 2, newline: true },
  refuse: ({ message, type, param, code }) => ({
    value: { error: { message, type, param, code } },
    layout: { indent: 2, newline: false },
    contentType: 'application/json',
  }),
  headers: () => ({}),
  errors: {
    model_not_found: ({ model }) => ({
      status: 404,
      message: `no model ${model}`,
      type: 'invalid_request_error',
      param: null,
      code: 'model_not_found',
    }),
  },
  unserved: {},
}

const noDetails: ErrorDetails = {
  method: 'POST',
  path: '/v1/chat/completions',
  model: '',
  organization: 'user-fake',
  requestId: 'req_00000000000000000000000000000000',
  key: 'sk-test',
  body_limit: 0,
  body_bytes: 0,
}

/** What a room may ask for, with the fakes above; `warnings` collects what `warn` was told. */
export const fakeContext = (overrides: Partial<CallContext> = {}): CallContext & { readonly warnings: string[] } => {
  const warnings: string[] = []
  const counts = new Map<string, number>()
  const compiler = async (): Promise<SchemaCompiler> => ({ compile: () => ({ check: () => [] }) })
  const collections = createCollections({ compiler, models: () => offer(overrides.models ?? 'any') })
  return {
    clock: { now: () => 1_700_000_000_000, sleepUntil: async () => {} },
    ids: createRandom(1),
    contentSeed: (choice, settings) => hashOf('content', settings?.seed ?? 0, choice),
    tokens: async () => fakeTokens,
    writer: async () => fakeMaker,
    maker: async () => fakeMaker,
    compiler,
    counters: {
      read: (name) => counts.get(name) ?? 0,
      next: (name) => {
        const before = counts.get(name) ?? 0
        counts.set(name, before + 1)
        return before
      },
    },
    prompts: { sent: () => [], remember: () => {} },
    collections: () => collections.of('default'),
    error: (name, more = {}) =>
      fakeDialect.errors[name]?.({ ...noDetails, ...more }) ?? invalidRequest([name, ...Object.values(more)].join(' ')),
    profile: profileOf,
    strictness: 'practical',
    rules: {},
    models: 'any',
    requestId: 'req_00000000000000000000000000000000',
    organization: 'user-fake',
    key: 'sk-test',
    warn: (message) => warnings.push(message),
    ...overrides,
    warnings,
  }
}

/** An endpoint for calls whose endpoint does not matter. */
const fakeEndpoint: Endpoint = { kind: 'plain', name: 'fake', routes: [], answer: () => ({}) }

/** A routed request with this body. */
export const fakeCall = (body: JsonObject = {}, overrides: Partial<Call> = {}): Call => ({
  ordinal: 1,
  scope: 'default',
  method: 'POST',
  path: '/v1/chat/completions',
  query: '',
  headers: {},
  dialect: fakeDialect,
  endpoint: fakeEndpoint,
  params: {},
  body,
  at: 1_700_000_000_000,
  facts: {
    ...noFacts,
    model: typeof body['model'] === 'string' ? body['model'] : '',
    stream: body['stream'] === true,
  },
  ...overrides,
})
