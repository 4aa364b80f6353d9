import type { Cue, Scenario } from '../core/scenario.ts'

/** Under which names the plays of cues are counted. */
export interface CueKeys {
  /** The name for a cue, the same each time. */
  of(cue: Cue): string
  /** Lets a cue take the place of another: it has its name from now on. */
  carry(before: Cue, after: Cue): void
}

/** Numbers cues as they come, each once. */
export const createKeys = (): CueKeys => {
  const keys = new WeakMap<Cue, string>()
  let count = 0
  const of = (cue: Cue): string => {
    let key = keys.get(cue)
    if (key === undefined) keys.set(cue, (key = `cue ${(count += 1)}`))
    return key
  }
  return { of, carry: (before, after) => keys.set(after, of(before)) }
}

/** What becomes of the cues of some scenarios in others: the cue that says the same, word for word, wherever it stands; undefined if none does. */
export const findKept = (
  before: readonly Scenario[],
  after: readonly Scenario[],
): ReadonlyMap<Cue, Cue | undefined> => {
  const known = new Map(identified(after))
  return new Map(Array.from(identified(before), ([identity, cue]) => [cue, known.get(identity)]))
}

/** Each cue with what tells it from others: its scenario, what it says, and the how many of that wording it is. */
function* identified(scenarios: readonly Scenario[]): Iterable<readonly [unknown, Cue]> {
  const counts = new Map<string, number>()
  for (const scenario of scenarios)
    for (const cue of scenario.cues) {
      const { source: _place, ...said } = cue
      let isCode = false
      const text = JSON.stringify([scenario.name, said], (_, value: unknown) => {
        isCode ||= typeof value === 'function'
        return value
      })
      const count = counts.get(text) ?? 0
      counts.set(text, count + 1)
      // What a function says cannot be compared.
      yield [isCode ? cue : `${count} ${text}`, cue]
    }
}
