import { expect, test } from 'vitest'

import { openaiClassic } from '../../../src/dialects/openai-classic.ts'
import { openai } from '../../../src/dialects/openai.ts'

const incoming = { method: 'POST', path: '/v1/chat/completions', query: '', body: new Uint8Array() }

test.each<[object, string | undefined]>([
  [{ accept: '*/*', 'content-type': 'application/json' }, undefined],
  [{ accept: 'application/json' }, "Missing required header: 'Content-Type'."],
  [{ 'content-type': 'application/json' }, "Missing required header: 'Accept'."],
  [{ accept: '', 'content-type': 'application/json' }, "Missing required header: 'Accept'."],
  [{}, "Missing required header: 'Content-Type'."],
])('by the letter of its document, with headers %j it says %j', (headers, message) => {
  const request = { ...incoming, headers: { ...headers } }

  expect(openaiClassic.demand?.(request, 'literal')?.message).toBe(message)
  expect(openaiClassic.demand?.(request, 'practical')).toBeUndefined()
})

test('headers of a request without a body are nobody’s business', () => {
  expect(openaiClassic.demand?.({ ...incoming, method: 'GET', headers: {} }, 'literal')).toBeUndefined()
})

test('it is OpenAI’s own service: its address, headers, errors and layout', () => {
  const { baseUrl, basePath, headers, refuse, errors, layout } = openai

  expect(openaiClassic).toMatchObject({ baseUrl, basePath, headers, refuse, errors, layout })
})

test('by the letter of its document later members have no effect', () => {
  const body = { model: 'm', tools: [], seed: 1, response_format: { type: 'text' } }

  expect(openaiClassic.widen?.('chat-completions', body, 'literal')).toEqual({ model: 'm' })
  expect(openaiClassic.widen?.('chat-completions', body, 'practical')).toBe(body)
})
