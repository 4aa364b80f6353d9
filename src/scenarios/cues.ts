import type { Played, PlayStep, Turn } from '../core/action.ts'
import type { Call } from '../core/call.ts'
import type { Strictness } from '../core/contract.ts'
import type { CallContext } from '../core/context.ts'
import type { Cue, Scenario, Step } from '../core/scenario.ts'
import { actionByName, findMisfits, isOpen, isSpent, toCandidate, type Candidate, type Trial } from './candidate.ts'
import { mayReplay, replays } from './actions/recorded.ts'
import { createView, type View } from './condition.ts'
import { createCueIndex } from './cue-index.ts'
import { createKeys } from './cue-keys.ts'
import type { Verdict } from './explain.ts'
import { similarTo } from '../core/nearest.ts'

/** The cues of all scenarios, in the order in which they count. */
export interface Cues {
  readonly all: readonly Cue[]
  /**
   * The first cue that holds and is not spent; this counts as its play. `added` cues (newest first) come before all others.
   * `x-cuecard-scenario` leaves only the cues of one scenario (and the added ones), `x-cuecard-cue` forces a cue, even one
   * that does not hold or is spent. A promise only when a condition on the body has to be checked.
   */
  choose(call: Call, context: Trial, added?: readonly Cue[]): Choice | Promise<Choice>
  /** What `choose` would give; counts nothing. */
  peek(call: Call, context: Trial, added?: readonly Cue[]): Choice | Promise<Choice>
  /** What the scenario whose cue would be chosen says of strictness; counts nothing. Absent when no scenario says anything. */
  strictness?(
    call: Call,
    context: Trial,
    added?: readonly Cue[],
  ): Strictness | undefined | Promise<Strictness | undefined>
  /** Whether the cue that would be chosen answers with a recording; counts nothing. Absent when no cue has one. */
  replays?(call: Call, context: Trial, added?: readonly Cue[]): boolean | Promise<boolean>
  /** Does what the chosen cue says; its `manner`, if any, is to be laid over the cue's own. */
  play(chosen: Chosen, call: Call, context: CallContext): Played | Promise<Played>
  /** The same for a step without a cue. */
  playStep(step: Step, call: Call, context: CallContext): Played | Promise<Played>
  /** Why no cue answered: the nearest ones, each with what differed, and a cue that would answer. */
  explainMiss(call: Call, counters: Trial['counters'], added?: readonly Cue[]): Promise<string>
  /** What every cue makes of a call, in the order in which they are tried; counts nothing. */
  trace(call: Call, context: Trial, added?: readonly Cue[]): Promise<readonly Verdict[]>
}

export type Choice = Chosen | UnknownName | undefined

export interface Chosen extends Turn {
  readonly cue: Cue
  /** Absent for added cues. */
  readonly scenario?: Scenario
}

/** A header asked for a cue or a scenario that does not exist. */
export interface UnknownName {
  readonly unknown: 'cue' | 'scenario'
  readonly name: string
  /** Names that it may have meant, best first. */
  readonly nearest: readonly string[]
}

export const isUnknownName = (choice: object): choice is UnknownName => 'unknown' in choice

/**
 * Compiles and indexes the cues. Throws a `CuecardError` when a scenario was made by hand and is none.
 * Whoever makes them again with the same `keys` finds the counters of the cues that stay.
 */
export const createCues = (scenarios: readonly Scenario[], keys = createKeys()): Cues => {
  const candidates = scenarios.flatMap((scenario) =>
    scenario.cues.map((cue) => toCandidate(cue, scenario, keys.of(cue))),
  )
  const byCue = new WeakMap(candidates.map((candidate) => [candidate.cue, candidate]))
  const index = createCueIndex(candidates.map((candidate) => candidate.condition))

  const candidateOf = (cue: Cue): Candidate => {
    const known = byCue.get(cue)
    if (known !== undefined) return known
    const candidate = toCandidate(cue, undefined, keys.of(cue))
    byCue.set(cue, candidate)
    return candidate
  }

  /** Added cues, then those of the scenarios that may hold. */
  const trialOf = (view: View, added: readonly Cue[]): (() => Candidate | undefined) => {
    const positions = index.candidates(view)
    let at = 0
    return () => {
      const cue = added[at++]
      if (cue !== undefined) return candidateOf(cue)
      const position = positions.next()
      return position === undefined ? undefined : candidates[position]
    }
  }

  const force = (call: Call, context: Trial, added: readonly Cue[], name: string): Choice => {
    const scenario = call.headers[scenarioHeader]
    const open = [...added.map(candidateOf), ...candidates.filter((candidate) => isOpen(candidate, call, scenario))]
    const candidate = open.find(({ cue }) => cue.name === name)
    if (candidate === undefined)
      return unknownName(
        'cue',
        name,
        open.map(({ cue }) => cue.name),
      )
    return take(candidate, createView(call), context, true)
  }

  const choose: Cues['choose'] = (call, context, added = []) => {
    const scenario = call.headers[scenarioHeader]
    if (scenario !== undefined && !scenarios.some(({ name }) => name === scenario))
      return unknownName(
        'scenario',
        scenario,
        scenarios.map(({ name }) => name),
      )
    const name = call.headers[cueHeader]
    if (name !== undefined) return force(call, context, added, name)
    const view = createView(call)
    return tryEach(trialOf(view, added), view, context, scenario)
  }
  const peek: Cues['peek'] = (call, context, added) => choose(call, peeking(context), added)
  const strictness: Cues['strictness'] = (call, context, added) => {
    const choice = peek(call, context, added)
    return choice instanceof Promise ? choice.then(strictnessOf) : strictnessOf(choice)
  }
  const replaysNext: Cues['replays'] = (call, context, added) => {
    const choice = peek(call, context, added)
    return choice instanceof Promise ? choice.then(isReplay) : isReplay(choice)
  }

  return {
    all: candidates.map((candidate) => candidate.cue),
    choose,
    peek,
    ...(scenarios.some((scenario) => scenario.strictness !== undefined) && { strictness }),
    ...(candidates.some(({ cue }) => mayReplay(cue)) && { replays: replaysNext }),
    play: (chosen, call, context) => playStep(chosen.cue.action, call, context, chosen),
    playStep: (step, call, context) => playStep(step, call, context, { nth: 0, groups: {} }),
    // Most cuecards never explain anything.
    explainMiss: async (call, counters, added = []) => {
      const { explainMiss } = await import('./explain.ts')
      const open = candidates.filter((candidate) => isOpen(candidate, call, call.headers[scenarioHeader]))
      return explainMiss(call, [...added.map(candidateOf), ...open], counters)
    },
    trace: async (call, context, added = []) => {
      const { traceCues } = await import('./explain.ts')
      return traceCues(call, [...added.map(candidateOf), ...candidates], peeking(context), call.headers[scenarioHeader])
    },
  }
}

/** Looks at counters and leaves them as they are. */
const peeking = ({ counters, compiler }: Trial): Trial => {
  const read = (name: string): number => counters.read(name)
  return { counters: { read, next: read }, compiler, warn: () => undefined }
}

const strictnessOf = (choice: Choice): Strictness | undefined =>
  choice === undefined || isUnknownName(choice) ? undefined : choice.scenario?.strictness

const isReplay = (choice: Choice): boolean =>
  choice !== undefined && !isUnknownName(choice) && replays(choice.cue.action, choice.nth)

const cueHeader = 'x-cuecard-cue'
const scenarioHeader = 'x-cuecard-scenario'

const tryEach = (
  next: () => Candidate | undefined,
  view: View,
  context: Trial,
  scenario: string | undefined,
): Choice | Promise<Choice> => {
  for (let candidate = next(); candidate !== undefined; candidate = next()) {
    if (!isOpen(candidate, view.call, scenario)) continue
    const { tests, body } = candidate.condition
    if (isSpent(candidate, context.counters) || !tests.every((test) => test.holds(view))) continue
    if (body !== undefined) return tryBody(candidate, next, view, context, scenario)
    return take(candidate, view, context, false)
  }
  return undefined
}

const tryBody = async (
  candidate: Candidate,
  next: () => Candidate | undefined,
  view: View,
  context: Trial,
  scenario: string | undefined,
): Promise<Choice> => {
  const misfits = await findMisfits(candidate, view.call, context)
  const chosen = misfits.length === 0 ? take(candidate, view, context, false) : undefined
  return chosen ?? tryEach(next, view, context, scenario)
}

/** Counts the play: undefined when another call has taken the last one meanwhile. */
const take = (candidate: Candidate, view: View, context: Trial, isForced: boolean): Chosen | undefined => {
  if (!isForced && isSpent(candidate, context.counters)) return undefined
  const { cue, scenario, key } = candidate
  const chosen = { cue, nth: context.counters.next(key), groups: groupsOf(candidate, view) }
  return scenario === undefined ? chosen : { ...chosen, scenario }
}

const noGroups: Chosen['groups'] = {}

const groupsOf = ({ condition: { tests } }: Candidate, view: View): Chosen['groups'] => {
  if (tests.every((test) => test.groups === undefined)) return noGroups
  const entries = tests.flatMap(({ groups }) => {
    if (groups === undefined) return []
    const found = groups.find(view)
    return groups.names.map((name) => [name, found?.[name] ?? ''] as const)
  })
  return Object.fromEntries(entries)
}

const playStep: PlayStep = (step, call, context, turn) => {
  const action = actionByName.get(step.name)
  if (action === undefined) throw new TypeError(`there is no action "${step.name}"`)
  return action.play(step, call, context, playStep, turn)
}

const unknownName = (unknown: UnknownName['unknown'], name: string, known: readonly string[]): UnknownName => {
  const distinct = [...new Set(known)]
  const nearest = similarTo(name, distinct)
  return { unknown, name, nearest: nearest.length > 0 ? nearest : distinct.slice(0, 3) }
}
