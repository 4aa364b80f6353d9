import { expect, test } from 'vitest'
import type { Incoming } from '../../../src/core/incoming.ts'
import type { SentReply } from '../../../src/core/reply.ts'
import { demandJson, withoutSuffix, wrapInCallback } from '../../../src/dialects/servicestack-negotiation.ts'

const incoming = (members: Partial<Incoming> = {}): Incoming => ({
  method: 'POST',
  path: '/v1/chat/completions',
  query: '',
  headers: {},
  body: new Uint8Array(),
  ...members,
})

const reply: SentReply = {
  status: 200,
  headers: { 'content-type': 'application/json', 'x-request-id': 'req_1' },
  delay: 0,
  body: { kind: 'json', value: { id: 'chatcmpl-1' }, layout: { indent: 0, newline: false } },
}

test.each([
  ['/chat/completions.json', '/chat/completions'],
  ['/chat/completions', '/chat/completions'],
  ['/chat/completions.xml', '/chat/completions.xml'],
  ['/models/gpt-4o.json', '/models/gpt-4o'],
])('%s leads to %s', (path, target) => {
  expect(withoutSuffix(path)).toBe(target)
})

test.each([
  undefined,
  '',
  'application/json',
  '*/*',
  'application/*;q=0.5',
  'text/html, application/json;q=0.9',
  'text/html, */*; q=0.1',
  'Application/JSON; charset=utf-8',
])('an Accept header of %j lets the answer be JSON by the letter', (accept) => {
  expect(demandJson(incoming({ headers: { accept } }), 'literal')).toBeUndefined()
})

test.each(['text/html', 'application/xml', 'application/json;q=0', 'application/json;q=0.0, */*', 'text/event-stream'])(
  'an Accept header of %j is a 406 by the letter, and no matter otherwise',
  (accept) => {
    expect(demandJson(incoming({ headers: { accept } }), 'literal')).toMatchObject({
      status: 406,
      code: 'NotAcceptable',
    })
    expect(demandJson(incoming({ headers: { accept } }), 'practical')).toBeUndefined()
  },
)

test.each<Partial<Incoming>>([
  { path: '/v1/chat/completions.json' },
  { query: 'format=json' },
  { query: 'x=1&format=JSON' },
  { query: 'callback=show' },
])('%j says JSON louder than the Accept header', (members) => {
  expect(demandJson(incoming({ headers: { accept: 'text/html' }, ...members }), 'literal')).toBeUndefined()
})

test('another format is a 406 by the letter', () => {
  const asked = incoming({ query: 'format=xml', headers: { accept: 'application/json' } })

  expect(demandJson(asked, 'literal')).toMatchObject({
    status: 406,
    message: 'Only application/json is available, but the format is another.',
  })
  expect(demandJson(asked, 'practical')).toBeUndefined()
})

test.each(['myCallback', '$', '_cb1', 'angular.callbacks._0', 'jQuery1830_17', 'a'.repeat(128)])(
  'the reply becomes a call of %s',
  (callback) => {
    const asked = incoming({ query: `callback=${callback}` })

    expect(demandJson(asked, 'practical')).toBeUndefined()
    expect(wrapInCallback(reply, asked)).toEqual({
      ...reply,
      headers: { 'content-type': 'text/javascript; charset=utf-8', 'x-request-id': 'req_1' },
      body: { ...reply.body, layout: { indent: 0, newline: false, callback } },
    })
  },
)

const hostile = [
  'alert(1)//',
  '<script>alert(1)</script>',
  'a;b',
  'a b',
  'a\n',
  'a.',
  '.a',
  'a..b',
  'a[0]',
  "a['b']",
  '1a',
  'naïve',
  '\u0430lert',
  'a\u2028b',
  '\\u0061',
  '__proto__',
  'x.constructor',
  'Function',
  'eval',
  'if',
  'a'.repeat(129),
  Array.from({ length: 5_000 }, () => 'a').join('.'),
  'x'.repeat(10_240),
]

test.each(hostile)('the callback %j is refused at both levels and nowhere repeated', (name) => {
  const asked = incoming({ query: `callback=${encodeURIComponent(name)}` })

  const refused = demandJson(asked, 'practical')

  expect(refused).toEqual(demandJson(asked, 'literal'))
  expect(refused).toMatchObject({ status: 400, param: 'callback', code: 'InvalidCallback' })
  expect(refused?.message).toBe(
    "'callback' must be the name of a JavaScript function, of at most 128 letters, digits, '_', '$' and '.'.",
  )
  expect(wrapInCallback(reply, asked)).toBe(reply)
})

test.each(['', 'callback=', 'callback', 'Callback=show', 'format=json', '%', 'callback'.repeat(1_000)])(
  'the query %j asks for no call',
  (query) => {
    expect(demandJson(incoming({ query }), 'practical')).toBeUndefined()
    expect(wrapInCallback(reply, incoming({ query }))).toBe(reply)
  },
)

test.each<SentReply['body']>([
  { kind: 'none' },
  { kind: 'bytes', parts: [] },
  { kind: 'events', envelope: {}, events: [], lead: 0, pace: 'instant', done: true },
])('a body of another kind is not wrapped: %j', (body) => {
  const other = { ...reply, body }

  expect(wrapInCallback(other, incoming({ query: 'callback=show' }))).toBe(other)
})
