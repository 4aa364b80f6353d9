import { expect, test } from 'vitest'

import { echoed, kindOf, lengthOf, listed, pythonOf, shortened } from '../../../src/contracts/wording/grammar.ts'

test.each([
  [['a'], "'a'"],
  [['a', 'b'], "'a' and 'b'"],
  [['a', 'b', 'c'], "'a', 'b', and 'c'"],
])('%j are listed as %s', (values, text) => {
  expect(listed(values)).toBe(text)
})

test.each([
  ['', 'a string'],
  [1, 'an integer'],
  [1.5, 'a decimal number'],
  [true, 'a boolean'],
  [null, 'null'],
  [[], 'an array'],
  [{}, 'an object'],
])('%j is %s', (value, kind) => {
  expect(kindOf(value)).toBe(kind)
})

test.each([
  ['twelve-chars', 'twelve-chars'],
  ['web_search_options', 'web_search_options'],
  ['twenty_characters_xx', 'twe..._xx'],
])('the name %s is printed as %s', (name, printed) => {
  expect(shortened(name)).toBe(printed)
})

test.each([
  [null, 'None'],
  [true, 'True'],
  ['it', "'it'"],
  ["it's", '"it\'s"'],
  [{ a: [1, 'b', false] }, "{'a': [1, 'b', False]}"],
  [[[[[[[1]]]]]], '[[[[[...]]]]]'],
])('%j is %s in Python', (value, text) => {
  expect(pythonOf(value)).toBe(text)
})

test('a very long value is not echoed whole', () => {
  expect(echoed('v'.repeat(5_000))).toBe('vvv...vvv')
})

test('characters are code points', () => {
  expect(lengthOf('a👍é')).toBe(3)
})
