import { expect, test } from 'vitest'
import { answerTo } from '../../../support/compose.ts'

const ask = { model: 'o3-mini', messages: [{ role: 'user', content: 'Think about it' }] }

test('reasoning tokens are part of the completion tokens', async () => {
  const { completion } = await answerTo(ask)

  const { completion_tokens, completion_tokens_details } = completion.usage
  const text = 6
  const framing = 11
  expect(completion_tokens_details.reasoning_tokens).toBeGreaterThanOrEqual(64)
  expect(completion_tokens_details.reasoning_tokens % 64).toBe(0)
  expect(completion_tokens).toBe(completion_tokens_details.reasoning_tokens + text + framing)
})

test('a budget too small for reasoning is all spent on it', async () => {
  const { completion } = await answerTo({ ...ask, max_completion_tokens: 40 })

  expect(completion.choices[0]).toEqual({
    index: 0,
    message: { role: 'assistant', content: '', refusal: null, annotations: [] },
    finish_reason: 'length',
  })
  expect(completion.usage).toMatchObject({
    completion_tokens: 40,
    completion_tokens_details: { reasoning_tokens: 40 },
  })
})

test.each([
  ['o3-mini', 'none'],
  ['gpt-5', 'minimal'],
  ['gpt-5.6-terra', undefined],
])('%s with effort %s does not reason', async (model, reasoning_effort) => {
  const { completion } = await answerTo({ ...ask, model, reasoning_effort })

  expect(completion.usage.completion_tokens_details.reasoning_tokens).toBe(0)
})

test('more effort means more reasoning', async () => {
  const spent = async (reasoning_effort: string): Promise<number> => {
    const { completion } = await answerTo({ ...ask, n: 20, reasoning_effort })
    return completion.usage.completion_tokens_details.reasoning_tokens
  }

  const [low, medium, high] = [await spent('low'), await spent('medium'), await spent('high')]

  expect(low).toBeLessThan(medium)
  expect(medium).toBeLessThan(high)
})

test('reasoning before a canned text stays within the limit of the request', async () => {
  const { completion, warnings } = await answerTo({ ...ask, max_completion_tokens: 20 }, { content: 'one two three' })

  expect(completion.choices[0]).toMatchObject({ message: { content: 'one two three' }, finish_reason: 'stop' })
  expect(completion.usage).toMatchObject({
    completion_tokens: 20,
    completion_tokens_details: { reasoning_tokens: 6 },
  })
  expect(warnings).toEqual([])
})

test('who is asked for more effort always thinks longer', async () => {
  const efforts = ['none', 'low', 'medium', 'high', 'xhigh']
  const thoughts = async (reasoning_effort: string) =>
    Promise.all(
      Array.from({ length: 20 }, async (_, seed) => {
        const { completion } = await answerTo({ ...ask, reasoning_effort }, {}, { generate: { seed } })
        return completion.usage.completion_tokens_details.reasoning_tokens
      }),
    )

  const ranges = await Promise.all(efforts.map(thoughts))

  for (const [index, range] of ranges.slice(1).entries())
    expect(Math.min(...range)).toBeGreaterThan(Math.max(...(ranges[index] ?? [])))
})

test('a budget that leaves room after reasoning is spent on text', async () => {
  const { completion } = await answerTo({ ...ask, reasoning_effort: 'low', max_completion_tokens: 128 + 11 + 3 })

  const { completion_tokens, completion_tokens_details } = completion.usage
  expect(completion.choices[0]?.message.content).toMatch(/^Number/)
  expect(completion_tokens_details.reasoning_tokens).toBeLessThanOrEqual(128)
  expect(completion_tokens).toBeLessThanOrEqual(142)
})
