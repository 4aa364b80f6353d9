import type { Json, JsonObject } from '../../core/json.ts'

/**
 * A query as one object: `metadata[topic]=tides` is a member of `metadata`, what looks like a number is one where a number belongs (`limit`).
 * Parameters without a value are left out; of repeated ones the last counts.
 */
export const readQuery = (query: string): JsonObject => {
  const parameters = new Map<string, Json>()
  const metadata = new Map<string, string>()
  for (const [name, value] of new URLSearchParams(query)) {
    if (value === '') continue
    const key = /^metadata\[([^[\]]*)\]$/.exec(name)?.[1]
    if (key === undefined) parameters.set(name, name === 'limit' ? toNumber(value) : value)
    else metadata.set(key, value)
  }
  // `fromEntries` makes members of their own of any names, `__proto__` too.
  if (metadata.size > 0) parameters.set('metadata', Object.fromEntries(metadata))
  return Object.fromEntries(parameters)
}

const toNumber = (text: string): Json => (/^-?\d{1,15}(?:\.\d{1,15})?$/.test(text) ? Number(text) : text)

/** What every list of the service takes. */
export interface ListAsk {
  readonly after: string | undefined
  readonly limit: number
  readonly order: 'asc' | 'desc'
}

const usualLimit = 20

/** Reads defensively: a broken contract may only be recorded. */
export const readListAsk = ({ after, limit, order }: JsonObject): ListAsk => ({
  after: typeof after === 'string' ? after : undefined,
  limit: typeof limit === 'number' && limit >= 1 ? Math.floor(limit) : usualLimit,
  order: order === 'desc' ? 'desc' : 'asc',
})
