import type { Call } from '../core/call.ts'
import { formatSource, type Finding } from '../core/errors.ts'
import { noFacts } from '../core/facts.ts'
import type { Cue, Scenario } from '../core/scenario.ts'
import { limitOf } from './candidate.ts'
import { compileCondition, createView, type Condition, type Scalar, type Test, type View } from './condition.ts'
import { createCueIndex } from './cue-index.ts'
import { covers, findContradiction, sampleOf } from './implication.ts'

/** More cues than this, tried one by one, make a call slow. */
const mostUnindexed = 200

/** Comparisons of two cues, so that a folder of any size is checked soon. */
const mostComparisons = 5_000_000

interface Placed {
  readonly cue: Cue
  readonly scenario: Scenario
  readonly condition: Condition
}

/** Cues, and steps of cues, that no call can reach, or only slowly, because of what the cues themselves say. */
export const checkReach = (scenarios: readonly Scenario[]): readonly Finding[] => {
  const placed = scenarios.flatMap((scenario) =>
    scenario.cues.map((cue): Placed => ({ cue, scenario, condition: compileCondition(cue.when) })),
  )
  const contradictory = placed.flatMap(findNeverHolding)
  const known = new Set(contradictory.map(({ cue }) => cue))
  return [
    ...contradictory.map(({ finding }) => finding),
    ...findShadowed(placed.filter(({ cue }) => !known.has(cue))),
    ...placed.flatMap(({ cue }) => findUnreachableSteps(cue)),
    ...findUnindexed(placed),
  ]
}

const findNeverHolding = ({ cue, condition }: Placed): readonly { readonly cue: Cue; readonly finding: Finding }[] => {
  const tests = findContradiction(condition)
  if (tests === undefined && condition.body !== false) return []
  const what = tests === undefined ? 'body: false' : tests.map(askedText).join(' and ')
  const message = `cue "${cue.name}" never holds: no request satisfies ${what}`
  return [{ cue, finding: findingAt(cue, 'error', 'never-holds', message) }]
}

const askedText = ({ fact, asked }: Test): string => `${fact}: ${JSON.stringify(asked)}`

/** Cues behind one that is never spent and holds whenever they do. */
const findShadowed = (placed: readonly Placed[]): readonly Finding[] => {
  const lasting = placed.flatMap((one, position) => (limitOf(one.cue) === Infinity ? [{ ...one, position }] : []))
  const index = createCueIndex(lasting.map(({ condition }) => condition))
  let left = mostComparisons
  return placed.flatMap((one, position) => {
    const candidates = index.candidates(sampleView(one.condition))
    for (let at = candidates.next(); at !== undefined && (left -= 1) > 0; at = candidates.next()) {
      const other = lasting[at]
      if (other === undefined || other.position >= position) return []
      if (speaksTo(other.scenario, one.scenario) && covers(other.condition, one.condition))
        return [shadowed(one, other)]
    }
    return []
  })
}

const speaksTo = (wide: Scenario, narrow: Scenario): boolean =>
  wide.dialect === undefined || wide.dialect === narrow.dialect

const shadowed = ({ cue, scenario }: Placed, other: Placed): Finding => {
  const { name, source } = other.cue
  const where = source === undefined ? '' : ` (${formatSource(source)})`
  const unless = other.scenario === scenario ? '' : ` unless the call asks for the scenario "${scenario.name}"`
  return findingAt(
    cue,
    'warning',
    'shadowed-cue',
    `cue "${cue.name}" is never reached${unless}: cue "${name}"${where} answers whatever it would, and is never spent`,
  )
}

/** A call for which the condition may hold, as far as an index looks at it. */
const sampleView = ({ tests }: Condition): View => {
  const byFact = new Map<string, Test[]>()
  for (const test of tests) byFact.set(test.fact, [...(byFact.get(test.fact) ?? []), test])
  const samples = [...byFact].map(([fact, group]): readonly [string, Scalar | readonly Scalar[]] => [
    fact,
    Array.isArray(Object.entries(noFacts).find(([name]) => name === fact)?.[1])
      ? group.map((test) => sampleOf([test]))
      : sampleOf(group),
  ])
  const [headers, facts] = [true, false].map((isHeader) =>
    Object.fromEntries(
      samples
        .filter(([fact]) => fact.startsWith('headers.') === isHeader)
        .map(([fact, value]) => [isHeader ? fact.slice('headers.'.length) : fact, value]),
    ),
  )
  // An index reads nothing else of a call; absent facts are what no test asks for.
  return createView({ facts, headers } as unknown as Call)
}

/** Steps behind the last play of a cue. */
const findUnreachableSteps = (cue: Cue): readonly Finding[] => {
  const { times = Infinity, action } = cue
  let before = 0
  for (const [index, part] of (action.parts ?? []).entries()) {
    if (before >= times) {
      const message = `cue "${cue.name}" is spent after ${times} plays, before step ${index + 1} of its sequence: raise \`times\` or leave it out`
      return [findingAt(cue, 'warning', 'unreachable-step', message)]
    }
    before += part.times ?? 1
  }
  return []
}

const findUnindexed = (placed: readonly Placed[]): readonly Finding[] =>
  createCueIndex(placed.map(({ condition }) => condition))
    .crowds(mostUnindexed)
    .flatMap((positions) => {
      const crowd = positions.flatMap((position) => placed[position] ?? [])
      const [first] = crowd
      if (first === undefined) return []
      const asked = first.condition.tests.map(askedText)
      const what = asked.length === 0 ? 'hold for every call' : `are told apart by too little (${asked.join(', ')})`
      const message = `${crowd.length} cues${filesText(crowd)}, from "${first.cue.name}" on, ${what}: each such call tries them one by one`
      return [findingAt(first.cue, 'warning', 'unindexed-cues', message)]
    })

const mostFiles = 3

const filesText = (crowd: readonly Placed[]): string => {
  const files = [...new Set(crowd.flatMap(({ cue }) => cue.source?.file ?? []))]
  if (files.length < 2) return ''
  return ` in ${files.slice(0, mostFiles).join(', ')}${files.length > mostFiles ? ` and ${files.length - mostFiles} more files` : ''}`
}

/** A finding about a cue, at its place. */
export const findingAt = (cue: Cue, severity: Finding['severity'], code: string, message: string): Finding => ({
  severity,
  code,
  message,
  cue: cue.name,
  ...(cue.source !== undefined && { source: cue.source }),
})
