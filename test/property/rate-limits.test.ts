import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Charge, LimitState } from '../../src/core/store.ts'
import { createLimiter, type Limit } from '../../src/store/limits.ts'

const start = 1_700_000_000_000
const minute = 60_000
const day = 86_400_000

/** A call some time after the one before; the real clock tells eighths of a millisecond too. */
interface Arrival {
  readonly after: number
  readonly tokens: number
}

const after = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 8 * minute }).map((eighths) => eighths / 8),
  fc.integer({ min: 1, max: day }),
)
const arrivals = fc.array(fc.record({ after, tokens: fc.integer({ min: 0, max: 1_200 }) }), { maxLength: 60 })

const limit = (kind: Limit['kind'], window_ms: number): fc.Arbitrary<Limit> =>
  fc.integer({ min: 1, max: kind === 'requests' ? 30 : 2_000 }).map((number) => ({ kind, window_ms, limit: number }))
const limits = fc
  .tuple(limit('requests', minute), limit('requests', day), limit('tokens', minute), limit('tokens', day))
  .chain((all) => fc.subarray(all, { minLength: 1 }))

interface Charged extends LimitState {
  readonly at: number
  readonly asked: number
}

const call = (more: Partial<Charge> = {}): Charge => ({ scope: 's', key: 'k', model: 'm', tokens: 0, ...more })

/** A limiter after these calls, and what it said to each. */
const chargeAll = (usual: readonly Limit[], calls: readonly Arrival[]) => {
  const limiter = createLimiter({ usual, models: new Map() })
  let now = start
  const states = calls.map(({ after: pause, tokens }): Charged => {
    now += pause
    return { at: now, asked: tokens, ...limiter.charge(call({ tokens }), now) }
  })
  return { now, states, charge: (at: number, tokens: number) => limiter.charge(call({ tokens }), at) }
}

const seeded = { seed: 5, numRuns: 500 }

test('between any two moments no more is let through than was there and flowed back', () => {
  fc.assert(
    fc.property(limits, arrivals, (usual, calls) => {
      const passed = chargeAll(usual, calls).states.filter(({ exceeded }) => exceeded === undefined)

      for (const { kind, limit: most, window_ms } of usual)
        for (const [index, first] of passed.entries()) {
          let sum = 0
          for (const { at, asked } of passed.slice(index)) {
            sum += kind === 'requests' ? 1 : asked
            expect(sum * window_ms).toBeLessThanOrEqual(most * window_ms + (at - first.at) * most)
          }
        }
    }),
    seeded,
  )
})

test('the numbers shown are whole, within their limits, and move no faster than time and calls', () => {
  fc.assert(
    fc.property(fc.constantFrom('requests' as const, 'tokens' as const), fc.nat(), arrivals, (kind, size, calls) => {
      const most = 1 + (size % 2_000)
      let before: Charged | undefined
      for (const state of chargeAll([{ kind, limit: most, window_ms: minute }], calls).states) {
        const { limit: shown, remaining, reset_ms } = state[kind]
        const left = before?.[kind].remaining ?? most
        const back = before === undefined ? 0 : Math.ceil(((state.at - before.at) * most) / minute)
        const cost = state.exceeded !== undefined ? 0 : kind === 'requests' ? 1 : state.asked

        expect(shown).toBe(most)
        expect(Number.isInteger(remaining) && remaining >= 0 && remaining <= most).toBe(true)
        expect(Number.isInteger(reset_ms) && reset_ms >= 0 && reset_ms <= minute).toBe(true)
        expect(remaining).toBeLessThanOrEqual(left + back - cost)
        expect(remaining).toBeGreaterThanOrEqual(left - cost)
        before = state
      }
    }),
    seeded,
  )
})

test('as many calls as are said to remain are let through at once, and not one more', () => {
  fc.assert(
    fc.property(limit('requests', minute), arrivals, (only, calls) => {
      const { states, now, charge } = chargeAll([only], calls)
      const remaining = states.at(-1)?.requests.remaining ?? only.limit

      for (let index = 0; index < remaining; index++) expect(charge(now, 0).exceeded).toBeUndefined()
      expect(charge(now, 0).exceeded?.kind).toBe('requests')
    }),
    seeded,
  )
})

test('whoever waits as long as told is let through, and not a millisecond earlier', () => {
  fc.assert(
    fc.property(limits, arrivals, fc.nat(), (usual, calls, size) => {
      const most = Math.min(2_000, ...usual.filter(({ kind }) => kind === 'tokens').map((each) => each.limit))
      const tokens = 1 + (size % most)
      const { now, charge } = chargeAll(usual, calls)
      const wait = untilRefused(() => charge(now, tokens))

      expect(charge(now + wait - 1, tokens).exceeded).toBeDefined()
      expect(charge(now + wait, tokens).exceeded).toBeUndefined()
    }),
    seeded,
  )
})

test('a refusal never tells to wait longer for one call than until everything is back', () => {
  fc.assert(
    fc.property(limits, arrivals, (usual, calls) => {
      const refusals = chargeAll(usual, calls).states.flatMap((state) => {
        const { exceeded } = state
        if (exceeded === undefined || exceeded.kind === 'quota' || exceeded.wait_ms === Infinity) return []
        return [
          {
            wait: Math.ceil(exceeded.wait_ms),
            reset: state[exceeded.kind].reset_ms,
            limit: state[exceeded.kind].limit,
            exceeded,
          },
        ]
      })

      for (const { wait, reset, limit: shown, exceeded } of refusals) {
        expect(wait).toBeLessThanOrEqual(reset)
        expect(shown).toBe(exceeded.limit)
      }
    }),
    seeded,
  )
})

test('waiting for one call lets one call through', () => {
  fc.assert(
    fc.property(fc.oneof(limit('requests', minute), limit('requests', day)), arrivals, (only, calls) => {
      const { now, charge } = chargeAll([only], calls)
      const then = now + untilRefused(() => charge(now, 0))

      expect([charge(then, 0), charge(then, 0)].map(({ exceeded }) => exceeded?.kind)).toEqual([undefined, 'requests'])
    }),
    seeded,
  )
})

/** How long the first call that is refused is told to wait, in whole milliseconds. */
const untilRefused = (charge: () => LimitState): number => {
  for (let call = 0; call < 3_000; call++) {
    const { exceeded } = charge()
    if (exceeded !== undefined && exceeded.kind !== 'quota') return Math.ceil(exceeded.wait_ms)
  }
  throw new Error('no limit is ever met')
}

test('when the time until the reset has passed everything is back', () => {
  const only = fc.oneof(limit('tokens', minute), limit('tokens', day))
  fc.assert(
    fc.property(only, arrivals, (tokens, calls) => {
      const { now, charge } = chargeAll([tokens], calls)
      const { reset_ms } = charge(now, 0).tokens

      // The reset is shown in whole milliseconds, rounded down.
      expect(charge(now + reset_ms + 1, 0).tokens.remaining).toBe(tokens.limit)
    }),
    seeded,
  )
})

test('calls of one scope, key and model see nothing of all others', () => {
  const name = fc.constantFrom('a', 'b', '__proto__', '')
  const caller = fc.record({ scope: name, key: name, model: name, after, tokens: fc.nat(500) })
  fc.assert(
    fc.property(limits, fc.array(caller, { maxLength: 40 }), (usual, callers) => {
      let now = start
      const calls = callers.map(({ after: pause, ...charge }) => ({ charge, now: (now += pause) }))
      const shared = createLimiter({ usual, models: new Map() })
      const together = calls.map((one) => shared.charge(one.charge, one.now))
      const own = ({ charge: { scope, key, model } }: (typeof calls)[number]): string =>
        JSON.stringify([scope, key, model])

      const callersAlone = new Map(calls.map((one) => [own(one), createLimiter({ usual, models: new Map() })]))
      const alone = calls.map((one) => callersAlone.get(own(one))?.charge(one.charge, one.now))

      expect(together).toEqual(alone)
    }),
    { seed: 5, numRuns: 200 },
  )
})
