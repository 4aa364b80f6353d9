import { expect, test } from 'vitest'

import { maskKey } from '../../../src/core/mask.ts'

test.each([
  ['', ''],
  ['invalid-key', 'invalid-key'],
  ['twelve-chars', 'twelve-chars'],
  ['test-context-key', 'test-con****-key'],
  ['sk-not-a-real-key', 'sk-not-a*****-key'],
])('the key %j is shown as %j', (key, shown) => {
  expect(maskKey(key)).toBe(shown)
})
