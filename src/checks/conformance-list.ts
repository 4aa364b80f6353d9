import type { Strictness } from '../core/contract.ts'
import { isJsonObject, type Json, type JsonObject } from '../core/json.ts'
import { pointerParts } from '../core/pointer.ts'

/** A request that a service refuses, what it says then, and the same request without its one defect. */
export interface RefusedCase {
  readonly name: string
  readonly file: string
  readonly dialect: string
  /** Levels at which it is refused. */
  readonly strictness: readonly Strictness[]
  /** The one rule it breaks: `schema/<keyword>`, a rule between fields, or `transport/<what>`. */
  readonly breaks: string
  readonly refused: CaseRequest
  readonly mended: CaseRequest
  readonly status: number
  /** What the body's `error` (or `responseStatus`) must say; what is left out is not known for sure. */
  readonly error: JsonObject
}

export interface CaseRequest {
  readonly method: string
  /** Below the base URL; may carry a query. */
  readonly path: string
  /** By lower-case name; null: not sent. */
  readonly headers: Readonly<Record<string, string | null>>
  readonly body: string
  /** Spaces are added to the body until it has so many bytes. */
  readonly pad: number
}

/** The cases of a file of `fixtures/refused`; the form is described by `schemas/cuecard/refused.json`. */
export const readRefused = (value: unknown, file: string): readonly RefusedCase[] => {
  if (!isJsonObject(value) || typeof value['dialect'] !== 'string') throw unreadable(file, 'it names no dialect')
  const { dialect, strictness: usual, error: everywhere = {}, bases, refused } = value
  if (!isJsonObject(bases) || !isJsonObject(everywhere) || !Array.isArray(refused))
    throw unreadable(file, 'it needs `bases` and `refused`')
  return refused.map((entry: unknown, index): RefusedCase => {
    if (!isJsonObject(entry)) throw unreadable(file, `entry ${index + 1} is no object`)
    const { name, breaks, base = 'small', strictness = usual, error = {} } = entry
    if (typeof name !== 'string' || typeof breaks !== 'string' || !isJsonObject(error))
      throw unreadable(file, `entry ${index + 1} needs a \`name\`, what it \`breaks\` and its \`error\``)
    const sound = typeof base === 'string' && Object.hasOwn(bases, base) ? bases[base] : undefined
    if (sound === undefined) throw unreadable(file, `"${name}" stands on a base that is not there`)
    return {
      name,
      file,
      dialect,
      strictness: strictness === 'practical' || strictness === 'literal' ? [strictness] : ['practical', 'literal'],
      breaks,
      ...requestsOf(entry, sound),
      status: typeof entry['status'] === 'number' ? entry['status'] : 400,
      error: { ...everywhere, ...error },
    }
  })
}

const unreadable = (file: string, reason: string): Error =>
  new Error(`${file} is no list of refused requests: ${reason}`)

/** The base with its defect, and without: the defect is taken off again, or replaced as `mend` says. */
const requestsOf = (entry: JsonObject, base: Json): Pick<RefusedCase, 'refused' | 'mended'> => {
  const { set = {}, remove, mend, raw, method, path, headers, pad } = entry
  const broken = removed(changed(base, set), remove)
  const plain = { method: 'POST', path: '/chat/completions', headers: {}, pad: 0 }
  return {
    refused: {
      method: typeof method === 'string' ? method : plain.method,
      path: typeof path === 'string' ? path : plain.path,
      headers: isJsonObject(headers) ? headersOf(headers) : plain.headers,
      body: typeof raw === 'string' ? raw : JSON.stringify(broken),
      pad: typeof pad === 'number' ? pad : 0,
    },
    mended: { ...plain, body: JSON.stringify(mend === undefined ? base : changed(broken, mend)) },
  }
}

const headersOf = (headers: JsonObject): CaseRequest['headers'] =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), typeof value === 'string' ? value : null]),
  )

/** A copy with values set where RFC 6901 pointers say; `-` is the place behind the last item of a list. */
const changed = (value: Json, changes: Json): Json =>
  isJsonObject(changes)
    ? Object.entries(changes).reduce<Json>(
        (result, [pointer, given]) => replaced(result, pointerParts(pointer), expanded(given ?? null)),
        value,
      )
    : value

const removed = (value: Json, pointer: Json | undefined): Json =>
  typeof pointer === 'string' ? replaced(value, pointerParts(pointer), undefined) : value

const replaced = (value: Json | undefined, [part, ...rest]: readonly string[], given: Json | undefined): Json => {
  if (part === undefined) return given ?? null
  if (Array.isArray(value)) {
    const items: readonly Json[] = value
    const at = part === '-' ? items.length : Number(part)
    const inner = rest.length === 0 && given === undefined ? [] : [replaced(items[at], rest, given)]
    return [...items.slice(0, at), ...inner, ...items.slice(at + 1)]
  }
  const members = new Map(Object.entries(isJsonObject(value) ? value : {}))
  if (rest.length === 0 && given === undefined) members.delete(part)
  else members.set(part, replaced(members.get(part), rest, given))
  return Object.fromEntries(members)
}

/** What would be too long to write: `{ "$text": [65, "u"] }`, `{ "$array": [129, item] }`, `{ "$object": [17, "k#", value] }`; `#` is the place. */
const expanded = (value: Json): Json => {
  if (Array.isArray(value)) return value.map((item: Json) => expanded(item))
  if (!isJsonObject(value)) return value
  const { $text, $array, $object } = value
  if (Array.isArray($text)) return String($text[1]).repeat(Number($text[0]))
  if (Array.isArray($array)) return numbers($array[0]).map((place) => numbered(expanded($array[1]), place))
  if (Array.isArray($object))
    return Object.fromEntries(
      numbers($object[0]).map((place) => [String($object[1]).replaceAll('#', String(place)), expanded($object[2])]),
    )
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, expanded(member ?? null)]))
}

const numbers = (count: Json | undefined): readonly number[] =>
  Array.from({ length: Number(count) }, (_, index) => index + 1)

const numbered = (value: Json, place: number): Json => {
  if (typeof value === 'string') return value.replaceAll('#', String(place))
  if (Array.isArray(value)) return value.map((item: Json) => numbered(item, place))
  if (!isJsonObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, numbered(member ?? null, place)]))
}
