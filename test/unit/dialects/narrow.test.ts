import { expect, test } from 'vitest'

import type { JsonObject } from '../../../src/core/json.ts'
import { narrowed, narrowedStream, only, without } from '../../../src/dialects/narrow.ts'

test('only members of the shape are left, in its order', () => {
  const value = { z: 1, b: { y: 2, x: 3 }, a: 0 }

  const result = narrowed(value, { a: 'kept', b: { x: 'kept' }, c: 'kept' })

  expect(JSON.stringify(result)).toBe('{"a":0,"b":{"x":3}}')
})

test('a shape holds for every object of a list', () => {
  const value = { list: [{ a: 1, b: 2 }, { b: 3 }, 4, null] }

  expect(narrowed(value, { list: { a: 'kept' } })).toEqual({ list: [{ a: 1 }, {}, 4, null] })
})

test.each<[JsonObject, JsonObject]>([
  [
    { kept: null, said: null, shaped: null },
    { kept: null, shaped: null },
  ],
  [{ kept: undefined, said: undefined, shaped: undefined }, {}],
  [{ said: '' }, { said: '' }],
])('of %j is kept what may be null, and what is said', (value, expected) => {
  expect(narrowed(value, { kept: 'kept', said: 'said', shaped: { a: 'kept' } })).toStrictEqual(expected)
})

test('events are narrowed one by one, when they are asked for', () => {
  const asked: number[] = []
  const events = {
    length: 1_000_000,
    at: (index: number) => {
      asked.push(index)
      return index === 0 ? ': a comment\n\n' : { text: `${index}`, noise: true }
    },
  }

  const stream = narrowedStream(
    { envelope: { id: '1', noise: true }, events, lead: 2, obfuscate: true },
    { envelope: { id: 'kept' }, event: { text: 'kept' } },
  )

  expect(stream).toMatchObject({ envelope: { id: '1' }, lead: 2, obfuscate: true })
  expect(stream.events.length).toBe(1_000_000)
  expect(asked).toEqual([])
  expect([stream.events.at(7), stream.events.at(0)]).toEqual([{ text: '7' }, ': a comment\n\n'])
  expect(asked).toEqual([7, 0])
})

test('a body without anything to leave out is passed as it is', () => {
  const body = { model: 'gpt-4o', n: 1 }

  expect(without(body, new Set(['logprobs']))).toBe(body)
  expect(only(body, new Set(['model', 'n', 'user']))).toBe(body)
})

test('members are left out without touching the body', () => {
  const body: JsonObject = JSON.parse('{"model":"gpt-4o","logprobs":true,"__proto__":{"polluted":true}}')

  expect(without(body, new Set(['logprobs', '__proto__']))).toEqual({ model: 'gpt-4o' })
  expect(only(body, new Set(['logprobs']))).toEqual({ logprobs: true })
  expect(body['logprobs']).toBe(true)
  expect(body).not.toHaveProperty('polluted')
})
