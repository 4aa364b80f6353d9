import { expect, test } from 'vitest'
import { readListAsk, readQuery } from '../../../../src/endpoints/stored-completions/query.ts'

test.each([
  ['', {}],
  ['model=gpt-4o&limit=5&order=desc', { model: 'gpt-4o', limit: 5, order: 'desc' }],
  ['limit=-1', { limit: -1 }],
  ['limit=2.5', { limit: 2.5 }],
  ['limit=1e3', { limit: '1e3' }],
  ['limit=99999999999999999999', { limit: '99999999999999999999' }],
  ['model=5', { model: '5' }],
  ['limit=&model=', {}],
  ['limit=1&limit=2', { limit: 2 }],
  ['metadata%5Btopic%5D=high+tides&metadata[mood]=%F0%9F%90%9A', { metadata: { topic: 'high tides', mood: '🐚' } }],
  ['metadata[]=x', { metadata: { '': 'x' } }],
  ['metadata[a][b]=x', { 'metadata[a][b]': 'x' }],
  ['metadata=x', { metadata: 'x' }],
  ['%zz=%', { '%zz': '%' }],
])('the query "%s" asks for %j', (query, asked) => {
  expect(readQuery(query)).toEqual(asked)
})

test('names that objects have anyway are ordinary names', () => {
  const asked = readQuery('__proto__=a&metadata[__proto__]=b&metadata[constructor]=c')

  expect(JSON.stringify(asked)).toBe('{"__proto__":"a","metadata":{"__proto__":"b","constructor":"c"}}')
})

test.each([
  [{}, { after: undefined, limit: 20, order: 'asc' }],
  [
    { after: 'a', limit: 3, order: 'desc' },
    { after: 'a', limit: 3, order: 'desc' },
  ],
  [
    { limit: 0, order: 'up' },
    { after: undefined, limit: 20, order: 'asc' },
  ],
  [
    { limit: 'many', after: 7 },
    { after: undefined, limit: 20, order: 'asc' },
  ],
])('a list asked with %j is read as %j', (asked, ask) => {
  expect(readListAsk(asked)).toEqual(ask)
})
