import type { ComposedStream } from '../core/endpoint.ts'
import { isJsonObject, type Json, type JsonObject } from '../core/json.ts'

/**
 * The members that a dialect documents, in its order. `kept`: as it is. `said`: only when it is not null. A shape: the same for the object,
 * or for every object of the list, that stands there.
 */
export interface Shape {
  readonly [member: string]: 'kept' | 'said' | Shape
}

/** The object with only the members of the shape. */
export const narrowed = (value: JsonObject, shape: Shape): JsonObject => {
  const result: Record<string, Json> = {}
  for (const name in shape) {
    const member = value[name]
    const keep = shape[name]
    if (member === undefined || keep === undefined) continue
    if (keep === 'kept') result[name] = member
    else if (keep !== 'said') result[name] = narrowedWithin(member, keep)
    else if (member !== null) result[name] = member
  }
  return result
}

const narrowedWithin = (value: Json, shape: Shape): Json => {
  if (isJsonObject(value)) return narrowed(value, shape)
  if (!Array.isArray(value)) return value
  return value.map((item: Json) => (isJsonObject(item) ? narrowed(item, shape) : item))
}

/** How the events of a stream are narrowed: what all of them repeat, and what each says itself. */
export interface StreamShape {
  readonly envelope: Shape
  readonly event: Shape
}

/** The stream with only the members of the shape; each event is narrowed when it is asked for. */
export const narrowedStream = (stream: ComposedStream, { envelope, event }: StreamShape): ComposedStream => {
  const { events } = stream
  return {
    ...stream,
    envelope: narrowed(stream.envelope, envelope),
    events: {
      length: events.length,
      at: (index) => {
        const made = events.at(index)
        return typeof made === 'object' ? narrowed(made, event) : made
      },
    },
  }
}

/** The object without these members; itself when it has none of them. */
export const without = (value: JsonObject, names: ReadonlySet<string>): JsonObject =>
  filtered(value, (name) => !names.has(name))

/** The object with only these members; itself when it has no others. */
export const only = (value: JsonObject, names: ReadonlySet<string>): JsonObject =>
  filtered(value, (name) => names.has(name))

const filtered = (value: JsonObject, keeps: (name: string) => boolean): JsonObject =>
  Object.keys(value).every(keeps) ? value : Object.fromEntries(Object.entries(value).filter(([name]) => keeps(name)))
