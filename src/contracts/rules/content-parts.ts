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
  for (let index = 0; index < items.length; index++) {
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
