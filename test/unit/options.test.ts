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

test.each([
  [{ pace: { inter_token_latncy: 3 } }, 'option `pace.inter_token_latncy` is 3: write time_to_first_token,'],
  [{ auth: { keys: [''] } }, 'option `auth.keys[0]` is "": write a key'],
  [{ auth: { keys: ['sk-1', undefined] } }, 'option `auth.keys[1]` is undefined: write a key'],
  [{ rules: { n: 'maybe' } }, 'option `rules.n` is "maybe": write error or warn or off'],
])('what would have no effect is named: %j', (options, message) => {
  expect(given(options)).toThrow(message)
})

test.each([
  [
    { rules: { 'jsn-mode-word': 'off' } },
    'option `rules` has "jsn-mode-word", which no rule is called: did you mean "json-mode-word"?',
  ],
  [
    { rules: { weather: 'off' } },
    'option `rules` has "weather", which no rule is called; `cuecard.violations` gives their names',
  ],
])('a rule that does not exist is named: %j', (options, message) => {
  expect(given(options)).toThrow(message)
})

test.each([
  { 'json-mode-word': 'off' },
  { 'schema/maximum': 'warn' },
  { 'context-window': 'off', 'prompt-cache': 'off' },
])('rules that exist can be set: %j', (rules) => {
  expect(given({ rules })).not.toThrow()
})
