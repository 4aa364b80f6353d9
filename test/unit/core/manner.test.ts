import { expect, test } from 'vitest'

import { overlayManner, overlayStream } from '../../../src/core/manner.ts'

test('a manner laid over another wins, header by header and time by time', () => {
  const under = { delay: 5, headers: { 'x-a': '1', 'x-b': '1' }, stream: { jitter: 1, inter_token_latency: 40 } }

  expect(overlayManner(under, { delay: 7, headers: { 'x-b': '2' }, stream: { jitter: 2 } })).toEqual({
    delay: 7,
    headers: { 'x-a': '1', 'x-b': '2' },
    stream: { jitter: 2, inter_token_latency: 40 },
  })
  expect(overlayManner(under, {})).toEqual(under)
})

test.each([
  [{ inter_token_latency: 40 }, { pace: 'instant' }, { pace: 'instant' }],
  [{ inter_token_latency: 40, chunk: 'word' }, { pace: 'natural' }, { pace: 'natural', chunk: 'word' }],
  [
    { pace: 'natural', jitter: 1 },
    { pace: 'natural', jitter: 2 },
    { pace: 'natural', jitter: 2 },
  ],
  [{ pace: 'instant' }, { jitter: 2 }, { pace: 'instant', jitter: 2 }],
  [undefined, { jitter: 2 }, { jitter: 2 }],
] as const)('over the stream %j the stream %j gives %j', (under, over, whole) => {
  expect(overlayStream(under, over)).toEqual(whole)
})
