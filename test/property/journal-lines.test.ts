import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { JournalEntry } from '../../src/core/store.ts'
import { createLines, type Common } from '../../src/store/lines.ts'

const commonOf = (scope: string): Common => ({
  scope,
  method: 'POST',
  path: '/',
  dialect: 'openai',
  endpoint: undefined,
  cue: undefined,
  generated: true,
  passed: false,
  stream: undefined,
  violations: [],
  warnings: [],
})

const scope = fc.constantFrom('a', 'b', 'c')
const operation = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('add' as const), scope, times: fc.nat(700) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('shift' as const), times: fc.nat(700) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('forget' as const), scope: fc.option(scope) }) },
)

test('lines are a list, whatever is added, taken out and forgotten', () => {
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 20 }), (operations) => {
      const lines = createLines()
      let list: { readonly scope: string; readonly id: string }[] = []
      let count = 0
      const out: [taken: string | undefined, oldest: string | undefined][] = []
      for (const step of operations) {
        if (step.do === 'add')
          for (let time = 0; time < step.times; time++) {
            const id = String(++count)
            const { numbers, from } = lines.add(commonOf(step.scope))
            numbers[from] = count
            list.push({ scope: step.scope, id })
          }
        else if (step.do === 'shift')
          for (let time = 0; time < step.times; time++) out.push([lines.shift()?.scope, list.shift()?.scope])
        else {
          lines.forget(step.scope ?? undefined)
          list = step.scope === null ? [] : list.filter((line) => line.scope !== step.scope)
        }
      }

      const idsOf = (name?: string): readonly string[] =>
        lines
          .entries(name, (_, { numbers, from }) => ({ request_id: String(numbers[from]) }) as JournalEntry)
          .map((entry) => entry.request_id)

      expect(out.filter(([taken, oldest]) => taken !== oldest)).toEqual([])
      expect(lines.size).toBe(list.length)
      expect(idsOf()).toEqual(list.map(({ id }) => id))
      expect(idsOf('a')).toEqual(list.filter((line) => line.scope === 'a').map(({ id }) => id))
    }),
  )
})
