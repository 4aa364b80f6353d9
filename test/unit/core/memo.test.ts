import { expect, test } from 'vitest'
import { createMemo } from '../../../src/core/memo.ts'

test('remembers by text', () => {
  const memo = createMemo<number>(100)

  memo.set('a', 1, 10)

  expect([memo.get('a'), memo.get('b')]).toEqual([1, undefined])
})

test('keeps what is used and forgets what is not when it is full', () => {
  const memo = createMemo<number>(100)
  memo.set('used', 1, 10)
  memo.set('unused', 2, 10)

  for (let index = 0; index < 20; index++) {
    memo.get('used')
    memo.set(`other ${index}`, index, 10)
  }

  expect([memo.get('used'), memo.get('unused')]).toEqual([1, undefined])
})

test('does not keep what is too heavy', () => {
  const memo = createMemo<number>(100)

  memo.set('heavy', 1, 51)

  expect(memo.get('heavy')).toBeUndefined()
})

test('tells long texts apart that differ in one character', () => {
  const memo = createMemo<number>(1_000_000)
  const texts = Array.from({ length: 500 }, (_, index) => `${'a'.repeat(index)}b${'a'.repeat(499 - index)}`)

  for (const [index, text] of texts.entries()) memo.set(text, index, 10)

  expect(texts.map((text) => memo.get(text))).toEqual([...texts.keys()])
})
