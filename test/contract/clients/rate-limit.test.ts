import { createOpenAI } from '@ai-sdk/openai'
import { generateText } from 'ai'
import OpenAI, { RateLimitError } from 'openai'
import { beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import type { CuecardOptions } from '../../../src/options.ts'
import { createCuecard, type Cuecard } from '../../../src/cuecard.ts'

// What is loaded for a first answer comes in real time.
beforeAll(async () => {
  for (const clientOf of Object.values(clients)) await clientOf(createCuecard())()
})

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  onTestFinished(() => void vi.useRealTimers())
})

/** On the clients' clock, which only moves when it is told. */
const limited = (rateLimit: NonNullable<CuecardOptions['rateLimit']>): Cuecard =>
  createCuecard({ rateLimit, clock: { now: () => Date.now(), sleepUntil: () => Promise.resolve() } })

const clients = {
  openai: (cuecard: Cuecard) => {
    const client = new OpenAI({ apiKey: 'sk-test', fetch: cuecard.fetch })
    return async (): Promise<string | null | undefined> => {
      const { choices } = await client.chat.completions.create({
        model: 'gpt-4o-mini',
        messages: [{ role: 'user', content: 'Hello!' }],
      })
      return choices[0]?.message.content
    }
  },
  ai: (cuecard: Cuecard) => {
    const { chat } = createOpenAI({ apiKey: 'sk-test', fetch: cuecard.fetch })
    return async () => (await generateText({ model: chat('gpt-4o-mini'), prompt: 'Hello!' })).text
  },
} as const

/** Moves time on, a quarter of a second at a time, until something has come of it. */
const waitFor = async <T>(promise: Promise<T>): Promise<T> => {
  let isOver = false
  const over = (): void => void (isOver = true)
  promise.then(over, over)
  while (!isOver) await vi.advanceTimersByTimeAsync(250)
  return promise
}

test.each(['openai', 'ai'] as const)('%s waits as it is told and recovers by itself', async (name) => {
  const cuecard = limited({ requests_per_minute: 3 })
  const ask = clients[name](cuecard)
  for (let call = 0; call < 3; call++) await waitFor(ask())

  const text = await waitFor(ask())

  expect(text).toEqual(expect.any(String))
  expect(cuecard.calls.map((call) => call.status)).toEqual([200, 200, 200, 429, 200])
  // A third of a minute after the first call one more is free.
  expect((cuecard.calls[4]?.at ?? 0) - (cuecard.calls[0]?.at ?? 0)).toBe(20_000)
})

test('openai gets a minute of calls through a limit that has room for them, without an error', async () => {
  const cuecard = limited({ requests_per_minute: 60, tokens_per_minute: 6_000 })
  const ask = clients.openai(cuecard)
  await waitFor(ask())

  const texts = await waitFor(Promise.all(Array.from({ length: 60 }, () => ask())))

  expect(texts.length).toBe(60)
  expect(cuecard.calls.filter(({ status }) => status === 200).length).toBe(61)
})

test('openai does not try again what is too large for the limit', async () => {
  const cuecard = limited({ tokens_per_minute: 3 })

  const refused = await waitFor(
    clients
      .openai(cuecard)()
      .catch((error: unknown) => error),
  )

  expect(refused).toBeInstanceOf(RateLimitError)
  expect(refused).toMatchObject({ status: 429, type: 'tokens', code: 'rate_limit_exceeded' })
  expect(cuecard.calls.length).toBe(1)
})

test('openai gives up on a quota that is spent', async () => {
  const cuecard = limited({ quota: { tokens: 0 } })

  const refused = await waitFor(
    clients
      .openai(cuecard)()
      .catch((error: unknown) => error),
  )

  expect(refused).toBeInstanceOf(RateLimitError)
  expect(refused).toMatchObject({ status: 429, type: 'insufficient_quota', code: 'insufficient_quota' })
  expect(cuecard.calls.map((call) => call.status)).toEqual([429, 429, 429])
})
