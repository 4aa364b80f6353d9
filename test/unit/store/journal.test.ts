import { expect, test } from 'vitest'
import { invalidRequest } from '../../../src/core/api-error.ts'
import { createJournal as openJournal, type JournalLine, type JournalOptions } from '../../../src/store/journal.ts'

const createJournal = (options?: JournalOptions) => openJournal((scope, ordinal) => `req_${scope}_${ordinal}`, options)

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const violation = { rule: 'n', path: [], error: invalidRequest('no'), source: 'here', severity: 'error' } as const

const line = (ordinal: number, more: Partial<JournalLine> = {}): JournalLine => ({
  ordinal,
  scope: 'default',
  at: 0,
  method: 'POST',
  path: '/v1/chat/completions',
  dialect: 'openai',
  endpoint: 'chat-completions',
  status: 200,
  cue: undefined,
  generated: true,
  violations: [],
  warnings: [],
  headers: {},
  body: bytesOf('{}'),
  ...more,
})

test('an entry tells all of its call, the outcome once it is known', () => {
  const journal = createJournal()
  const { headers, body, ...known } = line(1, { headers: { accept: '*/*' }, body: bytesOf('{"n":1}') })

  const written = journal.append({ ...known, headers, body })
  expect(written.entry.outcome).toBeUndefined()
  written.close({ end: 'complete', bytes: 10, milliseconds: 3 })

  const [call] = journal.view().calls
  expect(call).toMatchObject({
    ...known,
    request_id: 'req_default_1',
    outcome: { end: 'complete', bytes: 10, milliseconds: 3 },
  })
  expect(JSON.parse(JSON.stringify(call))).toMatchObject({ status: 200, sequence: 1, outcome: { bytes: 10 } })
  expect(call?.request.headers).toEqual(headers)
  expect(call?.request.body).toEqual(body)
  expect(call?.request.json).toEqual({ n: 1 })
})

test('entries are numbered as they end, over all scopes and on after a reset', () => {
  const journal = createJournal()
  const [first, second] = [journal.append(line(1)), journal.append(line(1, { scope: 'other' }))]
  second.close({ end: 'complete', bytes: 0, milliseconds: 0 })
  journal.view().reset()
  const third = journal.append(line(2))
  third.close({ end: 'complete', bytes: 0, milliseconds: 0 })

  expect([first, second, third].map(({ entry }) => entry.sequence)).toEqual([undefined, 1, 2])
})

test.each(['[1]', 'no json', ''])('the body %j is no JSON object', (text) => {
  const { entry } = createJournal().append(line(1, { body: bytesOf(text) }))

  expect(entry.request.json).toBeUndefined()
})

test('keys are masked before they are stored', () => {
  const key = 'sk-abcdefghijklmnopqrstuvwxyz'
  const { request } = createJournal().append(
    line(1, {
      headers: {
        authorization: `Bearer ${key}`,
        'api-key': key,
        'x-api-key': key,
        cookie: `session=${key}; theme=dark; ${key}`,
        accept: key,
      },
    }),
  ).entry

  expect(request.headers).toEqual({
    authorization: 'Bearer sk-abcde*****************wxyz',
    'api-key': 'sk-abcde*****************wxyz',
    'x-api-key': 'sk-abcde*****************wxyz',
    cookie: 'session=***; theme=***; ***',
    accept: key,
  })
})

test.each([
  'x-goog-api-key',
  'ocp-apim-subscription-key',
  'x-auth-token',
  'helicone-auth',
  'cf-aig-authorization',
  'x-forwarded-authorization',
  'x-amz-security-token',
  'x-client-secret',
])('the header %s of a gateway is a key too', (name) => {
  const { request } = createJournal().append(
    line(1, { headers: { [name]: 'Bearer abcdefghijkl-of-a-gateway-0123' } }),
  ).entry

  expect(request.headers).toEqual({ [name]: `Bearer abcdefgh${'*'.repeat(18)}0123` })
})

test('cookies that a client means to set are masked, each of them', () => {
  const { request } = createJournal().append(
    line(1, { headers: { 'set-cookie': 'a=first-secret; b=second-secret' } }),
  ).entry

  expect(request.headers).toEqual({ 'set-cookie': 'a=***; b=***' })
})

test('what tells calls apart is no key', () => {
  const headers = { 'idempotency-key': 'stainless-node-retry-0123456789', 'x-session-id': 'a', 'x-max-tokens': '3' }

  expect(createJournal().append(line(1, { headers })).entry.request.headers).toEqual(headers)
})

test('an entry that was looked at stays the same object, and tells the outcome when it comes', () => {
  const journal = createJournal()
  const under_way = journal.append(line(1))
  const [seen] = journal.view().calls
  journal.append(line(2))

  under_way.close({ end: 'cut', bytes: 7, milliseconds: 1.5 })

  expect(seen?.outcome).toEqual({ end: 'cut', bytes: 7, milliseconds: 1.5 })
  expect(journal.view().calls[0]).toBe(seen)
})

test('an entry that was dropped or forgotten still tells what came of its call', () => {
  const journal = createJournal({ maxEntries: 1 })
  const old = journal.append(line(1))
  const next = journal.append(line(2))
  journal.view().reset()

  for (const written of [old, next]) written.close({ end: 'complete', bytes: 1, milliseconds: 1 })

  expect([old.entry.outcome?.end, next.entry.outcome?.end]).toEqual(['complete', 'complete'])
  expect(journal.view().calls).toHaveLength(0)
})

test('a view shows one scope', () => {
  const journal = createJournal()
  journal.append(line(1, { scope: 'a', violations: [violation] }))
  journal.append(line(1, { scope: 'b' }))
  const view = journal.view('a')

  expect(view.calls.map(({ scope }) => scope)).toEqual(['a'])
  expect(view.violations).toEqual([violation])
  expect(journal.view().calls.length).toBe(2)
})

test('resetting a view forgets its calls only', () => {
  const journal = createJournal()
  journal.append(line(1, { scope: 'a' }))
  journal.append(line(1, { scope: 'b' }))

  journal.view('a').reset()
  journal.append(line(2, { scope: 'b' }))

  expect(journal.view('a').calls.length).toBe(0)
  expect(journal.view('b').calls.map(({ ordinal }) => ordinal)).toEqual([1, 2])
})

test('over the byte budget the oldest bodies go, the lines stay', () => {
  const journal = createJournal({ maxBytes: 80_000 })
  const body = new Uint8Array(2_500)

  for (let ordinal = 1; ordinal <= 60; ordinal++) journal.append(line(ordinal, { body, headers: { accept: 'x' } }))

  const { calls } = journal.view()
  const kept = calls.filter(({ request }) => request.body !== undefined)
  expect(kept).toEqual(calls.slice(-kept.length))
  expect(kept.length * body.length).toBeGreaterThan(50_000)
  expect(kept.length * body.length).toBeLessThan(80_000)
  expect(calls[0]?.request.headers).toEqual({})
  expect(calls.at(-1)?.request.headers).toEqual({ accept: 'x' })
  expect(calls.dropped).toBe(0)
})

test('headers that are the same from call to call outlive the calls that brought them first', () => {
  const journal = createJournal({ maxBytes: 8_000 })

  for (let ordinal = 1; ordinal <= 100; ordinal++)
    journal.append(line(ordinal, { body: bytesOf(`{"n":${ordinal}}`.padEnd(200)), headers: { accept: 'x' } }))

  const { calls } = journal.view()
  const headers = calls.filter(({ request }) => request.body !== undefined).map(({ request }) => request.headers)
  expect(headers.length).toBeGreaterThan(20)
  expect(headers.every(({ accept }) => accept === 'x')).toBe(true)
})

test('each call keeps its own headers, whichever of them differs from the call before', () => {
  const journal = createJournal()
  const sent = [
    { accept: 'x', authorization: 'Bearer sk-first-of-them-all-000000' },
    { accept: 'y', authorization: 'Bearer sk-first-of-them-all-000000' },
    { accept: 'y', authorization: 'Bearer sk-other-than-the-first-000' },
    { accept: 'y' },
    { accept: 'y', origin: 'z' },
    { origin: 'z' },
  ]
  for (const [index, headers] of sent.entries()) journal.append(line(index + 1, { headers }))

  const kept = journal.view().calls.map(({ request }) => request.headers)

  expect(kept).toEqual([
    { accept: 'x', authorization: 'Bearer sk-first***************0000' },
    { accept: 'y', authorization: 'Bearer sk-first***************0000' },
    { accept: 'y', authorization: 'Bearer sk-other***************-000' },
    { accept: 'y' },
    { accept: 'y', origin: 'z' },
    { origin: 'z' },
  ])
})

test.each([
  ['Bearer sk-short', 'Bearer sk-***'],
  ['Bearer sk-abcdefghij', 'Bearer sk-***'],
  ['a', '***'],
  ['sk-short Bearer', 'sk-***'],
])('of short keys too little is kept to use them: %s', (authorization, kept) => {
  const { request } = createJournal().append(line(1, { headers: { authorization } })).entry

  expect(request.headers).toEqual({ authorization: kept })
})

test('a reset forgets bodies too', () => {
  const journal = createJournal()
  const { entry } = journal.append(line(1, { body: bytesOf('{"n":1}') }))

  journal.view().reset()

  expect(entry.request.body).toBeUndefined()
  expect(journal.append(line(2, { body: bytesOf('{"n":2}') })).entry.request.json).toEqual({ n: 2 })
})

test('a body larger than the budget is not kept', () => {
  const journal = createJournal({ maxBytes: 10_000 })

  const { entry } = journal.append(line(1, { body: new Uint8Array(20_000) }))

  expect(entry.request.body).toBeUndefined()
})

test('over the number of entries the oldest are dropped and counted, and what they broke stays known', () => {
  const journal = createJournal({ maxEntries: 3 })

  for (let ordinal = 1; ordinal <= 5_000; ordinal++) journal.append(line(ordinal, { violations: [violation] }))

  expect(journal.view().calls.map(({ ordinal }) => ordinal)).toEqual([4_998, 4_999, 5_000])
  expect(journal.view('default').calls.dropped).toBe(4_997)
  expect(journal.broken.get('n')).toBe(5_000)
})

test('a body that is a small part of a large buffer is copied out of it', () => {
  const buffer = Buffer.alloc(65_536, 'x')

  const { entry } = createJournal().append(line(1, { body: buffer.subarray(10, 20) }))

  expect(entry.request.body?.buffer.byteLength).toBe(10)
  expect(entry.request.body).toEqual(bytesOf('xxxxxxxxxx'))
})
