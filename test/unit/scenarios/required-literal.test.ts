import { expect, test } from 'vitest'
import { requiredLiteral } from '../../../src/scenarios/required-literal.ts'

test.each([
  [/^gpt-4o/, 'gpt-4o'],
  [/foo(bar)?bazaar/, 'bazaar'],
  [/(?<city>Paris) now/, 'paris now'],
  [/a\.b/, 'a.b'],
  [/x{3}yz/, 'yz'],
  [/(?:abc)+d/, 'abc'],
  [/(?:abc)*d/, 'd'],
  [/abc(?=def)/, 'abc'],
  [/\bword\b/, 'word'],
  [/Straße/, 'straße'],
  [/^Σας$/, 'σασ'],
])('%s needs %j', (regex, literal) => {
  expect(requiredLiteral(regex)).toBe(literal)
})

test.each([
  [/a|b/, ''],
  [/[abc]+/, ''],
  [/\d\w\s/, ''],
  [/(a)\1/, 'a'],
  [/(?i:Kiss)/, ''],
  [/Kiss/iu, 'i'],
  [/Kiss/i, 'kiss'],
  [/straße/i, 'stra'],
  [/\u{1F600}x/u, 'x'],
  [/\ud83d/, ''],
])('of %s only %j is certain', (regex, literal) => {
  expect(requiredLiteral(regex)).toBe(literal)
})
