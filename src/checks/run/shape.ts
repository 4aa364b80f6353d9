import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts'

/**
 * What a request looks like, whatever it says: members, kinds of values, and the words of the API (roles, types, the model, names of tools).
 * Lists of the same kinds of items look alike, however long they are, as long as they end alike: conversations grow.
 */
export const shapeOf = (body: JsonObject): string => JSON.stringify(shapeOfValue(body, '', 0))

/** Members that hold what people and models say, or what is different in each run. */
const free: ReadonlySet<string> = new Set(
  [
    'content text refusal arguments input url data file_data file_id filename id tool_call_id',
    'user safety_identifier prompt_cache_key stop description city country region',
  ].flatMap((names) => names.split(' ')),
)

const deepest = 100
const longestWord = 128

const shapeOfValue = (value: Json | undefined, member: string, depth: number): Json => {
  if (typeof value === 'string') return free.has(member) || value.length > longestWord ? 'text' : `=${value}`
  if (typeof value === 'number') return member === 'n' ? value : 'number'
  if (value === null || typeof value === 'boolean') return value
  if (value === undefined || depth > deepest) return 'deep'
  if (Array.isArray(value)) return shapeOfList(value, member, depth)
  if (!isJsonObject(value)) return 'value'
  if (member === 'metadata' || member === 'logit_bias') return 'object'
  return Object.fromEntries(
    Object.keys(value)
      .filter((name) => value[name] !== undefined)
      .toSorted()
      .map((name) => [name, shapeOfValue(value[name], name, depth + 1)]),
  )
}

const shapeOfList = (list: readonly Json[], member: string, depth: number): Json => {
  const items = list.map((item) => JSON.stringify(shapeOfValue(item, member, depth + 1)))
  return [...[...new Set(items)].toSorted(), `ends ${items.at(-1) ?? ''}`]
}
