import type { Facts } from '../../core/facts.ts'
import { canonicalText, isJsonObject, type Json, type JsonObject } from '../../core/json.ts'
import { facts as factsOf } from '../../endpoints/chat-completions/facts.ts'
import { redacted } from './secrets.ts'

/** Facts that tell most requests apart, in the order in which a reader wants them. */
const usual: readonly (keyof Facts)[] = ['model', 'stream', 'last', 'turn', 'user']
/** Those that tell the others apart, the most telling first. */
const further = ['tool', 'tool_call_id', 'assistant', 'system', 'tools', 'image', 'file', 'audio'] as const

/**
 * A `when` that holds for a request: as short as can be, yet for none of the `rivals`, other requests that were recorded.
 * Texts of which something was redacted are matched around it.
 */
export const conditionOf = (request: JsonObject, rivals: readonly JsonObject[]): JsonObject => {
  const facts = factsOf(request)
  const when: Record<string, Json> = {}
  for (const name of usual) if (facts[name] !== undefined && facts[name] !== '') when[name] = asked(facts[name])
  let left = rivals.filter((rival) => {
    const others = factsOf(rival)
    return usual.every((name) => holds(facts[name], others[name]))
  })
  for (const name of further) {
    const value = facts[name]
    if (left.length === 0) break
    if (value === undefined || value.length === 0) continue
    const alike = left.filter((rival) => holds(value, factsOf(rival)[name]))
    if (alike.length === left.length) continue
    when[name] = asked(value)
    left = alike
  }
  const body = left.length === 0 ? undefined : bodyOf(request, left)
  return body === undefined ? when : { ...when, body }
}

type Fact = Facts[keyof Facts]

/** Whether a condition that asks for `value` holds for another: a list asks for each of its items, an absent fact for nothing. */
const holds = (value: Fact, other: Fact): boolean => {
  if (value === undefined || value === '') return true
  if (typeof value === 'object') return Array.isArray(other) && value.every((item) => other.includes(item))
  if (typeof value !== 'string' || isWhole(value)) return value === other
  return typeof other === 'string' && new RegExp(patternOf(value)).test(other)
}

const asked = (value: NonNullable<Fact>): Json => {
  if (typeof value === 'string') return isWhole(value) ? value : { matches: patternOf(value) }
  return typeof value === 'object' ? value.map(asked) : value
}

const isWhole = (text: string): boolean => !text.includes(redacted)

/** Longer expressions are refused; so much of a text tells it from any other. */
const longest = 1_800

/** Everything around what was redacted, as far as an expression may go. */
const patternOf = (text: string): string => {
  const parts = text
    .split(redacted)
    .flatMap((part, index) => [
      ...(index === 0 ? [] : [String.raw`[\s\S]*`]),
      ...Array.from(part, (character) => character.replace(/[$()*+.?[\\\]^{|}]/, String.raw`\$&`)),
    ])
  let pattern = '^'
  for (const part of parts) {
    if (pattern.length + part.length > longest) return pattern
    pattern += part
  }
  return `${pattern}$`
}

/** A schema of the members by which a request differs from others. */
const bodyOf = (request: JsonObject, rivals: readonly JsonObject[]): JsonObject | undefined => {
  const properties: Record<string, Json> = {}
  const required: string[] = []
  const absent: string[] = []
  let left = rivals
  const names = [...new Set([request, ...rivals].flatMap((body) => Object.keys(body)))]
  // Long ones last: what a few words tell apart needs no history.
  for (const name of names.toSorted((one, other) => lengthOf(request[one]) - lengthOf(request[other]))) {
    if (left.length === 0) break
    const value = request[name]
    const alike = left.filter((rival) => canonicalText(rival[name]) === canonicalText(value))
    if (alike.length === left.length) continue
    left = alike
    if (value === undefined) absent.push(name)
    else {
      properties[name] = schemaOf(value)
      required.push(name)
    }
  }
  if (required.length + absent.length === 0) return undefined
  return {
    ...(required.length > 0 && { properties, required }),
    ...(absent.length > 0 && { not: withAny(absent) }),
  }
}

const withAny = (names: readonly string[]): JsonObject =>
  names.length === 1 ? { required: names } : { anyOf: names.map((name) => ({ required: [name] })) }

const lengthOf = (value: Json | undefined): number => (value === undefined ? 0 : JSON.stringify(value).length)

/** A schema of exactly this value, apart from what was redacted in it. */
const schemaOf = (value: Json): JsonObject => {
  if (isWhole(JSON.stringify(value))) return { const: value }
  if (typeof value === 'string') return { type: 'string', pattern: patternOf(value) }
  if (Array.isArray(value))
    return { type: 'array', prefixItems: value.map(schemaOf), minItems: value.length, maxItems: value.length }
  if (!isJsonObject(value)) return { const: value }
  const members = Object.entries(value).filter(([name]) => isWhole(name))
  return {
    type: 'object',
    properties: Object.fromEntries(members.map(([name, item]) => [name, schemaOf(item ?? null)])),
    required: members.map(([name]) => name),
  }
}
