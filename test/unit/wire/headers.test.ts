import { expect, test } from 'vitest'
import type { Incoming } from '../../../src/core/incoming.ts'
import { corsHeaders, preflight } from '../../../src/wire/headers.ts'

const incoming = (headers: Incoming['headers']): Incoming => ({
  method: 'OPTIONS',
  path: '/v1/chat/completions',
  query: '',
  headers,
  body: new Uint8Array(),
})

test('clients that are no browser get no headers for browsers', () => {
  expect(corsHeaders(incoming({}))).toEqual({})
})

test('a page may read the answer and the headers that clients use', () => {
  const headers = corsHeaders(incoming({ origin: 'https://app.example' }))

  expect(headers).toMatchObject({ 'access-control-allow-origin': 'https://app.example', vary: 'origin' })
  expect(headers['access-control-expose-headers']?.split(', ')).toEqual(
    expect.arrayContaining([
      'x-request-id',
      'retry-after',
      'retry-after-ms',
      'x-ratelimit-remaining-tokens',
      'openai-version',
    ]),
  )
})

test('a preflight allows whatever headers it asks for', () => {
  const asked = 'authorization, content-type, x-stainless-lang'
  const reply = preflight(
    incoming({
      origin: 'https://app.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': asked,
      'access-control-request-private-network': 'true',
    }),
  )

  expect(reply).toMatchObject({ status: 204, body: { kind: 'none' } })
  expect(reply.headers).toMatchObject({
    'access-control-allow-origin': 'https://app.example',
    'access-control-allow-headers': asked,
    'access-control-allow-private-network': 'true',
    'access-control-allow-methods': expect.stringContaining('POST'),
  })
})
