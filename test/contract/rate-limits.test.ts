import { expect, test } from 'vitest'
import { createCuecard, type Cuecard, type Scope } from '../../src/cuecard.ts'
import type { CuecardOptions } from '../../src/options.ts'
import { fakeClock } from '../support/fake-clock.ts'

interface Asked {
  readonly model?: string
  readonly key?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: object
  readonly path?: string
  /** What the call is charged: a quarter of its characters and three. */
  readonly tokens?: number
}

const ask = (to: Cuecard | Scope, asked: Asked = {}): Promise<Response> => {
  const { model = 'gpt-4o', key = 'sk-limited', headers = {}, body = {}, path = '/v1', tokens = 7 } = asked
  return to.fetch(`https://api.openai.com${path}/chat/completions`, {
    method: 'POST',
    headers: { ...(key !== '' && { authorization: `Bearer ${key}` }), ...headers },
    body: JSON.stringify({ model, messages: [{ role: 'user', content: 'a b '.repeat(tokens - 3) }], ...body }),
  })
}

const limited = (rateLimit: CuecardOptions['rateLimit'], more: CuecardOptions = {}) => {
  const clock = fakeClock()
  return { clock, cuecard: createCuecard({ clock, ...(rateLimit && { rateLimit }), ...more }) }
}

const limitHeaders = (kind: 'requests' | 'tokens', { headers }: Response) =>
  ['limit', 'remaining', 'reset'].map((part) => headers.get(`x-ratelimit-${part}-${kind}`))

const retryHeaders = ({ headers }: Response) => [headers.get('retry-after'), headers.get('retry-after-ms')]

const times = async <T>(count: number, act: () => Promise<T>): Promise<readonly T[]> => {
  const results: T[] = []
  for (let index = 0; index < count; index++) results.push(await act())
  return results
}

const learnMore = 'Visit https://platform.openai.com/account/rate-limits to learn more.'

test.each([
  {
    what: 'requests per minute',
    rateLimit: { requests_per_minute: 3 },
    before: Array.from({ length: 3 }, () => ({})),
    asked: { model: 'gpt-4o-mini' },
    message: `Rate limit reached for gpt-4o-mini in organization org-cuecard on requests per min (RPM): Limit 3, Used 3, Requested 1. Please try again in 20s. ${learnMore}`,
    type: 'requests',
    shown: ['3', '0', '1m0s'],
    retry: ['20', '20000'],
  },
  {
    what: 'requests per day',
    rateLimit: { requests_per_minute: 500, requests_per_day: 200 },
    before: Array.from({ length: 200 }, () => ({})),
    asked: {},
    message: `Rate limit reached for gpt-4o in organization org-cuecard on requests per day (RPD): Limit 200, Used 200, Requested 1. Please try again in 7m12s. ${learnMore}`,
    type: 'requests',
    shown: ['200', '0', '24h0m0s'],
    retry: ['432', '432000'],
  },
  {
    what: 'tokens per minute',
    rateLimit: { tokens_per_minute: 200_000 },
    before: [{ tokens: 170_583 }],
    asked: { tokens: 180_002 },
    message: `Rate limit reached for gpt-4o in organization org-cuecard on tokens per min (TPM): Limit 200000, Used 170583, Requested 180002. Please try again in 45.175s. ${learnMore}`,
    type: 'tokens',
    shown: ['200000', '29417', '51.174s'],
    retry: ['46', '45176'],
  },
  {
    what: 'tokens per day',
    rateLimit: { tokens_per_day: 1_000 },
    before: [{ tokens: 900 }],
    asked: { tokens: 200 },
    message: `Rate limit reached for gpt-4o in organization org-cuecard on tokens per day (TPD): Limit 1000, Used 900, Requested 200. Please try again in 2h24m0s. ${learnMore}`,
    type: 'tokens',
    shown: ['1000', '100', '21h36m0s'],
    retry: ['8640', '8640000'],
  },
  {
    what: 'more tokens than a minute has',
    rateLimit: { tokens_per_minute: 30_000 },
    before: [],
    asked: { tokens: 129_625 },
    message: `Request too large for gpt-4o in organization org-cuecard on tokens per min (TPM): Limit 30000, Requested 129625. The input or output tokens must be reduced in order to run successfully. ${learnMore}`,
    type: 'tokens',
    shown: ['30000', '30000', '0s'],
    retry: [null, null],
  },
] as const)('$what are refused as the service refuses them', async (row) => {
  const { cuecard } = limited(row.rateLimit)
  for (const asked of row.before) await ask(cuecard, { ...row.asked, ...asked })

  const refused = await ask(cuecard, row.asked)

  expect(refused.status).toBe(429)
  expect(await refused.json()).toEqual({
    error: { message: row.message, type: row.type, param: null, code: 'rate_limit_exceeded' },
  })
  expect(limitHeaders(row.type, refused)).toEqual(row.shown)
  expect(retryHeaders(refused)).toEqual(row.retry)
})

test.each([
  [{ requests_per_minute: 500 }, 'requests', ['500', '499', '120ms']],
  [{ requests_per_minute: 10_000 }, 'requests', ['10000', '9999', '6ms']],
  [{ requests_per_day: 10_000 }, 'requests', ['10000', '9999', '8.64s']],
  [{ tokens_per_minute: 30_000_000 }, 'tokens', ['30000000', '29999993', '0s']],
  [{ tokens_per_minute: 200_000 }, 'tokens', ['200000', '199993', '2ms']],
] as const)('with %j a first short call is answered with the %s %j', async (rateLimit, kind, shown) => {
  expect(limitHeaders(kind, await ask(limited(rateLimit).cuecard))).toEqual(shown)
})

test.each([
  ['as text', {}],
  ['as a stream', { stream: true }],
])('answers %s count down, and up again with time', async (_, body) => {
  const { cuecard, clock } = limited({ requests_per_minute: 60, tokens_per_minute: 600 })
  const remaining = async (): Promise<unknown> => {
    const answered = await ask(cuecard, { body })
    return [limitHeaders('requests', answered)[1], limitHeaders('tokens', answered)[1]]
  }

  expect(await times(3, remaining)).toEqual([
    ['59', '593'],
    ['58', '586'],
    ['57', '579'],
  ])
  await clock.advance(2_000)
  expect(await remaining()).toEqual(['58', '592'])
})

test('the tokens that a request asks for are charged before they are made', async () => {
  const { cuecard } = limited({ tokens_per_minute: 1_000 })

  const answered = await ask(cuecard, { body: { max_completion_tokens: 400 } })

  expect(limitHeaders('tokens', answered)).toEqual(['1000', '593', '24.42s'])
})

test('a later refusal tells of less to wait, and of an earlier reset', async () => {
  const { cuecard, clock } = limited({ requests_per_minute: 3 })
  await times(3, () => ask(cuecard))
  await clock.advance(15_000)

  const refused = await ask(cuecard)

  expect(limitHeaders('requests', refused)).toEqual(['3', '0', '45s'])
  expect(retryHeaders(refused)).toEqual(['5', '5000'])
})

test('whoever waits as long as the refusal says is let in, once', async () => {
  const { cuecard, clock } = limited({ requests_per_minute: 7 })
  await times(7, () => ask(cuecard))
  const refused = await ask(cuecard)

  await clock.advance(Number(refused.headers.get('retry-after-ms')) - 1)
  expect((await ask(cuecard)).status).toBe(429)
  await clock.advance(1)
  expect((await times(2, () => ask(cuecard))).map(({ status }) => status)).toEqual([200, 429])
})

test('what the contract refuses is charged, carries the headers and is not refused for the limit', async () => {
  const { cuecard } = limited({ requests_per_minute: 2 })
  const broken = { body: { temperature: 3 } }

  const answers = [await ask(cuecard, broken), await ask(cuecard), await ask(cuecard), await ask(cuecard, broken)]

  expect(answers.map(({ status }) => status)).toEqual([400, 200, 429, 400])
  expect(answers.map((answer) => limitHeaders('requests', answer)[1])).toEqual(['1', '0', '0', '0'])
})

test('what is nobody’s call carries no limits and is not charged', async () => {
  const { cuecard } = limited({ requests_per_minute: 2 }, { models: ['gpt-4o'] })

  const answers = [
    await ask(cuecard, { key: '' }),
    await ask(cuecard, { model: 'gpt-9' }),
    await ask(cuecard, { path: '/nowhere' }),
  ]

  expect(answers.map(({ status }) => status)).toEqual([401, 404, 404])
  for (const answer of answers) expect(limitHeaders('requests', answer)).toEqual([null, null, null])
  expect(limitHeaders('requests', await ask(cuecard))[1]).toBe('1')
})

test.each([
  [undefined, 'insufficient_quota', /^You exceeded your current quota, please check your plan and billing details\./],
  ['credit_balance_exhausted', 'credit_balance_exhausted', /^You have no credits remaining\. Add credits/],
] as const)('a quota that is spent is refused without an end (%s)', async (error, code, message) => {
  const { cuecard, clock } = limited({ quota: { requests: 1, ...(error && { error }) } })
  await ask(cuecard)
  await clock.advance(31 * 86_400_000)

  const refused = await ask(cuecard, { model: 'o3' })

  expect(refused.status).toBe(429)
  expect(await refused.json()).toEqual({
    error: { message: expect.stringMatching(message), type: 'insufficient_quota', param: null, code },
  })
  expect(retryHeaders(refused)).toEqual([null, null])
})

test('tests that run side by side never see each other’s limits, whatever leads them into their scopes', async () => {
  const { cuecard } = limited({ requests_per_minute: 2 })
  const [one, other] = [cuecard.scope('one'), cuecard.scope('other')]
  await times(2, () => ask(one))

  const seen = [
    await ask(one),
    await ask(other),
    await ask(cuecard),
    await ask(cuecard, { headers: { 'x-cuecard-scope': 'third' } }),
    await ask(cuecard, { key: 'sk-test-fourth' }),
    await ask(cuecard, { key: 'sk-another' }),
  ]

  expect(seen.map((answer) => limitHeaders('requests', answer)[1])).toEqual(['0', '1', '1', '1', '1', '1'])
})

test('a reset gives everything back, in one scope or in all', async () => {
  const { cuecard } = limited({ quota: { requests: 1 }, requests_per_day: 1 })
  const [one, other] = [cuecard.scope('one'), cuecard.scope('other')]
  const statuses = async () => [(await ask(one)).status, (await ask(other)).status]

  expect([await statuses(), await statuses()]).toEqual([
    [200, 200],
    [429, 429],
  ])
  one.reset()
  expect(await statuses()).toEqual([200, 429])
  cuecard.reset()
  expect(await statuses()).toEqual([200, 200])
})

test('an error of a scenario keeps its own numbers, beside what is really left', async () => {
  const { cuecard } = limited({ requests_per_minute: 500, tokens_per_minute: 1_000 })
  cuecard.use({ error: 'rate_limited', retry_after: '20s' })

  const refused = await ask(cuecard)

  expect(limitHeaders('requests', refused)).toEqual(['3', '0', '1m0s'])
  expect(limitHeaders('tokens', refused)).toEqual(['1000', '993', '420ms'])
  expect(retryHeaders(refused)).toEqual(['20', '20000'])
})

test.each([
  [
    'gateway',
    { error: { message: expect.stringMatching(/^Rate limit/), type: 'requests', code: 'rate_limit_exceeded' } },
  ],
  ['servicestack', { responseStatus: { errorCode: 'TooManyRequests', message: expect.any(String) } }],
])('%s says it in its own words', async (dialect, body) => {
  const { cuecard } = limited({ requests_per_minute: 1 }, { dialect })
  await ask(cuecard)

  const refused = await ask(cuecard)

  expect([refused.status, retryHeaders(refused), await refused.json()]).toEqual([429, ['60', '60000'], body])
})

test('calls at the same moment get exactly what there is', async () => {
  const { cuecard } = limited({ requests_per_minute: 20 })

  const answers = await Promise.all(Array.from({ length: 50 }, () => ask(cuecard)))

  expect(answers.filter(({ status }) => status === 200).length).toBe(20)
  expect(answers.filter(({ status }) => status === 429).length).toBe(30)
})
