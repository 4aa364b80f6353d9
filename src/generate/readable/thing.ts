import { faker } from '@faker-js/faker/locale/en'
import type { Random } from '../../core/random.ts'
import { places } from './places.data.ts'
import type { PlaceFacts } from './places.data.ts'

/** What members of one object have in common, so that they fit together; each is made when it is first asked for. */
export interface Thing {
  /** What the object is, as far as its title or the property that it is in says. */
  readonly kind: string
  /** The person in a role: `customerName` and `customerEmail` are about the same one. */
  person(role: string, random: Random): Person
  place(role: string, random: Random): PlaceFacts
  /** When it begins, in minutes since 1970. */
  moment(random: Random): number
}

export interface Person {
  readonly first: string
  readonly last: string
  readonly email: string
  readonly username: string
}

/** The common ground of the members of an object. */
export const createThing = (kind: string): Thing => {
  const people = new Map<string, Person>()
  const where = new Map<string, PlaceFacts>()
  let moment: number | undefined
  return {
    kind,
    person: (role, random) => remember(people, role, () => makePerson(random)),
    place: (role, random) => remember(where, role, () => random.pick(places)),
    moment: (random) => (moment ??= firstMoment + random.below(momentSpan / 15) * 15),
  }
}

const remember = <T>(known: Map<string, T>, key: string, make: () => T): T => {
  const before = known.get(key)
  if (before !== undefined) return before
  const made = make()
  known.set(key, made)
  return made
}

/** From the beginning of 2024, for two years. */
const firstMoment = 28_401_120
const momentSpan = 2 * 365 * 24 * 60

const { person } = faker.rawDefinitions
const firstNames = [...(person?.first_name?.female ?? []), ...(person?.first_name?.male ?? [])]
const lastNames = person?.last_name?.generic ?? []

const makePerson = (random: Random): Person => {
  const first = random.pick(firstNames)
  const last = random.pick(lastNames)
  const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z]/g, '')
  return {
    first,
    last,
    email: `${plain(first)}.${plain(last)}@example.com`,
    username: `${plain(first)}${plain(last).slice(0, 1)}${10 + random.below(90)}`,
  }
}
