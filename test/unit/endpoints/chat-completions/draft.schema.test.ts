import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { draft } from '../../../../src/endpoints/chat-completions/draft.schema.ts'
import { answerTo } from '../../../support/compose.ts'

const check = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false }).compile(draft)

test.each([
  {},
  { content: 'Hello' },
  { content: null, finish_reason: 'content_filter' },
  { content: { steps: [] } },
  { refusal: 'No.' },
  { tool_calls: [{ name: 'f' }, { id: 'c', name: 'g', arguments: { a: 1 } }, { name: 'h', arguments: '{"broken' }] },
  { tool_calls: [{ type: 'custom', name: 'shell', input: 'ls' }] },
  { tool_calls: [{ id: 'c', type: 'function', function: { name: 'f', arguments: '{}' } }] },
  { tool_calls: [{ id: 'c', type: 'custom', custom: { name: 'f', input: '' } }] },
  { function_call: { name: 'f', arguments: {} } },
  { choices: [{ content: 'Red' }, { content: 'Blue', finish_reason: 'length' }] },
  { content: 'Hi', logprobs: { content: [{ token: 'Hi', logprob: -0.1 }] } },
  { content: 'Hi', id: 'chatcmpl-1', created: 1, model: 'm', usage: { prompt_tokens: 1 }, service_tier: 'flex' },
])('a reply may say %j', (reply) => {
  expect(check(reply)).toBe(true)
})

test.each([
  { contents: 'Hello' },
  { content: 7 },
  { finish_reason: 'done' },
  { tool_calls: [{ arguments: {} }] },
  { tool_calls: [{ name: 'f', function: { name: 'f' } }] },
  { tool_calls: [{ name: 'f', parameters: {} }] },
  { choices: [] },
  { choices: [{ role: 'user' }] },
  { usage: { tokens: 1 } },
])('a reply may not say %j', (reply) => {
  expect(check(reply)).toBe(false)
})

test('a whole completion is a draft of itself', async () => {
  const body = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Hi' }], n: 2, logprobs: true, top_logprobs: 1 }
  const { completion } = await answerTo(body)

  const again = await answerTo(body, completion)

  expect(check(completion)).toBe(true)
  expect(again.completion).toEqual(completion)
})
