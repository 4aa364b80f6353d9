import { expect, test } from 'vitest'

import { contractsAt, request } from './support.ts'

const contracts = await contractsAt('practical')
const user = { role: 'user', content: 'a' }

test.each<[string, object, readonly (string | null)[]]>([
  ['the model before an unknown member', { model: undefined, zzz: 1 }, [null, 'zzz']],
  ['the model before the messages', { model: undefined, messages: undefined }, [null, 'messages']],
  ['absent messages before an unknown member', { messages: undefined, zzz: 1 }, ['messages', 'zzz']],
  ['an unknown member before empty messages', { messages: [], zzz: 1 }, ['zzz', 'messages']],
  ['an unknown member before a wrong type', { n: 'x', zzz: 1 }, ['zzz', 'n']],
  ['unknown members as the body has them', { zzz: 1, aaa: 1 }, ['zzz', 'aaa']],
  [
    'messages before tools before n before seed',
    { seed: 'x', n: 'x', tools: 'x', messages: 'x' },
    ['messages', 'tools', 'n', 'seed'],
  ],
  ['store before metadata', { metadata: 7, store: 7 }, ['store', 'metadata']],
  ['a rule at its field', { verbosity: 'x', tool_choice: 'auto', n: 0 }, ['tool_choice', 'n', 'verbosity']],
  [
    'message by message',
    {
      messages: [
        { role: 'user', content: 7 },
        { role: 'bogus', content: 'a' },
      ],
    },
    ['messages[0].content', 'messages[1].role'],
  ],
  [
    'content before tool_calls',
    { messages: [{ role: 'assistant', content: 7, tool_calls: [] }] },
    ['messages[0].content', 'messages[0].tool_calls'],
  ],
  [
    'a later content type before an earlier missing content',
    { messages: [{ role: 'user' }, { role: 'user', content: 7 }] },
    ['messages[1].content', 'messages.[0].content'],
  ],
  [
    'what the model refuses before a missing content',
    { model: 'o3-mini', messages: [{ role: 'user' }], temperature: 0.5 },
    ['temperature', 'messages.[0].content'],
  ],
  [
    'a field before what the model refuses',
    { model: 'o3-mini', temperature: 0.5, verbosity: 'x' },
    ['verbosity', 'temperature'],
  ],
  [
    'sampling values in their order',
    { model: 'o3-mini', logprobs: true, frequency_penalty: 1, presence_penalty: 1, top_p: 0.5, temperature: 0 },
    ['temperature', 'top_p', 'presence_penalty', 'frequency_penalty', 'logprobs'],
  ],
  [
    'the order of messages before a missing content',
    { messages: [{ role: 'user' }, { role: 'tool', tool_call_id: 'x', content: 'x' }] },
    ['messages.[1].role', 'messages.[0].content'],
  ],
])('the service looks at %s', (_, members, params) => {
  const violations = contracts.request(request(members as Record<string, unknown>))

  expect(violations.map(({ error }) => error.param)).toEqual(params)
})

test('of a value of the wrong type nothing else is said', () => {
  const violations = contracts.request(request({ service_tier: 7, prompt_cache_retention: {} }))

  expect(violations.map(({ rule }) => rule)).toEqual(['schema/type', 'schema/type'])
})

test('no more than a hundred violations are kept', () => {
  const messages = Array.from({ length: 500 }, () => ({ role: 'bogus', content: 'x' }))

  expect(contracts.request(request({ messages }))).toHaveLength(100)
})

test('a huge broken body is refused by its first fault alone', () => {
  const messages = [user, ...Array.from({ length: 400_000 }, () => 1)]

  const violations = contracts.request(request({ messages }))

  expect(violations.map(({ error }) => error.param)).toEqual(['messages[1]'])
})

test.each([null, 'text', 5, [], [[]]])('a body that is %j is refused, not tripped over', (body) => {
  expect(contracts.request(body).length).toBeGreaterThan(0)
})
