import { expect, test } from 'vitest'

import type { JsonObject } from '../../../../src/core/json.ts'
import type { CallContext } from '../../../../src/core/context.ts'
import { openai } from '../../../../src/dialects/openai.ts'
import { excess } from '../../../../src/endpoints/chat-completions/excess.ts'
import { fakeCall, fakeContext } from '../../../support/fake-context.ts'

const words = (count: number): string => 'a '.repeat(count).trimEnd()
const asking = (count: number, more: JsonObject = {}): JsonObject => ({
  model: 'gpt-4',
  messages: [{ role: 'user', content: words(count) }],
  ...more,
})
const excessOf = async (body: JsonObject, overrides: Partial<CallContext> = {}) =>
  excess(fakeCall(body, { dialect: openai }), fakeContext(overrides))
const tools = [{ type: 'function', function: { name: 'f', description: words(50) } }]

test.each<[string, JsonObject, string]>([
  [
    'the messages alone',
    asking(8_186),
    "This model's maximum context length is 8192 tokens. However, your messages resulted in 8193 tokens. " +
      'Please reduce the length of the messages.',
  ],
  [
    'the messages with the completion',
    asking(8_000, { max_tokens: 500 }),
    "This model's maximum context length is 8192 tokens. However, you requested 8507 tokens (8007 in the messages, 500 in the completion). " +
      'Please reduce the length of the messages or completion.',
  ],
  [
    'the messages with the functions',
    asking(8_150, { tools }),
    "This model's maximum context length is 8192 tokens. However, your messages resulted in 8230 tokens (8157 in the messages, 73 in the functions). " +
      'Please reduce the length of the messages or functions.',
  ],
  [
    'all three',
    asking(8_000, { tools, max_completion_tokens: 200 }),
    "This model's maximum context length is 8192 tokens. However, you requested 8280 tokens " +
      '(8007 in the messages, 73 in the functions, and 200 in the completion). ' +
      'Please reduce the length of the messages, functions, or completion.',
  ],
  [
    'the limit of the input',
    asking(272_000, { model: 'gpt-5' }),
    'Input tokens exceed the configured limit of 272000 tokens. Your messages resulted in 272006 tokens. ' +
      'Please reduce the length of the messages.',
  ],
])('%s may be too much for the model', async (_, body, message) => {
  expect(await excessOf(body)).toMatchObject({
    rule: 'context-window',
    path: ['messages'],
    severity: 'error',
    error: { status: 400, message, type: 'invalid_request_error', param: 'messages', code: 'context_length_exceeded' },
  })
})

test.each<[string, JsonObject, Partial<CallContext>?]>([
  ['what just fits', asking(8_185)],
  ['a budget that just fits', asking(7_000, { max_tokens: 1_185 })],
  ['a foreign model', asking(200_000, { model: 'llama-4' })],
  ['a document that knows no windows', asking(10_000), { strictness: 'literal' }],
  ['the rule switched off', asking(10_000), { rules: { 'context-window': 'off' } }],
])('%s is let through', async (_, body, overrides) => {
  expect(await excessOf(body, overrides)).toBeUndefined()
})

test('switched down, it warns', async () => {
  expect(await excessOf(asking(10_000), { rules: { 'context-window': 'warn' } })).toMatchObject({ severity: 'warn' })
})

test('nothing is counted where the size of the texts leaves no doubt', () => {
  const tokens = (): never => {
    throw new Error('counted')
  }

  expect(excess(fakeCall(asking(1_000), { dialect: openai }), fakeContext({ tokens }))).toBeUndefined()
})

test.each<[string, JsonObject]>([
  ['sound', { type: 'input_audio', input_audio: { data: 'A'.repeat(1_000_000), format: 'wav' } }],
  ['a file', { type: 'file', file: { filename: 'a.pdf', file_data: 'A'.repeat(1_000_000) } }],
  ['an image', { type: 'image_url', image_url: { url: `data:image/png;base64,${'A'.repeat(1_000_000)}` } }],
])('%s weighs nothing by its bytes', async (_, part) => {
  const messages = [{ role: 'user', content: [part] }]

  expect(await excessOf({ model: 'gpt-4-turbo', messages })).toBeUndefined()
})
