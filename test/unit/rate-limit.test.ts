import { expect, test } from 'vitest'
import type { CuecardOptions } from '../../src/options.ts'
import { createCuecard } from '../../src/cuecard.ts'

const day = 86_400_000

/** What is said about an option that TypeScript would not let pass. */
const complaintAbout = (rateLimit: unknown): unknown => {
  try {
    createCuecard({ rateLimit } as CuecardOptions) // JavaScript has no types
    return undefined
  } catch (error) {
    return error
  }
}

test.each<[unknown, string]>([
  [null, 'option `rateLimit` is null: write { requests_per_minute: 60, tokens_per_minute: 40_000 }'],
  [[3], 'option `rateLimit` is [3]: write { requests_per_minute: 60, tokens_per_minute: 40_000 }'],
  [{ requests_per_minute: 0 }, 'option `rateLimit.requests_per_minute` is 0: write a whole number from 1'],
  [{ tokens_per_day: '5' }, 'option `rateLimit.tokens_per_day` is "5": write a whole number from 1'],
  [{ request_per_minute: 3 }, 'option `rateLimit.request_per_minute` is 3: write requests_per_minute'],
  [{ model: {} }, 'option `rateLimit.model` is {}: write models'],
  [{ models: 3 }, "option `rateLimit.models` is 3: write { 'gpt-4o': { requests_per_minute: 3 } }"],
  [{ models: { o3: 3 } }, 'option `rateLimit.models.o3` is 3: write { requests_per_minute: 3 }'],
  [
    { models: { o3: { tokens_per_minute: -1 } } },
    'option `rateLimit.models.o3.tokens_per_minute` is -1: write a whole number from 1',
  ],
  [
    { models: { 'gpt-4o': {}, 'gpt-4o-2024-08-06': {} } },
    'option `rateLimit.models` is ["gpt-4o","gpt-4o-2024-08-06"]: write one of them: they share a limit',
  ],
  [{ quota: 5 }, 'option `rateLimit.quota` is 5: write { requests: 100 } or { tokens: 50_000 }'],
  [{ quota: { tokens: 0.5 } }, 'option `rateLimit.quota.tokens` is 0.5: write a whole number from 0'],
  [
    { quota: { error: 'broke' } },
    'option `rateLimit.quota.error` is "broke": write insufficient_quota or credit_balance_exhausted',
  ],
])('%j cannot be used', (rateLimit, message) => {
  expect(complaintAbout(rateLimit)).toMatchObject({ code: 'bad_options', message })
})

test('everything that is wrong is said at once', () => {
  expect(complaintAbout({ requests_per_day: 1.5, quota: { tokens: -1 }, hours: 1 })).toHaveProperty(
    'findings.length',
    3,
  )
})

const headersOf = async (rateLimit: CuecardOptions['rateLimit'], model: string): Promise<Headers> => {
  const cuecard = createCuecard({
    ...(rateLimit && { rateLimit }),
    clock: { now: () => day, sleepUntil: async () => {} },
  })
  const { headers } = await cuecard.fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer sk-test' },
    body: JSON.stringify({ model, messages: [{ role: 'user', content: 'Hello!' }] }),
  })
  return headers
}

test.each([
  ['gpt-4o', '3', '1000'],
  ['gpt-4o-2024-08-06', '3', '1000'],
  ['o3', '9', '1000'],
  ['gpt-4o-mini', '9', '500'],
])('%s may have limits of its own beside those of all', async (model, requests, tokens) => {
  const rateLimit = {
    requests_per_minute: 9,
    tokens_per_minute: 500,
    models: {
      'gpt-4o-2024-08-06': { requests_per_minute: 3, tokens_per_minute: 1_000 },
      o3: { tokens_per_minute: 1_000 },
    },
  }
  const headers = await headersOf(rateLimit, model)

  expect(headers.get('x-ratelimit-limit-requests')).toBe(requests)
  expect(headers.get('x-ratelimit-limit-tokens')).toBe(tokens)
})

test('a model may be called like a member of every object', async () => {
  const rateLimit = JSON.parse(
    '{ "models": { "__proto__": { "requests_per_day": 2 } } }',
  ) as CuecardOptions['rateLimit']

  expect((await headersOf(rateLimit, '__proto__')).get('x-ratelimit-limit-requests')).toBe('2')
  expect((await headersOf(rateLimit, 'constructor')).get('x-ratelimit-limit-requests')).toBe('10000')
})
