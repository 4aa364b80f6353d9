import { expect, test } from 'vitest'
import { createScopes } from '../../../src/store/scopes.ts'

test('a scope keeps its state until it is forgotten', () => {
  const scopes = createScopes((name) => ({ name }))
  const first = scopes.of('a')

  expect(scopes.of('a')).toBe(first)
  scopes.forget('a')

  expect(scopes.of('a')).not.toBe(first)
  expect([...scopes.values()]).toEqual([{ name: 'a' }])
})

test('the longest idle scope makes room for others', () => {
  const dropped: string[] = []
  const scopes = createScopes((name) => ({ name }), { limit: 2, onDrop: (name) => dropped.push(name) })

  for (const name of ['a', 'b', 'a', 'c', 'd']) scopes.of(name)

  expect(dropped).toEqual(['b', 'a'])
  expect([...scopes.values()].map(({ name }) => name)).toEqual(['c', 'd'])
})
