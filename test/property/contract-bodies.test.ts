import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { createContracts } from '../../src/contracts/contracts.ts'
import { rules } from '../../src/contracts/rules/list.ts'
import { atStrictness } from '../../src/contracts/strictness.ts'
import { createCuecard } from '../../src/cuecard.ts'
import { isJsonObject } from '../../src/core/json.ts'
import { dialects } from '../../src/dialects/dialects.ts'
import { ask, placeOnWire, plainPlace, readRefusal } from '../support/refusal.ts'
import { misfitsOf, specimensOf } from '../support/schema-arbitrary.ts'

const off = Object.fromEntries(rules.map(({ name }) => [name, 'off' as const]))
const ruleNames: ReadonlySet<string> = new Set(rules.map(({ name }) => name))
const withRules = createContracts()
const schemasOnly = createContracts({ rules: off })

const cases = await Promise.all(
  dialects.flatMap((dialect) =>
    (['literal', 'practical'] as const).map(async (level) => {
      const schemas = await dialect.schemas['chat-completions']?.()
      const schema = atStrictness(schemas?.request ?? {}, level)
      return { dialect, name: dialect.name, level, schema, specimens: specimensOf(schema) }
    }),
  ),
)
const runs = { numRuns: 500, seed: 20_250_717 }

test.each(cases)('$name, $level: every member of the schema is in one body or another', ({ schema, specimens }) => {
  const bodies = fc.sample(specimens, runs).map(({ value }) => (isJsonObject(value) ? value : {}))

  const members = new Set(bodies.flatMap((body) => Object.keys(body)))

  expect([...members].toSorted()).toEqual(Object.keys(schema['properties'] ?? {}).toSorted())
})

test.each(cases)('$name, $level: what the schema allows is refused by named rules only', async (one) => {
  const { dialect, level, specimens } = one
  const { request: schemaStage } = await schemasOnly.of(dialect, 'chat-completions', level)
  const { request: whole } = await withRules.of(dialect, 'chat-completions', level)

  fc.assert(
    fc.property(specimens, ({ value }) => {
      expect(schemaStage(value)).toEqual([])
      expect(whole(value).filter(({ rule }) => !ruleNames.has(rule))).toEqual([])
    }),
    runs,
  )
})

test.each(cases)('$name, $level: one misfit is refused at its place, in the journal and on the wire', async (one) => {
  const { name, level, schema } = one
  const cuecard = createCuecard({ rules: off })

  await fc.assert(
    fc.asyncProperty(misfitsOf(schema), async ({ value, misfit }) => {
      const { status, headers, text } = await ask(cuecard, name, value, level)

      expect([status, headers.get('x-should-retry')]).toEqual([400, 'false'])
      const path = cuecard.calls.at(-1)?.violations[0]?.path ?? []
      // Where a member decides what the others may be, the service may mind one of these first.
      const [found, expected] = misfit.isDeciding
        ? [path.slice(0, misfit.path.length - 1), misfit.path.slice(0, -1)]
        : [path, misfit.path]
      expect(found).toEqual(expected)
      const { place } = readRefusal(name, text)
      expect(typeof place === 'string' ? plainPlace(place) : place).toBe(placeOnWire(name, path))
    }),
    runs,
  )
})
