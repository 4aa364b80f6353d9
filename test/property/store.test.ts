import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createCounters } from '../../src/store/counters.ts'

test('a store behaves like a counter, whatever the names', () => {
  const name = fc.constantFrom('a', 'b', '', '__proto__', 'constructor')
  fc.assert(
    fc.property(fc.array(name, { maxLength: 50 }), (names) => {
      const counters = createCounters()
      const before = names.map((each) => counters.next(each))

      expect(before).toEqual(names.map((each, at) => names.slice(0, at).filter((other) => other === each).length))
      expect(counters.read('a')).toBe(names.filter((each) => each === 'a').length)
    }),
  )
})
