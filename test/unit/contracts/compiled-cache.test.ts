import { expect, test } from 'vitest'

import { createBoundedCache } from '../../../src/contracts/compiled-cache.ts'

test('the entry that was used longest ago makes room', () => {
  const cache = createBoundedCache<number>(2, 100)
  cache.write('a', 1)
  cache.write('b', 2)
  cache.read('a')

  cache.write('c', 3)

  expect(['a', 'b', 'c'].map((key) => cache.read(key))).toEqual([1, undefined, 3])
})

test('keys are bounded in length together', () => {
  const cache = createBoundedCache<number>(10, 5)
  cache.write('aaa', 1)

  cache.write('bbb', 2)
  cache.write('c'.repeat(6), 3)

  expect(['aaa', 'bbb', 'cccccc'].map((key) => cache.read(key))).toEqual([undefined, 2, undefined])
})

test('a value is replaced, not kept twice', () => {
  const cache = createBoundedCache<number>(2, 4)
  cache.write('aa', 1)
  cache.write('aa', 2)

  cache.write('bb', 3)

  expect([cache.read('aa'), cache.read('bb')]).toEqual([2, 3])
})
