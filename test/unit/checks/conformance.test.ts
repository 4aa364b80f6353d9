import { expect, test } from 'vitest'
import { reportOf, scoreOf } from '../../../src/checks/conformance-report.ts'
import { readRefused } from '../../../src/checks/conformance-list.ts'
import { casesOf, conform, type Answer, type CaseResult, type Send } from '../../../src/checks/conformance.ts'

const list = {
  dialect: 'openai',
  error: { type: 'invalid_request_error' },
  bases: { small: { model: 'gpt-4o' } },
  refused: [
    {
      name: 'hot',
      breaks: 'schema/maximum',
      set: { '/temperature': 3 },
      mend: { '/temperature': 2 },
      error: { message: 'too hot on {path}', param: null },
    },
    { name: 'cold', breaks: 'schema/minimum', strictness: 'literal', set: { '/temperature': -1 }, error: {} },
  ],
}
const cases = readRefused(list, 'list.json')
const practical = casesOf(cases, 'openai', 'practical')

const decoder = new TextDecoder()

/** A server that refuses temperatures above two, in its own words. */
const serverSaying =
  (error: object, status = 400): Send =>
  async ({ body }) => {
    const { temperature = 1 } = JSON.parse(decoder.decode(body))
    return temperature > 2 ? { status, text: JSON.stringify({ error }) } : { status: 200, text: '' }
  }

const exactly = { message: 'too hot on /v1/chat/completions', type: 'invalid_request_error', param: null, code: null }

const measure = (send: Send): Promise<readonly CaseResult[]> =>
  conform(practical, { send, baseUrl: 'http://server.test/v1', key: 'k', milliseconds: 20 })

test.each([
  { name: 'the very error', send: serverSaying(exactly), refused: true, exact: true, accepted: true, failures: [] },
  {
    name: 'another message',
    send: serverSaying({ ...exactly, message: 'no' }),
    refused: true,
    exact: false,
    accepted: true,
    failures: ['message: expected "too hot on /v1/chat/completions", got "no"'],
  },
  {
    name: 'another status',
    send: serverSaying(exactly, 422),
    refused: false,
    exact: false,
    accepted: true,
    failures: ['expected status 400, got 422 (too hot on /v1/chat/completions)'],
  },
  {
    name: 'yes to everything',
    send: async (): Promise<Answer> => ({ status: 200, text: '' }),
    refused: false,
    exact: false,
    accepted: true,
    failures: ['expected status 400, got 200'],
  },
  {
    name: 'no to everything',
    send: async (): Promise<Answer> => ({ status: 400, text: JSON.stringify({ error: exactly }) }),
    refused: true,
    exact: true,
    accepted: false,
    failures: ['mended: expected status 200, got 400 (too hot on /v1/chat/completions)'],
  },
  {
    name: 'a redirect',
    send: async (): Promise<Answer> => ({ status: 302, text: 'elsewhere' }),
    refused: false,
    exact: false,
    accepted: false,
    failures: ['expected status 400, got 302', 'mended: expected status 200, got 302'],
  },
  {
    name: 'nothing, ever',
    send: () => new Promise<Answer>(() => {}),
    refused: false,
    exact: false,
    accepted: false,
    failures: ['no answer within 20 ms', 'mended: no answer within 20 ms'],
  },
  {
    name: 'by hanging up',
    send: async (): Promise<Answer> => {
      throw new Error('socket hang up')
    },
    refused: false,
    exact: false,
    accepted: false,
    failures: ['no answer: socket hang up', 'mended: no answer: socket hang up'],
  },
])('a server that says $name is judged by it', async ({ send, refused, exact, accepted, failures }) => {
  const [result] = await measure(send)

  expect(result).toMatchObject({ refused, exact, accepted, failures })
})

test('every request carries the key and the usual headers, unless the case says otherwise', async () => {
  const sent: unknown[] = []
  const send: Send = async ({ method, url, headers }) => {
    sent.push({ method, url, headers })
    return { status: 200, text: '' }
  }
  const [one] = practical
  if (one === undefined) throw new Error('there is no case')
  const keyless = { ...one, refused: { ...one.refused, headers: { authorization: null } } }

  await conform([keyless], { send, baseUrl: 'http://server.test/v1', key: 'k', headers: { 'x-more': 'yes' } })

  const usual = { 'content-type': 'application/json', accept: 'application/json', 'x-more': 'yes' }
  const url = 'http://server.test/v1/chat/completions'
  expect(sent).toEqual([
    { method: 'POST', url, headers: usual },
    { method: 'POST', url, headers: { ...usual, authorization: 'Bearer k' } },
  ])
})

test('no more requests are under way than allowed, and results keep the order of the cases', async () => {
  let under = 0
  let most = 0
  const send: Send = async () => {
    most = Math.max(most, ++under)
    await Promise.resolve()
    under--
    return { status: 200, text: '' }
  }
  const many = Array.from({ length: 9 }, (_, index) => ({ ...practical[0], name: `case ${index}` }))

  const results = await conform(many as typeof practical, {
    send,
    baseUrl: 'http://server.test/v1',
    key: 'k',
    concurrency: 3,
  })

  expect(most).toBe(3)
  expect(results.map(({ name }) => name)).toEqual(many.map(({ name }) => name))
})

test.each([
  { dialect: 'openai', level: 'practical', only: /(?:)/, names: ['hot'] },
  { dialect: 'openai', level: 'literal', only: /(?:)/, names: ['hot', 'cold'] },
  { dialect: 'openai', level: 'literal', only: /minimum/, names: ['cold'] },
  { dialect: 'gateway', level: 'literal', only: /(?:)/, names: [] },
] as const)('$dialect has $names at $level, of those that match $only', ({ dialect, level, only, names }) => {
  expect(casesOf(cases, dialect, level, only).map(({ name }) => name)).toEqual(names)
})

test('a score counts, and its report groups what failed', () => {
  const good = { name: 'hot', dialect: 'openai', breaks: 'a', refused: true, exact: true, accepted: true, failures: [] }
  const bad = { ...good, name: 'cold', refused: false, exact: false, failures: ['expected status 400, got 200'] }

  expect(scoreOf([good, bad])).toEqual({ cases: 2, refused: 1, exact: 1, accepted: 2, told_apart: 1 })
  expect(reportOf([good, bad])).toEqual([
    'openai: a (1)',
    '  cold',
    '    expected status 400, got 200',
    '',
    '2 requests that break one rule each',
    '  1 of 2  refused with the right status',
    '  1 of 2  refused with the right status and error',
    '  2 of 2  accepted once mended',
    '  1 of 2  refused, and accepted once mended',
  ])
})
