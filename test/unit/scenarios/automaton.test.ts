import { expect, test } from 'vitest'
import { createAutomaton } from '../../../src/scenarios/automaton.ts'

const scan = (texts: readonly string[], text: string): readonly string[] => {
  const found: number[] = []
  createAutomaton(texts).scan(text, found)
  return found.map((index) => texts[index] ?? '')
}

test('every text is found once, also inside others and across others', () => {
  expect(scan(['he', 'she', 'hers', 'his', 'ushe'], 'ushers ushers').toSorted()).toEqual(['he', 'hers', 'she', 'ushe'])
})

test('nothing is found in a text that has none of them', () => {
  expect(scan(['abc', 'bcd'], 'abdcbc')).toEqual([])
  expect(scan([], 'abc')).toEqual([])
})

test('characters outside ASCII are characters like others', () => {
  expect(scan(['ü😀', '中'], 'blü😀中')).toEqual(['ü😀', '中'])
})

test('one automaton scans many texts', () => {
  const automaton = createAutomaton(['a', 'b'])
  const found: number[] = []

  automaton.scan('aa', found)
  automaton.scan('ab', found)

  expect(found).toEqual([0, 0, 1])
})
