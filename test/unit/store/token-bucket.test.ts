import { expect, test } from 'vitest'
import { createTokenBucket } from '../../../src/store/token-bucket.ts'

const perMinute = { limit: 500, window_ms: 60_000 }

test.each([
  [{ limit: 500, window_ms: 60_000 }, 120],
  [{ limit: 10_000, window_ms: 60_000 }, 6],
  [{ limit: 10_000, window_ms: 86_400_000 }, 8_640],
  [{ limit: 7, window_ms: 60_000 }, 8_571],
])('after one of %j it takes %i ms to be full again', (rate, reset_ms) => {
  const bucket = createTokenBucket(rate)

  bucket.spend(1, 0)

  expect({ used: bucket.used(0), reset_ms: bucket.resetIn(0) }).toEqual({ used: 1, reset_ms })
})

test('it refills continuously, and never beyond its limit', () => {
  const bucket = createTokenBucket(perMinute)
  bucket.spend(500, 1_000)

  expect([1_000, 1_060, 1_120, 31_000, 9_000_000].map((now) => [bucket.used(now), bucket.resetIn(now)])).toEqual([
    [500, 60_000],
    [500, 59_940],
    [499, 59_880],
    [250, 30_000],
    [0, 0],
  ])
})

test.each([
  { cost: 1, wait: 120 },
  { cost: 2, wait: 240 },
  { cost: 500, wait: 60_000 },
  { cost: 501, wait: Infinity },
])('when it is empty $cost of 500 a minute take $wait ms', ({ cost, wait }) => {
  const bucket = createTokenBucket(perMinute)
  bucket.spend(500, 0)

  expect(bucket.waitFor(cost, 0)).toBe(wait)
})

test('a clock that steps back refills nothing', () => {
  const bucket = createTokenBucket(perMinute)
  bucket.spend(500, 1_000)

  expect(bucket.used(0)).toBe(500)
  expect(bucket.used(1_000)).toBe(500)
})

test('however often it is asked, nothing is lost in rounding', () => {
  const bucket = createTokenBucket({ limit: 7, window_ms: 60_000 })
  const start = 1_700_000_000_000
  bucket.spend(7, start)

  // Every eighth of a millisecond somebody looks.
  const waits = Array.from({ length: 8 * 8_571 }, (_, eighth) => bucket.waitFor(1, start + eighth / 8))

  expect(Math.min(...waits)).toBeGreaterThan(0)
  expect(bucket.waitFor(1, start + 8_571)).toBeCloseTo(3 / 7, 12)
  expect(bucket.waitFor(1, start + 8_572)).toBe(0)
})
