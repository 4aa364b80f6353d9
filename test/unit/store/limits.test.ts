import { expect, test } from 'vitest'
import type { Charge } from '../../../src/core/store.ts'
import { createLimiter, type Limit, type Limits } from '../../../src/store/limits.ts'

const minute = 60_000
const day = 86_400_000
const perMinute: readonly Limit[] = [
  { kind: 'requests', limit: 2, window_ms: minute },
  { kind: 'tokens', limit: 100, window_ms: minute },
]

const limiterOf = (usual: readonly Limit[], more: Partial<Limits> = {}) =>
  createLimiter({ usual, models: new Map(), ...more })

const call = (more: Partial<Charge> = {}): Charge => ({ scope: 's', key: 'k', model: 'gpt-4o', tokens: 40, ...more })

test('without limits every call stands alone, and its numbers add up', () => {
  const limiter = createLimiter()
  const charge = (tokens: number) => limiter.charge(call({ tokens }), 0)

  expect(charge(1_200)).toEqual(charge(1_200))
  expect(charge(1_200)).toEqual({
    requests: { limit: 10_000, remaining: 9_999, reset_ms: 6 },
    tokens: { limit: 30_000_000, remaining: 29_998_800, reset_ms: 2 },
  })
  expect(charge(1e12).tokens).toEqual({ limit: 30_000_000, remaining: 0, reset_ms: minute })
})

test('what calls spend is counted down', () => {
  const limiter = limiterOf(perMinute)

  expect([0, 0, 15_000].map((now) => limiter.charge(call(), now))).toEqual([
    {
      requests: { limit: 2, remaining: 1, reset_ms: 30_000 },
      tokens: { limit: 100, remaining: 60, reset_ms: 24_000 },
    },
    {
      requests: { limit: 2, remaining: 0, reset_ms: minute },
      tokens: { limit: 100, remaining: 20, reset_ms: 48_000 },
    },
    {
      requests: { limit: 2, remaining: 0, reset_ms: 45_000 },
      tokens: { limit: 100, remaining: 45, reset_ms: 33_000 },
      exceeded: { kind: 'requests', limit: 2, window_ms: minute, used: 2, requested: 1, wait_ms: 15_000 },
    },
  ])
})

test.each<[string, Partial<Charge>, number]>([
  ['the same key and model', {}, 20],
  ['a snapshot of the model', { model: 'gpt-4o-2024-08-06' }, 20],
  ['another dated snapshot of it', { model: 'gpt-4o-2024-11-20' }, 20],
  ['another model', { model: 'gpt-4o-mini' }, 60],
  ['another key', { key: 'other' }, 60],
  ['another scope', { scope: 'other' }, 60],
])('after a call, %s has %j: %i tokens are left', (_, other, remaining) => {
  const limiter = limiterOf(perMinute)
  limiter.charge(call(), 0)

  expect(limiter.charge(call(other), 0).tokens.remaining).toBe(remaining)
})

test('a model may have limits of its own, for all its names', () => {
  const own = [{ kind: 'requests', limit: 9, window_ms: minute }] as const
  const limiter = limiterOf(perMinute, { models: new Map([['gpt-4o', own]]) })
  const limitOf = (model: string): number => limiter.charge(call({ model }), 0).requests.limit

  expect(['gpt-4o', 'gpt-4o-2024-08-06', 'gpt-4o-mini'].map(limitOf)).toEqual([9, 9, 2])
})

test('what is not limited shows a large account untouched', () => {
  const limiter = limiterOf([{ kind: 'tokens', limit: 1_000, window_ms: minute }])
  limiter.charge(call(), 0)

  expect(limiter.charge(call(), 0).requests).toEqual({ limit: 10_000, remaining: 9_999, reset_ms: 6 })
})

test('a call that is not allowed is charged nothing', () => {
  const limiter = limiterOf(perMinute)
  limiter.charge(call(), 0)

  const refused = limiter.charge(call({ tokens: 61 }), 0)

  expect(refused.exceeded).toMatchObject({ kind: 'tokens', used: 40, requested: 61, wait_ms: 600 })
  expect(limiter.charge(call({ tokens: 60 }), 0).exceeded).toBeUndefined()
})

test('a call larger than the whole limit is never allowed', () => {
  expect(limiterOf(perMinute).charge(call({ tokens: 101 }), 0)).toEqual({
    requests: { limit: 2, remaining: 2, reset_ms: 0 },
    tokens: { limit: 100, remaining: 100, reset_ms: 0 },
    exceeded: { kind: 'tokens', limit: 100, window_ms: minute, used: 0, requested: 101, wait_ms: Infinity },
  })
})

test('of two limits of a kind the one shows of which less is left, and a refusal shows the one with the longest wait', () => {
  const limiter = limiterOf([
    { kind: 'requests', limit: 2, window_ms: minute },
    { kind: 'requests', limit: 3, window_ms: day },
  ])
  const shown = [0, 0, 1_000, minute, minute].map((now) => {
    const { requests, exceeded } = limiter.charge(call(), now)
    return [requests.limit, requests.remaining, requests.reset_ms, exceeded?.kind]
  })

  expect(shown).toEqual([
    [2, 1, 30_000, undefined],
    [2, 0, minute, undefined],
    [2, 0, 59_000, 'requests'],
    [3, 0, day - minute, undefined],
    [3, 0, day - minute, 'requests'],
  ])
})

test('a quota is spent over all models and never comes back', () => {
  const quota = { requests: 2, tokens: Infinity, error: 'insufficient_quota' } as const
  const limiter = limiterOf([], { quota })
  const exceeded = (more: Partial<Charge>, now: number) => limiter.charge(call(more), now).exceeded

  expect(exceeded({}, 0)).toBeUndefined()
  expect(exceeded({ model: 'o3' }, 0)).toBeUndefined()
  expect(exceeded({}, 365 * day)).toEqual({ kind: 'quota', error: 'insufficient_quota' })
  expect(exceeded({ key: 'other' }, 0)).toBeUndefined()
})

test('a quota of tokens refuses what it has too few for', () => {
  const quota = { requests: Infinity, tokens: 100, error: 'credit_balance_exhausted' } as const
  const limiter = limiterOf([], { quota })
  const kinds = [60, 41, 40, 1].map((tokens) => limiter.charge(call({ tokens }), 0).exceeded?.kind)

  expect(kinds).toEqual([undefined, 'quota', undefined, 'quota'])
})

test('a reset forgets one scope, or all', () => {
  const limiter = limiterOf(perMinute)
  const remaining = (scope: string): number => limiter.charge(call({ scope, tokens: 0 }), 0).requests.remaining
  remaining('a')
  remaining('b')

  limiter.reset('a')
  expect([remaining('a'), remaining('b')]).toEqual([1, 0])

  limiter.reset()
  expect([remaining('a'), remaining('b')]).toEqual([1, 1])
})

test('of ten thousand keys the longest idle is forgotten first, whatever the length of names', () => {
  const limiter = limiterOf(perMinute)
  const remaining = (key: string): number => limiter.charge(call({ key, tokens: 0 }), 0).requests.remaining
  const long = 'k'.repeat(10_000)
  remaining(long)
  remaining('first')
  for (let index = 0; index < 9_998; index++) remaining(`key ${index}`)

  expect(remaining(long)).toBe(0)
  remaining('one too many')

  expect(remaining('first')).toBe(1)
  expect(remaining(`${long.slice(1)}x`)).toBe(1)
})
