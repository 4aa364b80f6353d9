import { expect, test } from 'vitest'
import { createTokenBucket } from '../../../src/store/token-bucket.ts'

const perMinute = { limit: 500, window_ms: 60_000 }

test.each([
  [{ limit: 500, window_ms: 60_000 }, 120],
  [{ limit: 10_000, window_ms: 60_000 }, 6],
  [{ limit: 10_000, window_ms: 86_400_000 }, 8_640],
])('after one of %j it takes %i ms to be full again', (rate, reset_ms) => {
  const bucket = createTokenBucket(rate)

  bucket.spend(1, 0)

  expect(bucket.state(0)).toEqual({ limit: rate.limit, remaining: rate.limit - 1, reset_ms })
})

test('it refills continuously, up to its limit', () => {
  const bucket = createTokenBucket(perMinute)
  bucket.spend(500, 1_000)

  expect(bucket.has(1, 1_000)).toBe(false)
  expect(bucket.has(1, 1_120)).toBe(true)
  expect(bucket.state(31_000)).toEqual({ limit: 500, remaining: 250, reset_ms: 30_000 })
  expect(bucket.state(9_000_000)).toEqual({ limit: 500, remaining: 500, reset_ms: 0 })
})

test('a clock that steps back refills nothing', () => {
  const bucket = createTokenBucket(perMinute)
  bucket.spend(500, 1_000)

  expect(bucket.state(0).remaining).toBe(0)
  expect(bucket.state(1_000).remaining).toBe(0)
})
