import { expect, test } from 'vitest'
import { createCuecard } from '../../src/cuecard.ts'

test.each([
  [{ error: 'rate_limted' }, '"rate_limted" is no error of the dialect openai: did you mean "rate_limited"?'],
  [{ sequence: [{ error: 'overloded', times: 1 }] }, 'did you mean "overloaded"?'],
])('a cue that names an error that does not exist is refused when it is put in front: %j', (cue, message) => {
  const cuecard = createCuecard()

  expect(() => cuecard.use(cue)).toThrow(message)
  expect(() => cuecard.scope('one').use(cue)).toThrow(message)
  expect(cuecard.unplayed()).toEqual([])
})
