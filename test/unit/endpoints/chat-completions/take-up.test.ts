import { expect, test } from 'vitest'
import type { JsonObject } from '../../../../src/core/json.ts'
import { mentionsIn } from '../../../../src/endpoints/chat-completions/make/mentions.ts'
import { subjectsOf, takeUp } from '../../../../src/endpoints/chat-completions/make/take-up.ts'

test.each([
  ['What is the weather in Paris?', 'in', ['Paris']],
  ['Weather in Paris and Tokyo, please', 'in', ['Paris', 'Tokyo']],
  ['Weather for Berlin, New York City, and Rio de Janeiro.', 'for', ['Berlin', 'New York City', 'Rio de Janeiro']],
  ['weather in paris and tokyo', 'in', ['paris', 'tokyo']],
  ['weather in paris & lima today', 'in', ['paris', 'lima']],
  ['Weather in Paris and the time', 'in', ['Paris']],
  ['weather in paris and send an email', 'in', ['paris']],
  ['Weather in Paris and in London, and in Rome', 'in', ['Paris', 'London', 'Rome']],
  ['Weather in Paris and in the morning', 'in', ['Paris']],
  ['the price of AAPL and GOOG', 'of', ['AAPL', 'GOOG']],
  ['in São Paulo or Zürich', 'in', ['São Paulo', 'Zürich']],
  ['Is it cold in the Bank of England?', 'in', ['Bank of England']],
  ['How is the Paris weather?', '', ['Paris']],
])('%j names, after %j, %j', (text, after, names) => {
  expect(mentionsIn(text).lists[0]).toEqual({ after, names })
})

test.each([
  'Tell me in detail',
  'Explain it in English',
  'Is it warm in Celsius?',
  'Hello there.',
  'WHAT IS THE WEATHER',
  'for the next week',
  '',
])('%j names nothing', (text) => {
  expect(mentionsIn(text).lists).toEqual([])
})

test.each([
  ['add 2 and -3.5', [2, -3.5]],
  ['room B12 on floor 3rd', []],
  ['version 1.2.3', []],
])('%j has the numbers %j', (text, numbers) => {
  expect(mentionsIn(text).numbers).toEqual(numbers)
})

test('a hostile text is read at once', () => {
  const start = performance.now()

  mentionsIn('in Paris, '.repeat(200_000))
  mentionsIn('A'.repeat(2_000_000))
  mentionsIn('1.'.repeat(1_000_000))

  expect(performance.now() - start).toBeLessThan(200)
})

const string = { type: 'string' }
const number = { type: 'number' }
const made = { type: 'object', additionalProperties: false }

test.each<[string, JsonObject, JsonObject, string, JsonObject]>([
  ['a place', { city: string }, { city: 'Omaha' }, 'The weather in Paris?', { city: 'Paris' }],
  [
    'a name in parts',
    { customerCity: string },
    { customerCity: 'Omaha' },
    'Who lives in Paris?',
    { customerCity: 'Paris' },
  ],
  [
    'where from and where to',
    { origin: string, destination: string },
    { origin: 'Omaha', destination: 'Elk' },
    'Fly from Oslo to Rome',
    { origin: 'Oslo', destination: 'Rome' },
  ],
  ['numbers in order', { a: number, b: { type: 'integer' } }, { a: 9, b: 9 }, 'add 1.5 to 2', { a: 1.5, b: 2 }],
  ['a number within its bounds', { a: { ...number, maximum: 5 } }, { a: 3 }, 'add 12', { a: 3 }],
  ['no broken integer', { a: { type: 'integer' } }, { a: 3 }, 'add 1.5', { a: 3 }],
  ['a query', { query: string }, { query: 'x' }, 'Search the web for owls in Norway.', { query: 'owls in Norway' }],
  ['an expression', { expression: string }, { expression: 'x' }, 'What is (2 + 3) * 4?', { expression: '(2 + 3) * 4' }],
  ['an address', { url: string }, { url: 'x' }, 'Open https://a.example/b?c=d.', { url: 'https://a.example/b?c=d' }],
  ['an email', { email: string }, { email: 'x' }, 'Write to ann.b@mail.example now', { email: 'ann.b@mail.example' }],
  [
    'one of several',
    { unit: { type: 'string', enum: ['celsius', 'fahrenheit'] } },
    { unit: 'celsius' },
    'In fahrenheit!',
    { unit: 'fahrenheit' },
  ],
  [
    'nothing that a pattern may forbid',
    { city: { ...string, pattern: '^X' } },
    { city: 'X' },
    'in Paris',
    { city: 'X' },
  ],
  [
    'nothing that a format may forbid',
    { url: { ...string, format: 'hostname' } },
    { url: 'x' },
    'https://b.de',
    { url: 'x' },
  ],
  [
    'an email where the format asks for one',
    { to: { ...string, format: 'email' } },
    { to: 'x' },
    'Write to ann@b.de',
    { to: 'ann@b.de' },
  ],
  ['an email as who it is for', { to: string }, { to: 'x' }, 'Write to ann@b.de', { to: 'ann@b.de' }],
  ['nothing that is no email', { email: { ...string, format: 'email' } }, { email: 'x' }, 'a@-b.de', { email: 'x' }],
  ['nothing too long', { city: { ...string, maxLength: 4 } }, { city: 'Elk' }, 'in Paris', { city: 'Elk' }],
  ['nothing that is not there', { city: string }, {}, 'in Paris', {}],
  ['nothing where the text says nothing', { city: string }, { city: 'Elk' }, 'Hello', { city: 'Elk' }],
  ['nothing by the name of a prototype', { constructor: string }, { city: 'Elk' }, 'in Paris', { city: 'Elk' }],
])('arguments take up %s', (_what, properties, value, user, expected) => {
  expect(takeUp(value, { ...made, properties }, user)).toEqual(expected)
})

test('nothing is taken up where more is asked of the whole', () => {
  const parameters = { ...made, properties: { city: string }, not: { properties: { city: { const: 'Paris' } } } }

  expect(takeUp({ city: 'Elk' }, parameters, 'in Paris')).toEqual({ city: 'Elk' })
  expect(subjectsOf(parameters, 'in Paris and Rome')).toEqual([])
})

test.each([
  ['The weather in Paris and Rome', ['Paris', 'Rome']],
  ['The weather in Paris', []],
])('%j is about %j', (user, names) => {
  const properties = { unit: string, city: string }

  expect(subjectsOf({ ...made, properties }, user)).toEqual(names.map((name) => ({ property: 'city', name })))
})
