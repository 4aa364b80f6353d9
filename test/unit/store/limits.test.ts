import { expect, test } from 'vitest'
import { createLimiter } from '../../../src/store/limits.ts'

test('without limits every call stands alone, and its numbers add up', () => {
  const limiter = createLimiter()

  expect(limiter.charge('k', 'm', 1_200, 0)).toEqual(limiter.charge('k', 'm', 1_200, 0))
  expect(limiter.charge('k', 'm', 1_200, 0)).toEqual({
    requests: { limit: 10_000, remaining: 9_999, reset_ms: 6 },
    tokens: { limit: 30_000_000, remaining: 29_998_800, reset_ms: 2 },
  })
  expect(limiter.charge('k', 'm', 1e12, 0).tokens).toEqual({ limit: 30_000_000, remaining: 0, reset_ms: 60_000 })
})

const limits = { requests: { limit: 2, window_ms: 60_000 }, tokens: { limit: 100, window_ms: 60_000 } }

test('with limits calls are charged to their key and model', () => {
  const limiter = createLimiter(limits)

  expect(limiter.charge('k', 'm', 40, 0)).toEqual({
    requests: { limit: 2, remaining: 1, reset_ms: 30_000 },
    tokens: { limit: 100, remaining: 60, reset_ms: 24_000 },
  })
  expect(limiter.charge('k', 'other', 40, 0).tokens.remaining).toBe(60)
  expect(limiter.charge('other', 'm', 40, 0).tokens.remaining).toBe(60)
})

test.each([
  [61, 'tokens'],
  [1, undefined],
] as const)('after 40 of 100 tokens a call of %i exceeds %s', (tokens, exceeded) => {
  const limiter = createLimiter(limits)
  limiter.charge('k', 'm', 40, 0)

  const state = limiter.charge('k', 'm', tokens, 0)

  expect(state.exceeded).toBe(exceeded)
  expect(state.requests.remaining).toBe(exceeded === undefined ? 0 : 1)
})

test('a call too many exceeds requests until the bucket has refilled', () => {
  const limiter = createLimiter(limits)
  const charge = (now: number) => limiter.charge('k', 'm', 0, now).exceeded

  expect([charge(0), charge(0), charge(0), charge(29_999), charge(30_000)]).toEqual([
    undefined,
    undefined,
    'requests',
    'requests',
    undefined,
  ])
})
