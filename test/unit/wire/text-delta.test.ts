import { expect, test } from 'vitest'
import type { JsonObject } from '../../../src/core/json.ts'
import { renderTextDelta } from '../../../src/wire/text-delta.ts'

const choice = { index: 0, delta: { content: 'a "quoted" word' }, logprobs: null, finish_reason: null }
const { logprobs: _, ...short } = choice

test.each<JsonObject>([
  { choices: [choice] },
  { choices: [choice], usage: null },
  { choices: [short] },
  { choices: [{ ...choice, index: 3 }] },
  { choices: [{ index: 0, delta: choice.delta }] },
])('the template writes what JSON.stringify writes: %j', (event) => {
  expect(`{${renderTextDelta(event)?.members}}`).toBe(JSON.stringify(event))
})

test.each<JsonObject>([
  {},
  { usage: null },
  { choices: [] },
  { choices: [choice, choice] },
  { choices: [choice], usage: { prompt_tokens: 1 } },
  { usage: null, choices: [choice] },
  { choices: [choice], moderation: null },
  { choices: [{ ...choice, finish_reason: 'stop' }] },
  { choices: [{ ...choice, logprobs: { content: [] } }] },
  { choices: [{ ...choice, delta: { role: 'assistant', content: '' } }] },
  { choices: [{ ...choice, delta: {} }] },
  { choices: [{ ...choice, delta: { content: null } }] },
  { choices: [{ ...choice, extra: null }] },
  { choices: [{ delta: choice.delta, index: 0, logprobs: null, finish_reason: null }] },
  { choices: [{ ...choice, index: 0.5 }] },
  { choices: [null] },
  { choices: 'text' },
])('other events are left to JSON.stringify: %j', (event) => {
  expect(renderTextDelta(event)).toBeUndefined()
})
