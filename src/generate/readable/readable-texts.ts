import type { Faker } from '@faker-js/faker'
import type { Random } from '../../core/random.ts'
import { hexadecimal } from '../../core/random.ts'
import { makeFormatted } from '../formats.ts'
import { words } from '../words.data.ts'
import { known, table, wordsOf } from './names.ts'
import type { PlaceFacts } from './places.data.ts'
import type { Person, Thing } from './thing.ts'

/** What a text is made from. */
export interface Ask {
  readonly faker: Faker
  readonly random: Random
  readonly thing: Thing
  /** The words before those that say what it is: `customer` of `customerEmail`. */
  readonly role: string
}

export type MakeText = (ask: Ask) => string

const title = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const word = ({ random }: Ask): string => random.pick(words)
const two = (ask: Ask): string => title(`${word(ask)} ${word(ask)}`)
const code: MakeText = (ask) => `${word(ask).slice(0, 3).toUpperCase()}-${1000 + ask.random.below(9000)}`
const one =
  (...choices: readonly string[]): MakeText =>
  ({ random }) =>
    random.pick(choices)
const formatted =
  (format: string): MakeText =>
  ({ random }) =>
    makeFormatted(format, random) ?? ''
const person =
  (write: (person: Person) => string): MakeText =>
  ({ thing, role, random }) =>
    write(thing.person(sameRoles.has(role) ? '' : role, random))
/** Addresses of these kinds belong to whom the object is about. */
const sameRoles = new Set([
  'work',
  'home',
  'personal',
  'primary',
  'secondary',
  'business',
  'contact',
  'office',
  'legal',
])
const place =
  (write: (place: PlaceFacts) => string): MakeText =>
  ({ thing, role, random }) =>
    write(thing.place(role, random))
const digits = ({ random }: Ask, count: number): string => random.text(count, '0123456789')

const fullName = person(({ first, last }) => `${first} ${last}`)
/** Of somebody else than the person whom the object is about. */
const someone: MakeText = (ask) => fullName({ ...ask, role: `${ask.role} other` })

const sentences = [
  (a: string, b: string) => `A closer look at ${a} and what it means for ${b}.`,
  (a: string, b: string) => `It starts with ${a} and ends with ${b}, one step at a time.`,
  (a: string, b: string) => `This brings ${a} and ${b} together in one place.`,
  (a: string, b: string) => `Most of it is about ${a}; the rest is about ${b}.`,
  (a: string, b: string) => `Check ${a} first, then go on with ${b}.`,
  (a: string, b: string) => `Everything about ${a}, with a short note on ${b}.`,
  (a: string, b: string) => `The ${a} is ready, and the ${b} will follow soon.`,
  (a: string, b: string) => `Combine ${a} with ${b} and keep the result.`,
]
const sentence: MakeText = (ask) => ask.random.pick(sentences)(word(ask), word(ask))
const paragraph: MakeText = (ask) => `${sentence(ask)} ${sentence(ask)} ${sentence(ask)}`

/** The name of what the object is; a person's where nothing says otherwise. */
const nameOf: MakeText = (ask) => {
  const kinds = wordsOf(ask.role === '' ? ask.thing.kind : ask.role)
  if (kinds.length === 0) return fullName(ask)
  const kind = known(kindNames, kinds)
  if (kind !== undefined) return kind.entry({ ...ask, role: ask.role === '' ? '' : ask.role })
  return kinds.some((part) => people.has(part)) ? fullName(ask) : two(ask)
}

const people = new Set(
  (
    'user customer client person contact employee owner patient student member author buyer seller guest passenger participant attendee ' +
    'profile candidate applicant driver teacher doctor manager lead recipient sender assignee reviewer artist actor player ' +
    'friend parent child husband wife mother father ceo founder director host speaker people full billing shipping account cardholder holder'
  ).split(' '),
)

/** What things of these kinds are called. */
const kindNames = table<MakeText>([
  ['first given', person(({ first }) => first)],
  ['last sur family', person(({ last }) => last)],
  [
    'company organization organisation employer brand manufacturer vendor publisher supplier business',
    (ask) => ask.faker.company.name(),
  ],
  ['product item', (ask) => ask.faker.commerce.productName()],
  ['city town', place(({ city }) => city)],
  ['country', place(({ country }) => country)],
  ['ingredient', (ask) => ask.faker.food.ingredient()],
  ['dish meal recipe', (ask) => ask.faker.food.dish()],
  ['book', (ask) => ask.faker.book.title()],
  ['song track', (ask) => ask.faker.music.songName()],
  ['pet dog cat', person(({ first }) => first)],
  ['airline', (ask) => ask.faker.airline.airline().name],
  ['car vehicle', (ask) => ask.faker.vehicle.vehicle()],
  ['category department', (ask) => ask.faker.commerce.department()],
  ['tag label topic', word],
  ['street', (ask) => ask.faker.location.street()],
  ['color colour', (ask) => ask.faker.color.human()],
  ['file', (ask) => `${word(ask)}.txt`],
  ['host domain', formatted('hostname')],
  ['skill', one('TypeScript', 'Python', 'SQL', 'Project management', 'Public speaking', 'Data analysis')],
])

/** Texts by what a property is called. */
export const texts: ReadonlyMap<string, MakeText> = table<MakeText>([
  ['name displayname', nameOf],
  ['fullname customer contact person owner employee recipient sender passenger patient student buyer', fullName],
  [
    'author artist assignee reviewer director manager ceo founder actor host speaker reporter creator participant attendee member guest friend cast',
    someone,
  ],
  ['firstname givenname forename', person(({ first }) => first)],
  ['lastname surname familyname', person(({ last }) => last)],
  ['middlename', ({ faker }) => faker.person.middleName()],
  ['username login nickname handle screenname', person(({ username }) => username)],
  ['twitter instagram', person(({ username }) => `@${username}`)],
  ['linkedin github facebook', (ask) => `https://example.com/${ask.thing.person(ask.role, ask.random).username}`],
  ['email mail emailaddress', person(({ email }) => email)],
  ['phone phonenumber telephone mobile tel fax cell', (ask) => `+1 ${digits(ask, 3)} 555 01${digits(ask, 2)}`],
  ['city town locality cityname', place(({ city }) => city)],
  ['country nation countryname', place(({ country }) => country)],
  ['countrycode', place(({ code: letters }) => letters)],
  ['state province region county', place(({ state }) => state)],
  ['zip zipcode postalcode postcode', place(({ zip }) => zip)],
  ['location place headquarters birthplace venue origin', place(({ city, country }) => `${city}, ${country}`)],
  ['destination', (ask) => place(({ city, country }) => `${city}, ${country}`)({ ...ask, role: `${ask.role} other` })],
  ['timezone', place(({ timezone }) => timezone)],
  ['currency currencycode', place(({ currency }) => currency)],
  ['language locale lang languagecode', place(({ language }) => language)],
  ['street streetaddress addressline1 line1 streetname', ({ faker }) => faker.location.streetAddress()],
  ['line2 addressline2', ({ faker }) => faker.location.secondaryAddress()],
  ['address', (ask) => `${ask.faker.location.streetAddress()}, ${place(({ city, zip }) => `${zip} ${city}`)(ask)}`],
  [
    'company organization organisation employer brand manufacturer vendor publisher supplier',
    ({ faker }) => faker.company.name(),
  ],
  ['industry', one('Logistics', 'Healthcare', 'Software', 'Retail', 'Energy', 'Education')],
  ['jobtitle job occupation profession position', ({ faker }) => faker.person.jobTitle()],
  ['department team', ({ faker }) => faker.commerce.department()],
  ['product item', ({ faker }) => faker.commerce.productName()],
  ['skill', (ask) => kindNames.get('skill')?.(ask) ?? word(ask)],
  ['airline', ({ faker }) => faker.airline.airline().name],
  ['flightnumber', (ask) => `${ask.random.pick(['LH', 'BA', 'UA', 'AF'])}${digits(ask, 3)}`],
  ['seat', (ask) => `${1 + ask.random.below(30)}${ask.random.pick(['A', 'C', 'F'])}`],
  ['ticker tickersymbol stocksymbol', (ask) => word(ask).slice(0, 4).toUpperCase()],
  ['ingredient', ({ faker }) => faker.food.ingredient()],
  ['cuisine', ({ faker }) => faker.food.ethnicCategory()],
  ['genre', one('Drama', 'Comedy', 'Documentary', 'Science fiction', 'Jazz')],
  ['unit', one('piece', 'g', 'ml', 'cup')],
  ['title subject headline heading caption', two],
  [
    'description summary details comment note about message body text abstract reason explanation reasoning rationale justification ' +
      'answer finalanswer response reply output result step instruction thought feedback review plot conclusion overview insight recommendation',
    sentence,
  ],
  ['content paragraph article story transcript', paragraph],
  ['bio', (ask) => `${ask.faker.person.jobTitle()} in ${place(({ city }) => city)(ask)}.`],
  ['question', (ask) => `What is the difference between ${word(ask)} and ${word(ask)}?`],
  ['query prompt search searchterm keyword keyphrase', (ask) => `${word(ask)} ${word(ask)}`],
  ['url uri link href website homepage webpage', formatted('url')],
  [
    'image imageurl avatar avatarurl photo photourl picture thumbnail icon logo cover',
    (ask) => `https://example.com/images/${word(ask)}.png`,
  ],
  ['uuid guid', formatted('uuid')],
  ['id identifier reference ref sku number code isbn key', code],
  ['color colour', ({ faker }) => faker.color.human()],
  ['hexcolor colorhex', ({ random }) => `#${random.text(6, hexadecimal)}`],
  ['gender sex', one('female', 'male', 'other')],
  ['status', one('active', 'pending', 'completed')],
  ['priority severity', one('low', 'medium', 'high')],
  ['sentiment', one('positive', 'neutral', 'negative')],
  ['weekday dayofweek', ({ faker }) => faker.date.weekday()],
  ['month', ({ faker }) => faker.date.month()],
  ['duration', ({ random }) => `${5 + random.below(11) * 5} minutes`],
  ['hostname domain', formatted('hostname')],
  ['ip ipaddress', formatted('ipv4')],
  ['mac macaddress', ({ faker }) => faker.internet.mac()],
  ['iban', ({ faker }) => faker.finance.iban()],
  ['emoji', one('🙂', '🚀', '🌱', '🎉', '☕')],
  ['mimetype contenttype mediatype', one('text/plain', 'image/png', 'application/json')],
  ['file filename', (ask) => `${word(ask)}.txt`],
  ['path filepath', (ask) => `/${word(ask)}/${word(ask)}.txt`],
  ['token secret apikey hash checksum', ({ random }) => random.text(32, hexadecimal)],
  ['slug', (ask) => `${word(ask)}-${word(ask)}`],
  ['category', ({ faker }) => faker.commerce.department()],
  ['tag label type kind group topic', word],
  ['version', ({ random }) => `${1 + random.below(4)}.${random.below(10)}.${random.below(10)}`],
  ['price amount cost total subtotal', ({ random }) => `${1 + random.below(500)}.${10 + random.below(90)}`],
])
