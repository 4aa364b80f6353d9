import { expect, test } from 'vitest'

import { goDuration, parseDuration } from '../../../src/core/duration.ts'

test.each([
  [0, '0s'],
  [0.9, '0s'],
  [6, '6ms'],
  [120, '120ms'],
  [1_000, '1s'],
  [8_640, '8.64s'],
  [51_174, '51.174s'],
  [60_000, '1m0s'],
  [432_000, '7m12s'],
  [1_252_666, '20m52.666s'],
  [3_600_000, '1h0m0s'],
  [86_116_126, '23h55m16.126s'],
  [-5, '0s'],
  [Number.NaN, '0s'],
  [Number.POSITIVE_INFINITY, '0s'],
])('%d milliseconds print as %s', (milliseconds, text) => {
  expect(goDuration(milliseconds)).toBe(text)
})

test.each([
  ['300ms', 300],
  ['2s', 2_000],
  ['1.5s', 1_500],
  ['1m', 60_000],
  ['1m30s', 90_000],
  ['1h', 3_600_000],
  ['0s', 0],
])('%s is %d milliseconds', (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds)
})

test.each(['', '300', 'ms', '-1s', '1 s', '1d', '1s!', '1e3s', `${'9'.repeat(40)}s`, '1s'.repeat(100)])(
  '%j is no duration',
  (text) => {
    expect(parseDuration(text)).toBeUndefined()
  },
)

test('what is printed reads back as the same duration', () => {
  for (const milliseconds of [1, 999, 1_001, 59_999, 60_001, 3_599_999, 86_399_999]) {
    expect(parseDuration(goDuration(milliseconds))).toBeCloseTo(milliseconds, 6)
  }
})
