import fc from 'fast-check'
import { test, expect } from 'vitest'
import { parseState, printState } from '../../src/adapters/state-text.ts'
import { storedCompletion } from '../support/stored.ts'

const text = fc.string({ unit: 'binary', maxLength: 20 })

const completions = fc
  .record({
    id: text,
    created: fc.nat(),
    ordinal: fc.nat(),
    metadata: fc.dictionary(text, text, { maxKeys: 3 }),
    completion: fc
      .dictionary(text, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 })
      .map((value) => JSON.stringify(value)),
    messages: fc.array(fc.record({ id: text, content: text }), { maxLength: 3 }).map((value) => JSON.stringify(value)),
  })
  .map((facts) => storedCompletion(facts.ordinal, { ...facts, metadata: { ...facts.metadata } }))

const scopes = fc.array(fc.record({ name: text, completions: fc.array(completions, { maxLength: 3 }) }), {
  maxLength: 3,
})

test('what is printed is read as it was', () =>
  fc.assert(
    fc.asyncProperty(scopes, async (scopes) => {
      expect(await parseState(printState(scopes))).toEqual({ scopes })
    }),
    { seed: 19, numRuns: 100 },
  ))

test('a text that was cut anywhere is damaged, never half a state', () =>
  fc.assert(
    fc.asyncProperty(scopes, fc.nat({ max: 10_000 }), async (scopes, at) => {
      const whole = printState(scopes).trimEnd()

      expect(await parseState(whole.slice(0, at % whole.length))).toEqual({ damage: expect.any(String) })
    }),
    { seed: 20, numRuns: 100 },
  ))
