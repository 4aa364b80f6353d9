import { expect, test } from 'vitest'
import { readRefused, type RefusedCase } from '../../../src/checks/conformance-list.ts'

const hello = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Hello!' }] }

const read = (entry: object): RefusedCase => {
  const list = {
    dialect: 'openai',
    bases: { small: hello },
    refused: [{ name: 'a', breaks: 'b', error: {}, ...entry }],
  }
  const [one] = readRefused(list, 'list.json')
  if (one === undefined) throw new Error('nothing was read')
  return one
}

const bodiesOf = ({ refused, mended }: RefusedCase): object => ({
  refused: JSON.parse(refused.body),
  mended: JSON.parse(mended.body),
})

test('an entry is a sound request with values set, and what mends it', () => {
  const one = read({ set: { '/messages/0/role': 'robot', '/n': 0 }, mend: { '/messages/0/role': 'user', '/n': 1 } })

  expect(bodiesOf(one)).toEqual({
    refused: { model: 'gpt-4o', messages: [{ role: 'robot', content: 'Hello!' }], n: 0 },
    mended: { ...hello, n: 1 },
  })
})

test('a defect that nothing mends is taken off again', () => {
  expect(bodiesOf(read({ remove: '/messages/0/role' }))).toEqual({
    refused: { model: 'gpt-4o', messages: [{ content: 'Hello!' }] },
    mended: hello,
  })
})

test.each([
  { pointer: '/messages/-', value: 1, body: { ...hello, messages: [...hello.messages, 1] } },
  { pointer: '/metadata/a~1b', value: 'c', body: { ...hello, metadata: { 'a/b': 'c' } } },
  { pointer: '/user', value: { $text: [3, 'ab'] }, body: { ...hello, user: 'ababab' } },
  { pointer: '/stop', value: { $array: [2, 's#'] }, body: { ...hello, stop: ['s1', 's2'] } },
  { pointer: '/metadata', value: { $object: [2, 'k#', 'v'] }, body: { ...hello, metadata: { k1: 'v', k2: 'v' } } },
])('$pointer can be set to $value', ({ pointer, value, body }) => {
  expect(bodiesOf(read({ set: { [pointer]: value } }))).toEqual({ refused: body, mended: hello })
})

test('a member called __proto__ is a member like any other', () => {
  const one = read({ set: JSON.parse('{ "/__proto__": { "polluted": true } }') })

  expect(one.refused.body).toContain('"__proto__":{"polluted":true}')
  expect({}).not.toHaveProperty('polluted')
})

test('an entry says how it is sent, and is mended by the usual way', () => {
  const one = read({ method: 'PUT', path: '/x', headers: { Accept: null, 'X-Y': 'z' }, raw: '{', pad: 5, status: 405 })

  expect(one).toMatchObject({
    status: 405,
    refused: { method: 'PUT', path: '/x', headers: { accept: null, 'x-y': 'z' }, body: '{', pad: 5 },
    mended: { method: 'POST', path: '/chat/completions', headers: {}, pad: 0 },
  })
})

test.each([
  { strictness: undefined, levels: ['practical', 'literal'] },
  { strictness: 'literal', levels: ['literal'] },
])('an entry of strictness $strictness is refused at $levels', ({ strictness, levels }) => {
  expect(read({ strictness }).strictness).toEqual(levels)
})

test.each([
  { list: 3, says: 'names no dialect' },
  { list: { dialect: 'openai' }, says: 'needs `bases` and `refused`' },
  { list: { dialect: 'openai', bases: {}, refused: [3] }, says: 'entry 1 is no object' },
  { list: { dialect: 'openai', bases: {}, refused: [{ name: 'a' }] }, says: 'entry 1 needs a `name`' },
  { list: { dialect: 'openai', bases: {}, refused: [{ name: 'a', breaks: 'b' }] }, says: '"a" stands on a base' },
])('a list is not read when it $says', ({ list, says }) => {
  expect(() => readRefused(list, 'list.json')).toThrow(says)
})
