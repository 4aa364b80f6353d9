import { expect, test } from 'vitest'
import { createCompiler } from '../../../src/contracts/compiler.ts'
import type { Json, JsonObject } from '../../../src/core/json.ts'
import { isJsonObject } from '../../../src/core/json.ts'
import { createMaker } from '../../../src/generate/maker.ts'

const maker = createMaker(createCompiler())
const seeds = Array.from({ length: 12 }, (_, index) => index)
const text = { type: 'string' }

const objectOf = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
  ...more,
})

const textsOf = (...names: string[]): JsonObject => objectOf(Object.fromEntries(names.map((name) => [name, text])))

const made = (schema: JsonObject, seed: number): JsonObject => {
  const result = maker.value(schema, seed)
  return 'value' in result && isJsonObject(result.value) ? result.value : { result: JSON.stringify(result) }
}

test.each<[string, RegExp]>([
  ['name', /^\p{Lu}[\p{L}'-]+ \p{Lu}[\p{L}' -]+$/u],
  ['firstName', /^\p{Lu}[\p{L}'-]+$/u],
  ['user_email', /^[a-z]+\.[a-z]+@example\.com$/],
  ['home-phone', /^\+1 \d{3} 555 01\d\d$/],
  ['shippingCity', /^\p{Lu}[\p{L} ]+$/u],
  ['billing_country', /^\p{Lu}[\p{L} ]+$/u],
  ['streetAddress', /^\d+ /],
  ['zipCode', /\d/],
  ['companyName', /\w/],
  ['job_title', /\w+ \w+/],
  ['createdAt', /^202[45]-\d\d-\d\dT\d\d:\d\d:00Z$/],
  ['birthday', /^(19[5-9]\d|200\d)-\d\d-\d\d$/],
  ['currency', /^[A-Z]{3}$/],
  ['websiteUrl', /^https:\/\/example\.com\/[a-z]+$/],
  ['profile_image', /^https:\/\/example\.com\/images\/[a-z]+\.png$/],
  ['title', /^[A-Z][a-z]+ [a-z]+$/],
  ['description', /^[A-Z][a-z, ;]+\.$/],
  ['summary', /^[A-Z][a-z, ;]+\.$/],
  ['color', /^[a-z ]+$/],
  ['language', /^[a-z]{2}$/],
  ['uuid', /^[\da-f]{8}-/],
  ['order_id', /^[A-Z]{3}-\d{4}$/],
  ['status', /^(active|pending|completed)$/],
  ['tag', /^[a-z]+$/],
  ['nothingOfTheKind', /^[a-z]+( [a-z]+)?$/],
])('%s reads as such', (name, expected) => {
  for (const seed of seeds) expect(made(textsOf(name), seed)).toEqual({ [name]: expect.stringMatching(expected) })
})

test.each<[string, number, number]>([
  ['age', 18, 80],
  ['unit_price', 5, 500],
  ['totalAmount', 5, 500],
  ['rating', 1, 5],
  ['quantity', 1, 12],
  ['percent', 0, 100],
  ['latitude', -90, 90],
  ['number_of_guests', 1, 12],
])('%s is a number of the usual size', (name, low, high) => {
  for (const seed of seeds) {
    const { [name]: number } = made(objectOf({ [name]: { type: 'number' } }), seed)

    expect(number).toBeGreaterThanOrEqual(low)
    expect(number).toBeLessThanOrEqual(high)
  }
})

test('names, addresses and logins of one person belong together', () => {
  for (const seed of seeds) {
    const { name, firstName, last_name: last, email } = made(textsOf('name', 'firstName', 'last_name', 'email'), seed)

    expect(name).toBe(`${String(firstName)} ${String(last)}`)
    expect(email).toBe(
      `${[firstName, last]
        .map((part) =>
          String(part)
            .toLowerCase()
            .replaceAll(/[^a-z]/g, ''),
        )
        .join('.')}@example.com`,
    )
  }
})

test('people in different roles are different ones', () => {
  const names = seeds.map((seed) => made(textsOf('customerName', 'customerEmail', 'sellerName'), seed))

  expect(names.filter(({ customerName, sellerName }) => customerName === sellerName)).toEqual([])
})

test('a city lies in its country', () => {
  const countries: Readonly<Record<string, string>> = { Berlin: 'DE', London: 'GB', Tokyo: 'JP', Denver: 'US' }

  for (const seed of Array.from({ length: 40 }, (_, index) => index)) {
    const { city, countryCode } = made(textsOf('city', 'countryCode'), seed)

    expect(countries[String(city)] ?? countryCode).toBe(countryCode)
  }
})

test.each([
  ['start_date', 'end_date', {}],
  ['startTime', 'endTime', { format: 'date-time' }],
  ['created_at', 'updated_at', { format: 'date-time' }],
  ['issueDate', 'dueDate', { format: 'date' }],
  ['check_in', 'check_out', {}],
])('%s comes before %s', (begin, end, format) => {
  for (const seed of seeds) {
    const { [begin]: from, [end]: to } = made(
      objectOf({ [begin]: { ...text, ...format }, [end]: { ...text, ...format } }),
      seed,
    )

    expect(Date.parse(String(from))).toBeLessThan(Date.parse(String(to)))
  }
})

test('a name depends on what it is the name of', () => {
  const named = (kind: string): Json | undefined => made(objectOf({ [kind]: textsOf('name') }), 5)[kind]

  expect(named('user')).toEqual({ name: expect.stringMatching(/^\p{Lu}\S+ \p{Lu}/u) })
  expect(named('playlist')).toEqual({ name: expect.stringMatching(/^[A-Z][a-z]+ [a-z]+$/) })
  expect(made(objectOf({ name: text }, { title: 'CalendarEvent' }), 5)).toEqual({
    name: expect.stringMatching(/^[A-Z][a-z]+ [a-z]+$/),
  })
})

test('items of a list are named in the singular, and differ', () => {
  const schema = objectOf({ participants: { type: 'array', items: text, minItems: 3, maxItems: 3 } })
  const { participants } = made(schema, 1)

  expect(participants).toEqual(Array(3).fill(expect.stringMatching(/^\p{Lu}\S+ \p{Lu}/u)))
  expect(new Set(Array.isArray(participants) ? participants : []).size).toBe(3)
})

test.each<[JsonObject, RegExp]>([
  [{ description: 'The city and state, e.g. San Francisco, CA' }, /^San Francisco, CA$/],
  [{ description: "The unit (e.g. 'celsius')" }, /^celsius$/],
  [{ description: 'The day in YYYY-MM-DD format' }, /^\d{4}-\d\d-\d\d$/],
  [{ examples: ['ORD-1'] }, /^ORD-1$/],
  [{ examples: ['too long for it', 'fits'], maxLength: 5 }, /^fits$/],
  [{ description: 'e.g. much too long', maxLength: 5 }, /^.{1,5}$/],
])('takes what the author of %j says', (schema, expected) => {
  expect(made(objectOf({ x: { ...text, ...schema } }), 1)).toEqual({ x: expect.stringMatching(expected) })
})

test('the schema decides where a name says otherwise', () => {
  const schema = objectOf({
    email: { type: 'string', maxLength: 5 },
    name: { type: 'string', pattern: '^[A-Z]{2}$' },
    age: { type: 'integer', minimum: 200 },
    city: { type: 'string', format: 'uuid' },
    price: { type: 'string', enum: ['free'] },
  })

  for (const seed of seeds)
    expect(made(schema, seed)).toEqual({
      email: expect.stringMatching(/^.{1,5}$/),
      name: expect.stringMatching(/^[A-Z]{2}$/),
      age: expect.any(Number),
      city: expect.stringMatching(/^[\da-f-]{36}$/),
      price: 'free',
    })
})

test('a record has some members, unless it may hold anything', () => {
  const scores = made({ type: 'object', additionalProperties: { type: 'integer', minimum: 0, maximum: 10 } }, 1)

  expect(Object.keys(scores).length).toBeGreaterThan(0)
  expect(Object.values(scores)).toEqual(Object.keys(scores).map(() => expect.any(Number)))
  expect(made({ type: 'object', additionalProperties: true }, 1)).toEqual({})
})

test.each([
  ['^INV-', /^INV-[a-z]+$/],
  [String.raw`\.pdf$`, /^[a-z]+\.pdf$/],
  [String.raw`^.*\.pdf$`, /^[a-z]+\.pdf$/],
  [String.raw`^\w+$`, /^[a-z]+$/],
])('what the pattern %s leaves open is a word', (pattern, expected) => {
  for (const seed of seeds)
    expect(made(objectOf({ x: { ...text, pattern } }), seed)).toEqual({ x: expect.stringMatching(expected) })
})
