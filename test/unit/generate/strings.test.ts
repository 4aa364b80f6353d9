import { expect, test } from 'vitest'
import { createRandom } from '../../../src/core/random.ts'
import { placeOf } from '../../../src/generate/place.ts'
import { makeString } from '../../../src/generate/strings.ts'

const patterns = [
  '^[A-Z]{3}-\\d{4}$',
  '^(?:red|green|blue)$',
  '^(\\w+)@(\\w+)\\.com$',
  '^#[0-9a-f]{6}$',
  '^[^\\s]+$',
  '^\\+?[1-9]\\d{1,14}$',
  '^(?=.*\\d)(?=.*[a-z])(?=.*[A-Z]).{8,16}$',
  '^(?<quote>["\']).*\\k<quote>$',
  '^\\p{Script=Greek}+$',
  '^[\\u4e00-\\u9fff]{2}$',
  '^\\u{1F600}$',
  '^$',
  '',
  'a|b',
  '^[\\]\\\\^-]+$',
  '^v(0|[1-9]\\d*)(\\.\\d+){2}(-[\\da-z.]+)?$',
  '^(([a-z])+.)+[A-Z]([a-z])+$',
  '\\d{3}',
]

test.each(patterns)('makes text that matches %s', (pattern) => {
  for (let seed = 0; seed < 20; seed++) {
    const text = makeString([{ pattern }], placeOf('', 0), createRandom(seed))

    expect(text).toMatch(new RegExp(pattern, 'u'))
  }
})

test('keeps patterns and lengths of several schemas together', () => {
  const text = makeString(
    [{ pattern: '^[a-z]*$' }, { minLength: 30 }, { maxLength: 31 }, { pattern: 'q' }],
    placeOf('', 0),
    createRandom(1),
  )

  expect(text).toMatch(/^(?=.*q)[a-z]{30,31}$/)
})

test('counts characters, not units, against a length', () => {
  expect(makeString([{ pattern: '^\\u{1F600}+$', minLength: 2, maxLength: 2 }], placeOf('', 0), createRandom(1))).toBe(
    '😀😀',
  )
})

test.each([
  [{ minLength: 10, maxLength: 5 }],
  [{ pattern: '^[a-z]{3}$', minLength: 9 }],
  [{ pattern: '^a{999999999}$' }],
])('makes no text for %j', (schema) => {
  expect(makeString([schema], placeOf('', 0), createRandom(1))).toBeUndefined()
})

test('finds text for a pattern that can take exponential time without trying it on long text', () => {
  const start = performance.now()

  expect(makeString([{ pattern: '^(a+)+$', minLength: 40 }], placeOf('', 0), createRandom(1))).toMatch(/^a{40,}$/)
  expect(performance.now() - start).toBeLessThan(200)
})
