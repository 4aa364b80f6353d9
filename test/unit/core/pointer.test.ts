import { expect, test } from 'vitest'
import { pointerOf, pointerParts, referenceParts, valueAt } from '../../../src/core/pointer.ts'

const body = { messages: [{ 'a/b': 1 }], '~': { 'c d': null } }

test.each([
  [[], ''],
  [['messages', 0, 'a/b'], '/messages/0/a~1b'],
  [['~', 'c d'], '/~0/c d'],
])('the place %j is the pointer %j', (path, pointer) => {
  expect(pointerOf(path)).toBe(pointer)
  expect(pointerParts(pointer)).toEqual(path.map(String))
})

test.each([
  ['#', []],
  ['#/$defs/a~1b%20c', ['$defs', 'a/b c']],
  ['#/$defs/100%', ['$defs', '100%']],
])('the reference %j has the names %j', (reference, names) => {
  expect(referenceParts(reference)).toEqual(names)
})

test.each([
  [[], body],
  [['messages', 0, 'a/b'], 1],
  [['messages', '0', 'a/b'], 1],
  [['~', 'c d'], null],
  [['~', 'c d', 'e'], undefined],
  [['toString'], undefined],
  [['messages', 1], undefined],
])('at %j stands %j', (path, value) => {
  expect(valueAt(body, path)).toEqual(value)
})
