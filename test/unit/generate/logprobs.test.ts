import { expect, test } from 'vitest'
import { makeLogprobs } from '../../../src/generate/logprobs.ts'
import { loadTokens } from '../../../src/generate/tokens/tokens.ts'

const { tokens } = await loadTokens('o200k_base')
const sample = tokens('The quick brown fox jumps over the lazy dog. 🫠 The end of it is the start.')

test('gives each token its own bytes and a logprob of zero or less', () => {
  const logprobs = makeLogprobs(sample, 0, 1)

  expect(logprobs.map(({ token, bytes }) => ({ token, bytes }))).toEqual(sample)
  expect(logprobs.every(({ logprob, top_logprobs }) => logprob <= 0 && top_logprobs.length === 0)).toBe(true)
})

test.each([1, 2, 5, 20])('gives %i alternatives that are distinct, sorted and contain the token', (top) => {
  for (const { token, logprob, top_logprobs } of makeLogprobs(sample, top, 7)) {
    expect(top_logprobs).toHaveLength(top)
    expect(new Set(top_logprobs.map((other) => other.token)).size).toBe(top)
    expect(top_logprobs).toContainEqual(expect.objectContaining({ token, logprob }))
    expect(top_logprobs.toSorted((left, right) => right.logprob - left.logprob)).toEqual(top_logprobs)
  }
})

test('never gives more than a whole of probability', () => {
  for (let seed = 0; seed < 200; seed++)
    for (const { top_logprobs } of makeLogprobs(sample, 20, seed))
      expect(top_logprobs.reduce((total, { logprob }) => total + Math.exp(logprob), 0)).toBeLessThanOrEqual(1)
})

test('is the same for the same seed', () => {
  expect(makeLogprobs(sample, 3, 5)).toEqual(makeLogprobs(sample, 3, 5))
  expect(makeLogprobs(sample, 3, 5)).not.toEqual(makeLogprobs(sample, 3, 6))
})
