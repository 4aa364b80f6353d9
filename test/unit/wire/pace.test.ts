import { expect, test } from 'vitest'
import { createSchedule, naturalPace, paceOf } from '../../../src/wire/pace.ts'
import { wordEvents } from '../../support/fake-cuecard.ts'

const body = wordEvents(['a', 'b', 'c'])
const pace = { time_to_first_token: 300, inter_token_latency: 40, jitter: 0, seed: 1 }

const times = (count: number, more: Partial<typeof pace>, lead = 1): number[] => {
  const dueAt = createSchedule({ ...body, lead }, { ...pace, ...more })
  return Array.from({ length: count }, (_, index) => dueAt(index))
}

test('events follow the first one at even distances', () => {
  expect(times(4, {})).toEqual([300, 340, 380, 420])
})

test('the roles of several choices come together', () => {
  expect(times(5, {}, 3)).toEqual([300, 300, 300, 340, 380])
})

test('jitter moves events about, seeded, and keeps their order', () => {
  const jittered = times(200, { jitter: 100 })

  expect(jittered).toEqual(times(200, { jitter: 100 }))
  expect(jittered).not.toEqual(times(200, { jitter: 100, seed: 2 }))
  expect(jittered).toEqual(jittered.toSorted((one, other) => one - other))
  expect(jittered.every((due, index) => due <= 300 + index * 40 + 100)).toBe(true)
})

test.each([
  [{}, 'instant'],
  [{ pace: 'instant' }, 'instant'],
  [{ pace: 'natural' }, { ...naturalPace, seed: 9 }],
  [
    { pace: 'natural', jitter: 0 },
    { ...naturalPace, jitter: 0, seed: 9 },
  ],
  [{ inter_token_latency: 40 }, { time_to_first_token: 0, inter_token_latency: 40, jitter: 0, seed: 9 }],
] as const)('the manner %j asks for the pace %j', (manner, pace) => {
  expect(paceOf(manner, 9)).toEqual(pace)
})
