import { createCues } from '../../src/scenarios/cues.ts'
import { toScenario } from '../../src/scenarios/scenario.ts'
import { fakeCall, fakeContext } from '../support/fake-context.ts'
import { measure, type Row } from './measure.ts'

const kinds: Readonly<Record<string, (index: number) => object>> = {
  'equal texts': (index) => ({ user: `Where is order ${index}?` }),
  'contained texts': (index) => ({ user: { contains: `order ${index}?` } }),
  'regular expressions': (index) => ({ user: { matches: `order ${index}\\?$` } }),
}

/** Finding the cue that answers among few and among many: the index makes them cost the same. */
export const choices = async (): Promise<readonly Row[]> => {
  const rows: Row[] = []
  const context = fakeContext()
  for (const [what, whenOf] of Object.entries(kinds))
    for (const count of [10, 10_000]) {
      const cues = Array.from({ length: count }, (_, index) => ({ when: whenOf(index), generate: {} }))
      const chosen = createCues([toScenario({ cuecard: 1, cues })])
      const call = fakeCall({ model: 'gpt-4o' })
      const facts = {
        ...call.facts,
        user: `Good morning! Where is order ${count - 1}?`.slice(what === 'equal texts' ? 14 : 0),
      }
      const choose = () => chosen.choose({ ...call, facts }, context)
      if (choose() === undefined) throw new Error(`no cue of ${what} answers`)
      rows.push({
        what: `chooses among ${count} ${what}`,
        microseconds: await measure(() => undefined, choose, { perRound: 2_000, seconds: 0.3 }),
      })
    }
  return rows
}
