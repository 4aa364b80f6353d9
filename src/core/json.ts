/** What JSON can hold. Optional members may be `undefined` in memory; they are absent on the wire. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [member: string]: Json | undefined
}

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value of a JSON text; undefined where the text is no JSON. */
export const parseJson = (text: string): Json | undefined => {
  try {
    // What JSON.parse gives is JSON.
    return JSON.parse(text) as Json
  } catch {
    // The caller says what that means.
    return undefined
  }
}

/** The last few: within a call the same objects are asked for again. A WeakMap would be felt whenever memory is collected. */
const printed: { value: object; text: string }[] = Array.from({ length: 8 }, () => ({ value: {}, text: '{}' }))
let oldest = 0

/** The JSON text of an object, printed once however many rooms ask for it. Of objects that nobody changes. */
export const textOfJson = (value: JsonObject | readonly Json[]): string => {
  for (const known of printed) if (known.value === value) return known.text
  const text = JSON.stringify(value)
  const slot = printed[oldest]
  if (slot !== undefined) {
    slot.value = value
    slot.text = text
  }
  oldest = (oldest + 1) % printed.length
  return text
}

/** A JSON value as text that does not depend on the order of members. */
export const canonicalText = (value: Json | undefined): string => JSON.stringify(sorted(value)) ?? 'null'

const sorted = (value: Json | undefined): Json | undefined => {
  if (Array.isArray(value)) return value.map((item: Json) => sorted(item) ?? null)
  if (!isJsonObject(value)) return value
  return Object.fromEntries(
    Object.keys(value)
      .toSorted()
      .map((key) => [key, sorted(value[key])]),
  )
}

/** Whether objects and arrays are nested deeper than that. Level by level, not by recursion: the value may be hostile. */
export const isDeeperThan = (most: number, value: Json): boolean => {
  let level: readonly (Json | undefined)[] = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > most) return true
    level = level.flatMap((item): readonly (Json | undefined)[] =>
      typeof item === 'object' && item !== null ? Object.values(item) : [],
    )
  }
  return false
}
