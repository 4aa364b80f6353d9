import { expect, test } from 'vitest'
import { createCounters } from '../../../src/store/counters.ts'

test('counts start at 0, whatever they are called', () => {
  const counters = createCounters()

  expect([counters.next('a'), counters.next('a'), counters.next('__proto__')]).toEqual([0, 1, 0])
  expect([counters.read('a'), counters.read('b'), counters.read('constructor')]).toEqual([2, 0, 0])
})
