import { expect, test } from 'vitest'
import { specimenOf } from '../../../src/checks/specimen.ts'
import type { Json } from '../../../src/core/json.ts'
import type { Cue, Step } from '../../../src/core/scenario.ts'

const cueThat = (name: string, value: Json, ...steps: readonly Step[]): Cue => ({
  name: 'a cue',
  action: { name, value, ...(steps.length > 0 && { parts: steps.map((step) => ({ step, how: {} })) }) },
  how: {},
})

const plain = { model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Hello!' }] }

test.each([
  { cue: cueThat('reply', { content: 'Hi' }), more: {} },
  { cue: cueThat('generate', {}), more: {} },
  { cue: cueThat('error', 'rate_limited'), more: {} },
  { cue: cueThat('reply', { choices: [{ content: 'a' }, { content: 'b' }] }), more: { n: 2 } },
  {
    cue: cueThat('reply', { choices: [{ tool_calls: [{ name: 'add' }, { name: 'add' }] }] }),
    more: { tools: [{ type: 'function', function: { name: 'add' } }] },
  },
  {
    cue: cueThat(
      'sequence',
      [],
      { name: 'error', value: 'rate_limited' },
      { name: 'reply', value: { tool_calls: [{ name: 'add' }] } },
    ),
    more: { tools: [{ type: 'function', function: { name: 'add' } }] },
  },
  {
    cue: cueThat('reply', {
      choices: [
        { message: { tool_calls: [{ id: 'a', type: 'function', function: { name: 'add', arguments: '{}' } }] } },
        { tool_calls: [{ name: 'shell', input: 'ls' }, { custom: { name: 'sql' } }] },
      ],
    }),
    more: {
      n: 2,
      tools: [
        { type: 'function', function: { name: 'add' } },
        { type: 'custom', custom: { name: 'shell' } },
        { type: 'custom', custom: { name: 'sql' } },
      ],
    },
  },
  { cue: cueThat('reply', { function_call: { name: 'add' } }), more: { functions: [{ name: 'add' }] } },
  {
    cue: cueThat('reply', { audio: { transcript: 'Hi' } }),
    more: {
      model: 'gpt-4o-audio-preview',
      modalities: ['text', 'audio'],
      audio: { voice: 'alloy', format: 'pcm16' },
    },
  },
  { cue: cueThat('reply', { choices: 'none', tool_calls: [null, 3] }), more: {} },
])('a request for $cue.action asks for what it answers', ({ cue, more }) => {
  expect(specimenOf(cue)).toEqual({ ...plain, ...more })
})

test('a request asks for the model that the cue waits for', () => {
  const cue = { ...cueThat('reply', {}), when: { model: 'o3-mini' } }

  expect(specimenOf(cue)['model']).toBe('o3-mini')
})
