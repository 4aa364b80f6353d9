import { expect, test } from 'vitest'
import { createCuecard } from '../../src/cuecard.ts'

const given = (options: object) => (): unknown => createCuecard(options)

test.each([
  [{ sead: 1 }, 'option `sead` is not known: did you mean `seed`?'],
  [{ onUnmached: 'error' }, 'option `onUnmached` is not known: did you mean `onUnmatched`?'],
  [{ scenario: [] }, 'option `scenario` is not known: did you mean `scenarios`?'],
])('an option that is nearly one is named: %j', (options, message) => {
  expect(given(options)).toThrow(message)
})

test('options of others beside them are left alone', () => {
  expect(given({ environment: 'set', url: 'http://127.0.0.1', unplayed: 'allow', violations: 'allow' })).not.toThrow()
})
