import { isJsonObject, type Json, type JsonObject } from '../../../core/json.ts'
import { wordsOf } from '../text.ts'
import { mentionsIn, type Mentions } from './mentions.ts'

/** What a property is about, as its name says: the words of the user that it takes up. */
type Topic = 'place' | 'origin' | 'destination' | 'name' | 'query' | 'expression' | 'url' | 'email'

const topics: ReadonlyMap<string, Topic> = new Map(
  (
    [
      ['place', 'city town location place country state region area address airport station where'],
      ['origin', 'origin from departure source'],
      ['destination', 'destination to arrival target recipient'],
      [
        'name',
        'name person user customer author employee company symbol ticker stock artist product team title movie book',
      ],
      ['query', 'query q question search prompt input text message topic subject keyword keywords term'],
      ['expression', 'expression formula equation calculation'],
      ['url', 'url uri link website'],
      ['email', 'email'],
    ] as const
  ).flatMap(([topic, names]) => names.split(' ').map((name) => [name, topic] as const)),
)

const topicMemo = new Map<string, Topic | undefined>()
const topicEntries = 1_000
const longestName = 60

/** By its whole name, else by the last word of it: `customer_email`, `departureCity`. */
const topicOf = (name: string): Topic | undefined => {
  if (name.length > longestName) return undefined
  const known = topicMemo.get(name)
  if (known !== undefined || topicMemo.has(name)) return known
  const [word = ''] = /[A-Z]?[a-z]+$/.exec(name) ?? []
  const topic = topics.get(name) ?? topics.get(word.toLowerCase())
  if (topicMemo.size >= topicEntries) topicMemo.clear()
  topicMemo.set(name, topic)
  return topic
}

/** Arguments with what the user says in place of what is made up, where the schema allows any text or number there. */
export const takeUp = (value: Json, parameters: JsonObject | boolean, user: string, subject?: Subject): Json => {
  if (!isJsonObject(value) || user === '' || !isJsonObject(parameters) || !isPlain(parameters, plainObject))
    return value
  const { properties } = parameters
  if (!isJsonObject(properties)) return value
  let numbers: readonly number[] | undefined
  let changed = false
  const entries = Object.entries(value).map(([name, made]): [string, Json | undefined] => {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined
    if (!isJsonObject(property) || made === undefined) return [name, made]
    let said: Json | undefined
    if (subject?.property === name) said = subject.name
    else if (typeof made === 'number') {
      numbers ??= mentionsIn(user).numbers
      const [number, ...rest] = numbers
      if (number !== undefined && isNumberFor(property, number)) {
        said = number
        numbers = rest
      }
    } else if (typeof made === 'string' || made === null) said = textFor(name, property, user)
    if (said === undefined) return [name, made]
    changed = true
    return [name, said]
  })
  return changed ? Object.fromEntries(entries) : value
}

/** One of several things that the user asks the same of. */
export interface Subject {
  readonly property: string
  readonly name: string
}

/** What the user wants a function called for, one call each: `the weather in Paris and Tokyo`. */
export const subjectsOf = (parameters: JsonObject | boolean | undefined, user: string): readonly Subject[] => {
  if (!isJsonObject(parameters) || !isPlain(parameters, plainObject) || !isJsonObject(parameters['properties']))
    return []
  for (const [property, schema] of Object.entries(parameters['properties'])) {
    const topic = topicOf(property)
    if ((topic !== 'place' && topic !== 'name') || !isJsonObject(schema) || !isFreeText(schema)) continue
    const names = unique(listFor(topic, mentionsIn(user)) ?? []).filter((name) => fits(schema, name))
    if (names.length > 1) return names.map((name) => ({ property, name }))
  }
  return []
}

/** Who says a name twice means one thing, however it is spelt. */
const unique = (names: readonly string[]): readonly string[] => {
  if (names.length < 2) return names
  const seen = new Set<string>()
  return names.filter((name) => seen.size < seen.add(name.toLowerCase()).size)
}

const plainObject: ReadonlySet<string> = new Set(
  'type properties required additionalProperties description title $schema $defs definitions $id'.split(' '),
)
const plainText: ReadonlySet<string> = new Set('type description title examples default minLength maxLength'.split(' '))
const plainNumber: ReadonlySet<string> = new Set('type description title examples default minimum maximum'.split(' '))
const plainEnum: ReadonlySet<string> = new Set('type description title default enum'.split(' '))

/** Whether a schema says nothing beyond these keywords. */
const isPlain = (schema: JsonObject, keywords: ReadonlySet<string>): boolean => {
  for (const keyword in schema) if (!keywords.has(keyword)) return false
  return true
}

const allows = ({ type }: JsonObject, name: string): boolean =>
  type === name || (Array.isArray(type) && type.includes(name))

const isFreeText = (schema: JsonObject): boolean => allows(schema, 'string') && isPlain(schema, plainText)

const isNumberFor = (schema: JsonObject, value: number): boolean => {
  if (!isPlain(schema, plainNumber)) return false
  const { minimum = value, maximum = value } = schema
  if (typeof minimum !== 'number' || typeof maximum !== 'number' || value < minimum || value > maximum) return false
  return allows(schema, 'number') || (allows(schema, 'integer') && Number.isInteger(value))
}

const fits = ({ minLength = 0, maxLength = Infinity }: JsonObject, text: string): boolean => {
  const characters = Array.from(text).length
  return !(Number(minLength) > characters) && !(Number(maxLength) < characters)
}

/** Text that the user says for a property; `undefined`: nothing that its schema would allow. */
const textFor = (name: string, schema: JsonObject, user: string): string | undefined => {
  if (Array.isArray(schema['enum'])) return isPlain(schema, plainEnum) ? namedIn(schema['enum'], user) : undefined
  const isEmail = schema['format'] === 'email'
  const topic = isEmail ? 'email' : topicOf(name)
  if (topic === undefined || !isFreeText(isEmail ? withoutFormat(schema) : schema)) return undefined
  const text = textOn(topic, user)
  return text !== undefined && text !== '' && fits(schema, text) ? text : undefined
}

const withoutFormat = ({ format: _email, ...rest }: JsonObject): JsonObject => rest

/** The first of the values that is a word of the user's. */
const namedIn = (values: readonly Json[], user: string): string | undefined => {
  const words = wordsOf(user)
  for (const value of values)
    if (typeof value === 'string' && value.length < longestName && isSaid(wordsOf(value), words)) return value
  return undefined
}

const isSaid = (own: ReadonlySet<string>, words: ReadonlySet<string>): boolean => {
  for (const word of own) if (!words.has(word)) return false
  return own.size > 0
}

const textOn = (topic: Topic, user: string): string | undefined => {
  switch (topic) {
    case 'query':
      return queryOf(user)
    case 'expression':
      return /[\d(][\d\s.+\-*/^%()]{0,80}[\d)]/.exec(user.slice(0, 1_000))?.[0]
    case 'url':
      return /\bhttps?:\/\/[^\s"'<>]{1,400}[^\s"'<>.,;:!?)]/.exec(user.slice(0, 4_000))?.[0]
    case 'email':
      return addressIn(user)
    case 'destination':
      return listFor(topic, mentionsIn(user))?.[0] ?? addressIn(user)
    default:
      return listFor(topic, mentionsIn(user))?.[0]
  }
}

/** The first address of the user's that the format `email` allows. */
const addressIn = (user: string): string | undefined =>
  /\b[\w+-]{1,40}(?:\.[\w+-]{1,40}){0,3}@(?:[a-z\d](?:[a-z\d-]{0,58}[a-z\d])?\.){1,5}[a-z]{2,20}\b/i.exec(
    user.slice(0, 4_000),
  )?.[0]

const prepositions: Readonly<Record<'place' | 'origin' | 'destination' | 'name', readonly string[]>> = {
  place: ['in', 'at', 'near', 'for', 'of', 'to', 'about', 'between', ''],
  origin: ['from'],
  destination: ['to', 'in', 'for', ''],
  name: ['of', 'for', 'about', 'with', 'by', 'to', 'between', ''],
}

const listFor = (topic: keyof typeof prepositions, { lists }: Mentions): readonly string[] | undefined => {
  if (lists.length === 0) return undefined
  for (const preposition of prepositions[topic]) {
    const list = lists.find(({ after }) => after === preposition)
    if (list !== undefined) return list.names
  }
  return undefined
}

const longestQuery = 200

/** What is to be looked up, without the asking. */
const queryOf = (user: string): string | undefined => {
  const [line = ''] = user.slice(0, 1_000).trim().split('\n', 1)
  const asked = line
    .replace(
      /^(?:please |can you |could you )?(?:search|look up|look for|google|find)(?: the web| the internet| online)?(?: for)? /i,
      '',
    )
    .replace(/[\s.?!]{1,20}$/, '')
  return asked.length > longestQuery ? undefined : asked
}
