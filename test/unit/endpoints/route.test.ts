import { expect, test } from 'vitest'
import { endpoints } from '../../../src/endpoints/endpoints.ts'
import { createRouter } from '../../../src/endpoints/route.ts'

const router = createRouter(endpoints)

const nameAt = (method: string, path: string, root = false) => {
  const match = root ? router.matchRoot(method, path) : router.match(method, path)
  if (match === undefined) return 'unknown'
  return 'endpoint' in match ? { name: match.endpoint.name, params: match.params } : match
}

test.each([
  ['POST', '/chat/completions', { name: 'chat-completions', params: {} }],
  ['GET', '/models', { name: 'models', params: {} }],
  ['GET', '/models/gpt-4o', { name: 'models', params: { id: 'gpt-4o' } }],
  ['GET', '/models/ft%3Agpt-4o%3Aacme', { name: 'models', params: { id: 'ft:gpt-4o:acme' } }],
  ['GET', '/models/meta-llama/Llama-3', { name: 'models', params: { id: 'meta-llama/Llama-3' } }],
  ['GET', '/models/__proto__', { name: 'models', params: { id: '__proto__' } }],
  ['PUT', '/chat/completions', { allowed: ['POST', 'GET'] }],
  ['POST', '/models', { allowed: ['GET'] }],
  ['DELETE', '/models/gpt-4o', { allowed: ['GET'] }],
  ['POST', '/chat/completions/', 'unknown'],
  ['POST', '/chat', 'unknown'],
  ['GET', '/models/', 'unknown'],
  ['GET', '/models/%zz', 'unknown'],
  ['GET', '/health', 'unknown'],
  ['GET', '', 'unknown'],
])('%s %s below the base path goes to the endpoint that serves it', (method, path, expected) => {
  expect(nameAt(method, path)).toEqual(expected)
})

test('health stands at the root of the server and nothing else does', () => {
  expect(nameAt('GET', '/health', true)).toEqual({ name: 'health', params: {} })
  expect(nameAt('POST', '/health', true)).toEqual({ allowed: ['GET'] })
  expect(nameAt('POST', '/chat/completions', true)).toBe('unknown')
})

test('a part named with a colon matches one segment, one with a star the rest', () => {
  const one = createRouter([
    {
      kind: 'plain',
      name: 'messages',
      routes: [{ method: 'GET', path: '/chat/completions/:id/messages' }],
      answer: () => ({}),
    },
  ])

  expect(one.match('GET', '/chat/completions/a%20b/messages')).toMatchObject({ params: { id: 'a b' } })
  expect(one.match('GET', '/chat/completions/a/b/messages')).toBeUndefined()
  expect(one.match('GET', '/chat/completions//messages')).toBeUndefined()
})
