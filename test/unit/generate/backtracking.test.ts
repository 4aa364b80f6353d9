import { expect, test } from 'vitest'

import { parsePattern } from '../../../src/generate/pattern.ts'
import { isMatch } from '../../../src/generate/wanted.ts'

test.each([
  '^(?!(a+)+b)a{34}$',
  '^(?!(?:a|a)+$)a{34}b$',
  '^a{34}(?<!^(a+)+b)c$',
  '^((a{1,10}){1,10}){1,10}b$',
  '^(((a{0,10}){0,10}){0,10}){0,10}d$',
  '^(a|a|a|a|a|a|a|a)*b$',
  '^((((a+)+)+)+)+b$',
  '^(a?){34}a{34}$',
  `^${'a?'.repeat(34)}a{34}$`,
])('%s is never tried for long', (pattern) => {
  for (let length = 1; length <= 60; length++) {
    const started = performance.now()
    isMatch(pattern, 'a'.repeat(length))

    expect(performance.now() - started).toBeLessThan(500)
  }
})

test.each([
  String.raw`^(?!\.)(?!.*\.\.)([A-Za-z0-9_'+\-\.]*)[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$`,
  String.raw`^(?:\d{1,3}\.){3}\d{1,3}$`,
  '^[a-z0-9]+(?:-[a-z0-9]+)*$',
  '^(?:[01]|[23])+$',
])('%s, whose repetitions cannot share a text in two ways, is tried on long texts', (pattern) => {
  expect(parsePattern(pattern)?.longest).toBeGreaterThan(500)
})
