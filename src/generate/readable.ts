import type { Faker } from '@faker-js/faker'
import { faker } from '@faker-js/faker/locale/en'
import type { Random } from '../core/random.ts'
import { makeFormatted } from './formats.ts'
import type { Usual } from './numbers.ts'
import { words } from './words.data.ts'

/** Text that reads as the value of a property of this name, as far as the name says something: `city`, `customerEmail`. */
export const makeReadable = (name: string, random: Random): string | undefined => {
  const make = known(texts, name)
  if (make === undefined) return undefined
  source = random
  return make(english)
}

/** Where numbers of a property of this name usually lie. */
export const usualOf = (name: string): Usual | undefined => known(numbers, name)

/** Where the words of the moment come from: set before each use, nothing is carried over. */
let source: Random

// A person's own faker must keep its seed, so this is another instance; its class is only reachable through the locale's instance.
const Maker = faker.constructor as new (options: {
  readonly locale: Faker['rawDefinitions']
  readonly randomizer: { next(): number; seed(): void }
}) => Faker
const english = new Maker({ locale: faker.rawDefinitions, randomizer: { next: () => source.next(), seed: () => {} } })

type MakeText = (english: Faker) => string

/** The entry of a whole name, else of its last two words, else of its last: `shippingCity` is a city. */
const known = <T>(entries: ReadonlyMap<string, T>, name: string): T | undefined => {
  const parts = name
    .slice(0, 100)
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((part) => part !== '')
  for (const from of [0, parts.length - 2, parts.length - 1]) {
    const key = parts.slice(Math.max(from, 0)).join('')
    const entry = entries.get(key) ?? (key.endsWith('s') ? entries.get(key.slice(0, -1)) : undefined)
    if (entry !== undefined) return entry
  }
  return undefined
}

const table = <T>(rows: readonly (readonly [string, T])[]): ReadonlyMap<string, T> =>
  new Map(rows.flatMap(([names, entry]) => names.split(' ').map((name) => [name, entry] as const)))

const formatted =
  (format: string): MakeText =>
  () =>
    makeFormatted(format, source) ?? ''

const title = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const two = (): string => `${source.pick(words)} ${source.pick(words)}`
const code = (): string => `${source.pick(words).slice(0, 3).toUpperCase()}-${1000 + source.below(9000)}`
const sentence: MakeText = (english) => english.commerce.productDescription()

const texts = table<MakeText>([
  [
    'name fullname author customer contact person owner assignee employee recipient sender displayname artist',
    (e) => e.person.fullName(),
  ],
  ['firstname givenname forename', (e) => e.person.firstName()],
  ['lastname surname familyname', (e) => e.person.lastName()],
  ['middlename', (e) => e.person.middleName()],
  ['username login nickname handle', () => `${source.pick(words)}${10 + source.below(90)}`],
  ['email mail emailaddress', formatted('email')],
  ['phone phonenumber telephone mobile tel fax', (e) => e.phone.number({ style: 'national' })],
  ['city town locality location place destination origin', (e) => e.location.city()],
  ['country nation countryname', (e) => e.location.country()],
  ['countrycode', (e) => e.location.countryCode()],
  ['state province region county', (e) => e.location.state()],
  ['street streetaddress address addressline1 line1', (e) => e.location.streetAddress()],
  ['line2 addressline2', (e) => e.location.secondaryAddress()],
  ['zip zipcode postalcode postcode', (e) => e.location.zipCode('#####')],
  [
    'company organization organisation employer companyname brand manufacturer vendor publisher',
    (e) => e.company.name(),
  ],
  ['jobtitle job occupation profession position', (e) => e.person.jobTitle()],
  ['department team', (e) => e.commerce.department()],
  ['product productname item itemname', (e) => e.commerce.productName()],
  ['title subject headline heading', () => title(two())],
  [
    'description summary details comment note notes bio about message body text content abstract reason explanation',
    sentence,
  ],
  ['question query prompt search searchterm keyword', () => two()],
  ['url uri link href website homepage', formatted('url')],
  [
    'image imageurl avatar photo picture thumbnail icon logo',
    () => `https://example.com/images/${source.pick(words)}.png`,
  ],
  ['date day birthday birthdate dateofbirth dob startdate enddate duedate', formatted('date')],
  ['datetime timestamp createdat updatedat time', formatted('date-time')],
  ['uuid guid', formatted('uuid')],
  ['id identifier reference sku code number', () => code()],
  ['color colour', (e) => e.color.human()],
  ['currency currencycode', (e) => e.finance.currencyCode()],
  ['language locale lang', () => source.pick(['en', 'de', 'fr', 'es', 'it'])],
  ['timezone', () => source.pick(['Europe/Berlin', 'America/New_York', 'Asia/Tokyo', 'UTC'])],
  ['gender sex', () => source.pick(['female', 'male', 'other'])],
  ['host hostname domain', formatted('hostname')],
  ['ip ipaddress', formatted('ipv4')],
  ['file filename path', () => `${source.pick(words)}.txt`],
  ['tag label category type kind group genre', () => source.pick(words)],
  ['version', () => `${1 + source.below(4)}.${source.below(10)}.${source.below(10)}`],
  ['price amount cost total', () => `${1 + source.below(500)}.${10 + source.below(90)}`],
])

const between = (low: number, high: number, decimals = 0): Usual => ({ low, high, decimals })

const numbers = table<Usual>([
  ['price amount cost total subtotal balance salary fee value sum', between(5, 500, 2)],
  ['age', between(18, 80)],
  ['year', between(1990, 2026)],
  ['month', between(1, 12)],
  ['day', between(1, 28)],
  ['hour', between(0, 23)],
  ['minute second', between(0, 59)],
  ['quantity qty count number items', between(1, 12)],
  ['rating stars', between(1, 5, 1)],
  ['score percent percentage progress', between(0, 100, 1)],
  ['confidence probability ratio likelihood', between(0, 1, 2)],
  ['weight', between(1, 90, 1)],
  ['latitude lat', between(-60, 70, 4)],
  ['longitude lng lon long', between(-180, 180, 4)],
  ['temperature', between(-5, 30, 1)],
  ['port', between(1024, 65_535)],
  ['width height size', between(10, 1200)],
  ['duration minutes hours days seconds', between(1, 60)],
  ['page', between(1, 5)],
  ['limit pagesize', between(10, 50)],
  ['id', between(1, 9999)],
  ['timestamp createdat updatedat', between(1_700_000_000, 1_790_000_000)],
])
