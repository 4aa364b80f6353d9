import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts'

/** Joins the chunks of a stream to the completion that they are pieces of. */
export const joinChunks = (chunks: readonly JsonObject[]): JsonObject => {
  const open = new Map<number, { readonly message: Record<string, Json>; readonly more: Record<string, Json> }>()
  const last: Record<string, Json> = {}
  for (const { choices, ...envelope } of chunks) {
    for (const [name, value] of Object.entries(envelope)) if (value !== undefined && value !== null) last[name] = value
    for (const choice of Array.isArray(choices) ? choices.filter(isJsonObject) : []) {
      const index = typeof choice['index'] === 'number' ? choice['index'] : 0
      const joined = open.get(index) ?? { message: {}, more: {} }
      open.set(index, joined)
      const { delta, logprobs, finish_reason } = choice
      if (isJsonObject(delta)) grow(joined.message, delta)
      if (isJsonObject(logprobs)) joined.more['logprobs'] = grown(joined.more['logprobs'], logprobs)
      if (typeof finish_reason === 'string') joined.more['finish_reason'] = finish_reason
    }
  }
  const { obfuscation: _padding, ...envelope } = last
  const indexes = [...open.keys()].toSorted((one, other) => one - other)
  return {
    ...envelope,
    object: 'chat.completion',
    choices: indexes.map((index) => {
      const { message = {}, more = {} } = open.get(index) ?? {}
      return { index, message, ...more }
    }),
  }
}

const grow = (into: Record<string, Json>, more: JsonObject): void => {
  for (const [name, value] of Object.entries(more)) {
    if (value === undefined) continue
    Object.defineProperty(into, name, {
      value: whole.has(name) ? value : grown(into[name], value),
      enumerable: true,
      configurable: true,
      writable: true,
    })
  }
}

/** Members that come once, or again as they were. */
const whole: ReadonlySet<string> = new Set(['role', 'id', 'type', 'name', 'index', 'expires_at', 'annotations'])

const grown = (known: Json | undefined, more: Json): Json => {
  if (known === undefined || known === null) return indexed(more)
  if (typeof known === 'string' && typeof more === 'string') return known + more
  if (Array.isArray(known) && Array.isArray(more)) return merged(known, more)
  if (!isJsonObject(known) || !isJsonObject(more)) return more
  const result: Record<string, Json> = { ...(known as Record<string, Json>) } // no member is undefined
  grow(result, more)
  return result
}

const indexed = (value: Json): Json => (Array.isArray(value) ? merged([], value) : value)

/** Items with an `index` are pieces of the one at that place; others follow one another. */
const merged = (known: readonly Json[], more: readonly Json[]): readonly Json[] => {
  const result = [...known]
  for (const item of more) {
    const index = isJsonObject(item) ? item['index'] : undefined
    const at = result.findIndex((other) => index !== undefined && isJsonObject(other) && other['index'] === index)
    if (at === -1) result.push(item)
    else result[at] = grown(result[at], item)
  }
  return result
}
