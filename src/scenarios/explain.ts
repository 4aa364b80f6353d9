import type { Call } from '../core/call.ts'
import type { SchemaError } from '../core/contract.ts'
import { formatSource } from '../core/errors.ts'
import type { Cue, Scenario } from '../core/scenario.ts'
import { findMisfits, isOpen, isSpent, knownMisfits, type Candidate, type Trial } from './candidate.ts'
import { createView, readFact, type Test, type View } from './condition.ts'
import { differenceOf, differenceText, type Difference } from './difference.ts'
import { fold } from './fold.ts'
import { suggestCue } from './suggest-cue.ts'

/** What a cue makes of a call. */
export interface Verdict {
  readonly cue: Cue
  /** Absent for cues that code has put in front. */
  readonly scenario?: Scenario
  /** `behind`: it would answer, but another is tried before it. */
  readonly outcome: 'answers' | 'behind' | 'misses'
  /** In what the call differs from its condition. */
  readonly differences: readonly Difference[]
  /** Why it does not take part, whatever its condition says. */
  readonly obstacle?: string
}

/** What every cue makes of a call, in the order in which they are tried; `asked` is the only scenario that may answer, if the call names one. */
export const traceCues = async (
  call: Call,
  candidates: readonly Candidate[],
  context: Trial,
  asked: string | undefined,
): Promise<readonly Verdict[]> => {
  const view = createView(call)
  const verdicts: Verdict[] = []
  let isAnswered = false
  for (const candidate of candidates) {
    const { cue, scenario, condition } = candidate
    const failed = condition.tests.filter((test) => !test.holds(view))
    const misfits = failed.length === 0 ? await findMisfits(candidate, call, context) : []
    const differences = differencesOf(failed, misfits, call)
    const obstacle = isOpen(candidate, call, asked)
      ? spentText(candidate, context.counters)
      : closedText(candidate, call, asked)
    const holds = differences.length === 0 && obstacle === undefined
    verdicts.push({
      cue,
      ...(scenario !== undefined && { scenario }),
      outcome: holds ? (isAnswered ? 'behind' : 'answers') : 'misses',
      differences,
      ...(obstacle !== undefined && { obstacle }),
    })
    isAnswered ||= holds
  }
  return verdicts
}

/** Why none of these cues answered: the nearest of them, each with what differed, and a cue that would. */
export const explainMiss = (
  call: Call,
  tried: readonly Candidate[],
  counters: Pick<Trial['counters'], 'read'>,
  limit = 3,
): string => {
  const view = createView(call)
  const nearest = findNearest(call, tried, limit).map((candidate) => {
    const failed = candidate.condition.tests.filter((test) => !test.holds(view))
    const differences = differencesOf(failed, knownMisfits(candidate, call) ?? [], call)
    const obstacle = spentText(candidate, counters)
    return `- ${placeOf(candidate)}: ${[obstacle, ...differences.map(differenceText)].filter((reason) => reason !== undefined).join('; ')}`
  })
  const more = tried.length > nearest.length ? ` (of ${tried.length})` : ''
  return [
    nearest.length === 0 ? 'There are no cues for it.' : `The nearest${more}:`,
    ...nearest,
    'This cue would answer:',
    ...suggestCue(call),
  ].join('\n')
}

/** `"greets" (scenarios/support.yaml:4:5)`, as terminals turn into links. */
const placeOf = ({ cue, scenario }: Candidate): string => {
  if (cue.source !== undefined) return `"${cue.name}" (${formatSource(cue.source)})`
  return `"${cue.name}" (${scenario === undefined ? 'use()' : scenario.name})`
}

const spentText = (candidate: Candidate, counters: Pick<Trial['counters'], 'read'>): string | undefined =>
  isSpent(candidate, counters) ? `it is spent, played ${candidate.limit} of ${candidate.limit} times` : undefined

const closedText = ({ scenario }: Candidate, call: Call, asked: string | undefined): string =>
  scenario?.dialect !== undefined && scenario.dialect !== call.dialect.name
    ? `its scenario is for the dialect ${scenario.dialect}, the call is in ${call.dialect.name}`
    : `the call asks for the scenario "${asked ?? ''}", this is "${scenario?.name ?? ''}"`

const mostMisfits = 3

const differencesOf = (failed: readonly Test[], misfits: readonly SchemaError[], call: Call): readonly Difference[] => [
  ...failed.map((test) => differenceOf(test, call)),
  ...misfits.slice(0, mostMisfits).map(({ instancePath, message = 'does not fit' }): Difference => ({
    fact: 'body',
    wanted: 'what its schema says',
    got: 'another',
    hint: `${instancePath === '' ? 'it' : instancePath} ${message}`,
  })),
]

/** The cues that were nearest to answering: fewest facts differ, and of those that differ most words are there. */
const findNearest = (call: Call, tried: readonly Candidate[], limit: number): readonly Candidate[] => {
  const view = createView(clip(call, mostWork / Math.max(1, tried.length)))
  return tried
    .map((candidate) => {
      const failed = candidate.condition.tests.filter((test) => !test.holds(view))
      return { candidate, distance: failed.length - failed.reduce((sum, test) => sum + likenessOf(test, view), 0) }
    })
    .toSorted((one, other) => one.distance - other.distance)
    .slice(0, limit)
    .map(({ candidate }) => candidate)
}

/** Characters looked at in all, so that a miss among thousands of cues costs little, however long the messages. */
const mostWork = 20_000_000

const clip = (call: Call, longest: number): Call => {
  const { system, user, assistant, tool } = call.facts
  const texts = Object.entries({ system, user, assistant, tool })
  if (texts.every(([, text = '']) => text.length <= longest)) return call
  const clipped = Object.fromEntries(
    texts.flatMap(([name, text]) => (text === undefined ? [] : [[name, text.slice(0, longest)]])),
  )
  return { ...call, facts: { ...call.facts, ...clipped } }
}

/** How much of what is asked is there, below 1: the share of the words. */
const likenessOf = ({ fact, asked }: Test, view: View): number => {
  const value = readFact(fact, view.call)
  if (value === undefined) return 0
  const text = view.fold(typeof value === 'object' ? value.join(' ') : String(value))
  const words = fold(JSON.stringify(asked)).match(/[\p{L}\p{N}_]+/gu) ?? []
  return words.filter((word) => text.includes(word)).length / (words.length + 1)
}
