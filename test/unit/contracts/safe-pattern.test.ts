import { expect, test } from 'vitest'

import { safePattern } from '../../../src/contracts/safe-pattern.ts'

const long = `${'a'.repeat(60)}!`

test.each([
  '^(a+)+$',
  '^(a*)*$',
  '^(?:a|aa)+$',
  '^(a?){30}$',
  '^((a)+b?)+$',
  '^(a{1,9})*$',
  '^(?:(?:a+))+$',
  '^(a+){2,}$',
  '^(a|a)*$',
  '^(a{1,2})+$',
])('%s never hangs: a long text is taken to match', (pattern) => {
  expect(safePattern(pattern).test(long)).toBe(true)
  expect(safePattern(pattern).test('!')).toBe(false)
})

test.each([
  '^(a|a|a|a|a|a|a|a)*b$',
  '^((((a+)+)+)+)+b$',
  '^(a?){34}a{34}$',
  `^${'a?'.repeat(34)}a{34}$`,
  '^((a{1,9}){1,9}){1,9}b$',
  '^(?!(((a+)+)+)+b)a*!$',
])('%s does not hang on a short text either', (pattern) => {
  for (let length = 1; length <= 30; length++) {
    const started = performance.now()
    safePattern(pattern).test('a'.repeat(length))

    expect(performance.now() - started).toBeLessThan(500)
  }
})

test.each(['^a*a*a*a*a*a*a*a*b$', '^a*a*a*b$', 'a*b', '^.*.*.*.*.*x$', `^${'a{0,50}'.repeat(20)}b$`])(
  '%s, whose repetitions share a text, does not hang',
  (pattern) => {
    for (const length of [20, 40, 60, 100, 300, 1_000, 5_000, 200_000]) {
      const started = performance.now()
      safePattern(pattern).test('a'.repeat(length))

      expect(performance.now() - started).toBeLessThan(1_000)
    }
  },
)

test('a pattern with a few repetitions is tried on texts of an ordinary length', () => {
  expect(safePattern('^[a-z]+@[a-z]+[.][a-z]+$').test('a'.repeat(200))).toBe(false)
  expect(safePattern('^ *[a-z]+ *= *[0-9]+ *$').test('a'.repeat(50))).toBe(false)
})

test('a pattern that only looks risky is still tried on texts of an ordinary length', () => {
  expect(safePattern(String.raw`^(?:\d{1,3}\.){3}\d{1,3}$`).test('300.a.2.1')).toBe(false)
  expect(safePattern('^(?:[a-z]+-)*[a-z]+$').test('not a slug')).toBe(false)
})

test.each(['^a+$', '^(abc)+$', '^[(a+)+]$', '^\\(a+\\)+$', '^(a+)$', '^(?:a+){2}b$', '^a{1,3}$', '^(?=b)a*$'])(
  '%s is tried on any text',
  (pattern) => {
    expect(safePattern(pattern).test(long)).toBe(false)
  },
)

test('patterns can be told apart by their text', () => {
  expect(String(safePattern('^(a+)+$'))).not.toBe(String(safePattern('^(b+)+$')))
})

test('what is no pattern throws', () => {
  expect(() => safePattern('(')).toThrow(SyntaxError)
})
