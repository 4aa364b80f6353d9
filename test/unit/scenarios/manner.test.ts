import { expect, test } from 'vitest'
import { toManner } from '../../../src/scenarios/manner.ts'

test.each([
  [{}, {}],
  [{ headers: { 'X-A': 'b', 'x-c': 1 } }, { headers: { 'x-a': 'b', 'x-c': '1' } }],
  [{ delay: '1m' }, { delay: 60_000 }],
  [
    {
      stream: { chunk: 'word', pace: 'natural', time_to_first_token: '1s', inter_token_latency: '20ms', jitter: '5ms' },
    },
    { stream: { chunk: 'word', pace: 'natural', time_to_first_token: 1000, inter_token_latency: 20, jitter: 5 } },
  ],
  [{ stream: { chunk: { size: 20 } } }, { stream: { chunk: { size: 20 } } }],
  [{ stream: { cut: { after: 3, how: 'hang' } } }, { stream: {}, faults: [{ name: 'hang', settings: { after: 3 } }] }],
  [{ stream: { cut: {} } }, { stream: {}, faults: [{ name: 'reset', settings: {} }] }],
  [{ fault: 'crlf' }, { faults: [{ name: 'crlf', settings: {} }] }],
  [{ fault: { split: 'utf8' } }, { faults: [{ name: 'split', settings: 'utf8' }] }],
  [
    { fault: { split: { at: 'utf8' }, no_done: null } },
    {
      faults: [
        { name: 'split', settings: { at: 'utf8' } },
        { name: 'no_done', settings: {} },
      ],
    },
  ],
])('%j is the manner %j', (members, manner) => {
  expect(toManner(members)).toEqual(manner)
})
