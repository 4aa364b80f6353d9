import { expect, test } from 'vitest'
import { createPromptStore } from '../../../src/store/prompts.ts'

const prompt = (head: string) => ({ head, messages: [] })
const heads = (prompts: readonly { readonly head: string }[]): string => prompts.map(({ head }) => head).join('')

test('prompts are told latest first, to the scope, caller and lane that sent them', () => {
  const store = createPromptStore()
  const mine = store.of('one', 'me')
  for (const head of 'abc') mine.remember('lane', prompt(head), 1)

  expect(heads(mine.sent('lane'))).toBe('cba')
  expect([mine.sent('other'), store.of('one', 'you').sent('lane'), store.of('two', 'me').sent('lane')]).toEqual([
    [],
    [],
    [],
  ])
})

test('one may take the place of another', () => {
  const mine = createPromptStore().of('one', 'me')
  for (const head of 'abc') mine.remember('lane', prompt(head), 1)

  mine.remember('lane', prompt('A'), 1, mine.sent('lane')[2])

  expect(heads(mine.sent('lane'))).toBe('Acb')
})

test('a lane keeps so many, and all of them together so many bytes; the oldest go first', () => {
  const store = createPromptStore({ maxBytes: 100, maxInLane: 3 })
  const [mine, yours] = [store.of('one', 'me'), store.of('one', 'you')]
  for (const head of 'abcd') mine.remember('lane', prompt(head), 20)

  yours.remember('lane', prompt('e'), 45)
  yours.remember('lane', prompt('too large'), 50)

  expect([heads(mine.sent('lane')), heads(yours.sent('lane'))]).toEqual(['dc', 'e'])
})

test('a scope can be forgotten, or all of them', () => {
  const store = createPromptStore()
  const scopes = ['one', 'two', 'three']
  for (const scope of scopes) store.of(scope, 'me').remember('lane', prompt('a'), 1)
  const kept = () => scopes.filter((scope) => store.of(scope, 'me').sent('lane').length > 0)

  store.forget('two')
  expect(kept()).toEqual(['one', 'three'])

  store.forget()
  expect(kept()).toEqual([])
})
