import type { Json, JsonObject } from '../../core/json.ts'
import type { Breach } from '../../core/rule.ts'
import type { Path } from '../../core/violation.ts'
import { enough, itemsOf, noBreach, objectOf } from './read.ts'

/** Looks at every part of every message that is made of parts, until there are breaches enough. */
export const breachesOfParts = (
  messages: Json | undefined,
  breachOf: (part: JsonObject, path: Path) => Breach | undefined,
): readonly Breach[] => {
  let breaches: Breach[] | undefined
  const items = itemsOf(messages)
  const places = items.length < longHistory ? undefined : placesOnce(items)
  const count = places === undefined ? items.length : places.length
  for (let at = 0; at < count; at++) {
    const index = places?.[at] ?? at
    const parts = itemsOf(objectOf(items[index])['content'])
    for (let part = 0; part < parts.length; part++) {
      const breach = breachOf(objectOf(parts[part]), ['messages', index, 'content', part])
      if (breach === undefined) continue
      breaches ??= []
      breaches.push(breach)
      if (breaches.length === enough) return breaches
    }
  }
  return breaches ?? noBreach
}

/** Shorter ones are walked in less time than it takes to look up what is known of them. */
const longHistory = 64

const known = new WeakMap<readonly Json[], readonly number[]>()

/** Where in a long history the messages made of parts stand; looked up once for all rules, for most have none. */
const placesOnce = (items: readonly Json[]): readonly number[] => {
  let places = known.get(items)
  if (places === undefined) {
    places = placesOf(items)
    known.set(items, places)
  }
  return places
}

const placesOf = (items: readonly Json[]): readonly number[] => {
  const places: number[] = []
  for (let index = 0; index < items.length; index++)
    if (Array.isArray(objectOf(items[index])['content'])) places.push(index)
  return places
}
