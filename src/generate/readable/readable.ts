import type { Faker } from '@faker-js/faker'
import { faker } from '@faker-js/faker/locale/en'
import type { Random } from '../../core/random.ts'
import type { Usual } from '../numbers.ts'
import { momentText } from './moments.ts'
import { known, table, wordsOf } from './names.ts'
import { numbers } from './readable-numbers.ts'
import { texts } from './readable-texts.ts'
import type { Thing } from './thing.ts'

/** Text that reads as the value of a property of this name, as far as the name says something: `city`, `customerEmail`. */
export const makeReadable = (
  name: string,
  format: string | undefined,
  thing: Thing,
  random: Random,
): string | undefined => {
  const words = wordsOf(name)
  const moment = format === undefined || !momentFormats.has(format) ? known(moments, words)?.entry : format
  if (moment !== undefined) return momentText(moment, words, thing, random)
  const text = known(texts, words)
  if (text === undefined) return undefined
  source = random
  return text.entry({ faker: english, random, thing, role: text.role })
}

/** Where numbers of a property of this name usually lie. */
export const usualOf = (name: string, thing: Thing, random: Random): Usual | undefined => {
  const words = wordsOf(name)
  const number = known(numbers, words)
  if (number === undefined)
    return words[0] === 'number' || words[0] === 'num' ? numbers.get('count')?.(thing, '', random) : undefined
  return number.entry(thing, number.role, random)
}

const momentFormats = new Set(['date', 'time', 'date-time', 'iso-time', 'iso-date-time'])

/** Formats of what is about time, by name. */
const moments = table<string>([
  ['date day birthday birthdate dateofbirth dob startdate enddate duedate deadline', 'date'],
  ['datetime timestamp at starttime endtime departuretime arrivaltime checkin checkout', 'date-time'],
  ['time', 'clock'],
])

/** Where the words of the moment come from: set before each use, nothing is carried over. */
let source: Random

// A person's own faker must keep its seed, so this is another instance; its class is only reachable through the locale's instance.
const Maker = faker.constructor as new (options: {
  readonly locale: Faker['rawDefinitions']
  readonly randomizer: { next(): number; seed(): void }
}) => Faker
const english = new Maker({ locale: faker.rawDefinitions, randomizer: { next: () => source.next(), seed: () => {} } })
