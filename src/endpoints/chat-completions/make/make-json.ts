import type { JsonObject } from '../../../core/json.ts'
import type { Maker } from '../../../core/maker.ts'
import { hashOf } from '../../../core/random.ts'
import type { ChatRequest } from '../request.ts'
import type { Impossible, Work } from '../work.ts'
import { bannedTokens, isFree } from './bans.ts'

/** As many attempts at a value that no other choice has; a schema may have but one. */
const attempts = 4

/** JSON of the asked-for form, if possible such as no other choice has and without banned tokens. */
export const makeJson = (
  schema: JsonObject | boolean | undefined,
  { request, counter }: Work,
  seed: number,
  maker: Maker,
  taken: Set<string>,
): string | Impossible => {
  const banned = bannedTokens(request.body)
  let first: string | undefined
  for (let attempt = 0; attempt < attempts; attempt++) {
    const made = written(schema, request, hashOf(seed, 'json', attempt), maker)
    if (typeof made !== 'string') return made
    first ??= made
    if (taken.has(made) || (banned !== undefined && !isFree(made, banned, counter))) continue
    taken.add(made)
    return made
  }
  return first ?? ''
}

const written = (
  schema: JsonObject | boolean | undefined,
  request: ChatRequest,
  seed: number,
  maker: Maker,
): string | Impossible => {
  if (schema === undefined) return writtenObject(request, seed, maker)
  const made = maker.value(schema, seed)
  if ('value' in made) return JSON.stringify(made.value)
  const name = request.format?.name ?? ''
  return { reason: `no value satisfies the schema '${name}': ${made.reason}`, param: 'response_format' }
}

/** JSON mode: the members that the messages name in quotes, else one `answer` that takes up the user's words. */
const writtenObject = ({ messages, user }: ChatRequest, seed: number, maker: Maker): string => {
  const system = messages.find(({ role }) => role === 'system' || role === 'developer')?.['content']
  const ask = `${typeof system === 'string' ? system.slice(0, examined) : ''} ${user.slice(0, examined)}`
  const quoted = ask.matchAll(/["'`]([\p{L}_][\p{L}\p{N}_]{0,39})["'`]/gu)
  const names = [...new Set(Array.from(quoted, ([, name]) => name ?? ''))].slice(0, mostMembers)
  const answer = (): string => maker.text({ user, seed: hashOf(seed, 'answer'), verbosity: 'low' })
  if (names.length === 0) return JSON.stringify({ answer: answer() })
  const properties = Object.fromEntries(names.map((name) => [name, { type: 'string' }]))
  const made = maker.value({ type: 'object', properties, required: names, additionalProperties: false }, seed)
  return JSON.stringify('value' in made ? made.value : { answer: answer() })
}

const examined = 4_000
const mostMembers = 8
