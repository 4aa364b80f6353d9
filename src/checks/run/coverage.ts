import type { Dialect } from '../../core/dialect.ts'
import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts'
import { dialectNamed } from '../../dialects/dialects.ts'
import { errorNameOf, errorNamesOf, type Answered } from './answered.ts'

/** How often something of the API was used: by dialect, kind and word (`openai`, `roles`, `system`). */
export type Tallies = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, number>>>>>>

/** What of the API was used, and what never, in one dialect. */
export interface Coverage {
  readonly dialect: string
  readonly kinds: readonly CoveredKind[]
}

export interface CoveredKind {
  /** `parameters`, `roles`, … */
  readonly kind: string
  readonly used: Readonly<Record<string, number>>
  readonly never: readonly string[]
}

/** The kinds of things that are counted, in the order in which reports show them; with the words that a service may not know all. */
const kinds: Readonly<Record<string, readonly string[]>> = {
  parameters: [],
  roles: ['developer', 'system', 'user', 'assistant', 'tool', 'function'],
  'content parts': ['text', 'image_url', 'input_audio', 'file', 'refusal'],
  'tool choices': ['none', 'auto', 'required', 'function', 'allowed_tools', 'custom'],
  'response formats': ['text', 'json_object', 'json_schema'],
  delivery: ['whole', 'streamed'],
  'finish reasons': ['stop', 'length', 'tool_calls', 'content_filter', 'function_call'],
  errors: [],
}

/** More different words than any service has come from clients that make them up. */
const mostWords = 200

export interface CoverageCounter {
  /** Counts what a call for an answer used, and what it got. */
  count(dialect: string, request: JsonObject | undefined, answered: Answered): void
  /** Counts a call that broke the contract: what it used is used wrongly. */
  countRefused(dialect: string): void
  readonly tallies: Tallies
}

export const createCoverage = (): CoverageCounter => {
  const counts = new Map<string, Map<string, number>>()
  const add = (dialect: string, kind: string, word: string): void => {
    const key = `${dialect}\n${kind}`
    const words = counts.get(key) ?? new Map<string, number>()
    counts.set(key, words)
    const before = words.get(word)
    if (before !== undefined || words.size < mostWords) words.set(word, (before ?? 0) + 1)
  }
  return {
    count: (dialect, request, answered) => {
      for (const [kind, word] of request === undefined ? [] : wordsIn(request)) add(dialect, kind, word)
      for (const reason of answered.finishReasons) add(dialect, 'finish reasons', reason)
      const spoken = dialectNamed(dialect)
      if (answered.error !== undefined && answered.error.code !== 'no_matching_cue' && spoken !== undefined)
        add(dialect, 'errors', errorNameOf(spoken, answered.error))
    },
    countRefused: (dialect) => add(dialect, 'errors', 'broken contract'),
    get tallies() {
      const tallies: Record<string, Record<string, Record<string, number>>> = {}
      for (const [key, words] of counts) {
        const [dialect = '', kind = ''] = key.split('\n')
        tallies[dialect] = { ...tallies[dialect], [kind]: Object.fromEntries(words) }
      }
      return tallies
    },
  }
}

/** What a request uses; each word once, however often it stands there. */
const wordsIn = (request: JsonObject): Iterable<readonly [kind: string, word: string]> => {
  const words = new Map<string, readonly [string, string]>()
  const note = (kind: string, word: Json | undefined): void => {
    if (typeof word === 'string' && word.length <= 64) words.set(`${kind} ${word}`, [kind, word])
  }
  for (const name of Object.keys(request)) note('parameters', name)
  for (const message of objectsIn(request['messages'])) {
    note('roles', message['role'])
    for (const part of objectsIn(message['content'])) note('content parts', part['type'])
  }
  const { tool_choice: choice, response_format: format } = request
  note('tool choices', isJsonObject(choice) ? choice['type'] : choice)
  if (isJsonObject(format)) note('response formats', format['type'])
  note('delivery', request['stream'] === true ? 'streamed' : 'whole')
  return words.values()
}

const objectsIn = (list: Json | undefined): readonly JsonObject[] =>
  Array.isArray(list) ? list.filter((item) => isJsonObject(item)) : []

export const mergeTallies = (tallies: readonly Tallies[]): Tallies => {
  const merged: Record<string, Record<string, Record<string, number>>> = {}
  for (const [dialect, byKind] of tallies.flatMap((one) => Object.entries(one)))
    for (const [kind, words] of Object.entries(byKind)) {
      const sums = ((merged[dialect] ??= {})[kind] ??= {})
      for (const [word, count] of Object.entries(words)) sums[word] = (sums[word] ?? 0) + count
    }
  return merged
}

/** What was used of all that a dialect's documents and catalogue know. */
export const coverageOf = async (tallies: Tallies, fallback: string): Promise<readonly Coverage[]> => {
  const names = Object.keys(tallies)
  const spoken = (names.length === 0 ? [fallback] : names).flatMap((name) => dialectNamed(name) ?? [])
  return Promise.all(spoken.map((dialect) => coverageIn(dialect, tallies[dialect.name] ?? {})))
}

const coverageIn = async (dialect: Dialect, tallies: Tallies[string]): Promise<Coverage> => {
  const schemas = await dialect.schemas['chat-completions']?.()
  const known = new Set([...wordsOfSchema(schemas?.request), ...wordsOfSchema(schemas?.response), 'streamed', 'whole'])
  const { properties } = schemas?.request ?? {}
  const wordsOf = (kind: string, words: readonly string[]): readonly string[] => {
    if (kind === 'parameters') return isJsonObject(properties) ? Object.keys(properties) : []
    if (kind === 'errors') return errorNamesOf(dialect)
    // A document that leaves the words open names none of them.
    const named = words.filter((word) => known.has(word))
    return named.length === 0 ? words : named
  }
  return {
    dialect: dialect.name,
    kinds: Object.entries(kinds).map(([kind, words]) => {
      const used = tallies[kind] ?? {}
      return { kind, used, never: wordsOf(kind, words).filter((word) => !Object.hasOwn(used, word)) }
    }),
  }
}

/** Every text that a schema has under `enum` or `const`. */
const wordsOfSchema = (schema: Json | undefined): readonly string[] => {
  if (Array.isArray(schema)) return schema.flatMap((item: Json) => wordsOfSchema(item))
  if (!isJsonObject(schema)) return []
  const { enum: words, const: word } = schema
  const own = [...(Array.isArray(words) ? words : []), word].filter((item) => typeof item === 'string')
  return [...own, ...Object.values(schema).flatMap((member) => wordsOfSchema(member))]
}
