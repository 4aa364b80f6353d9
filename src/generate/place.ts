import type { JsonObject } from '../core/json.ts'
import type { Making } from './conjunction.ts'
import { createThing } from './readable/thing.ts'
import type { Thing } from './readable/thing.ts'
import { textOf } from './schema.ts'

/** Where a value stands: the name of the property it is in, how deep, and the object that it is a member of. */
export interface Place {
  readonly name: string
  readonly depth: number
  readonly thing: Thing
}

/** The place of a whole value, or of one whose surroundings do not matter. */
export const placeOf = (name: string, depth: number): Place => ({ name, depth, thing: createThing('') })

/** The place of an item of the array at a place: what is in `cities` is a city. Each item is a thing of its own. */
export const itemPlace = ({ name, depth, thing }: Place): Place => ({
  name: singular(name),
  depth: depth + 1,
  thing: createThing(thing.kind),
})

/** What an object at a place is: what its schema is titled, else what the property is called that it is in. */
export const kindOf = (schemas: readonly JsonObject[], { name }: Place): string =>
  name !== '' ? name : (schemas.map((schema) => textOf(schema, 'title')).find((title) => title !== undefined) ?? '')

/** How many items or members there are where nothing says. */
export const usualLength = ({ depth }: Place, { isSparse, budget, random }: Making): number => {
  if (isSparse || depth > deepest || budget.optional <= 0) return 0
  return (depth < 3 ? 2 : 1) + random.below(2)
}

const deepest = 6

const singular = (name: string): string => {
  if (name.length > 4 && name.endsWith('ies')) return `${name.slice(0, -3)}y`
  return name.length > 3 && name.endsWith('s') && !name.endsWith('ss') ? name.slice(0, -1) : name
}
