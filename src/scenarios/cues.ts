import type { Played, PlayStep, Turn } from '../core/action.ts'
import type { Call } from '../core/call.ts'
import type { SchemaCheck, Strictness } from '../core/contract.ts'
import type { CallContext } from '../core/context.ts'
import type { Cue, Scenario, Step } from '../core/scenario.ts'
import { actions } from './actions/list.ts'
import { compileCondition, createView, type Condition, type View } from './condition.ts'
import { createCueIndex } from './cue-index.ts'
import { createKeys } from './cue-keys.ts'
import { explainMiss } from './explain.ts'
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
  /** What the scenario whose cue would be chosen says of strictness; counts nothing. Absent when no scenario says anything. */
  strictness?(
    call: Call,
    context: Trial,
    added?: readonly Cue[],
  ): Strictness | undefined | Promise<Strictness | undefined>
  /** Does what the chosen cue says; its `manner`, if any, is to be laid over the cue's own. */
  play(chosen: Chosen, call: Call, context: CallContext): Played | Promise<Played>
  /** The same for a step without a cue. */
  playStep(step: Step, call: Call, context: CallContext): Played | Promise<Played>
  /** Why no cue answered: the nearest ones, each with the fact that differed. */
  explainMiss(call: Call, added?: readonly Cue[]): string
}

/** What choosing needs of a call's context. */
type Trial = Pick<CallContext, 'counters' | 'compiler' | 'warn'>

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

/** A cue ready to be tried. */
interface Candidate {
  readonly cue: Cue
  readonly scenario: Scenario | undefined
  readonly condition: Condition
  readonly key: string
  /** After how many plays it is spent. */
  readonly limit: number
}

/**
 * Compiles and indexes the cues. Throws a `CuecardError` when a scenario was made by hand and is none.
 * Whoever makes them again with the same `keyOf` finds the counters of the cues that stay.
 */
export const createCues = (scenarios: readonly Scenario[], keyOf = createKeys()): Cues => {
  const candidates = scenarios.flatMap((scenario) => scenario.cues.map((cue) => toCandidate(cue, scenario, keyOf(cue))))
  const byCue = new WeakMap(candidates.map((candidate) => [candidate.cue, candidate]))
  const index = createCueIndex(candidates.map((candidate) => candidate.condition))

  const candidateOf = (cue: Cue): Candidate => {
    const known = byCue.get(cue)
    if (known !== undefined) return known
    const candidate = toCandidate(cue, undefined, keyOf(cue))
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
  const strictness: Cues['strictness'] = (call, context, added) => {
    const choice = choose(call, peeking(context), added)
    return choice instanceof Promise ? choice.then(strictnessOf) : strictnessOf(choice)
  }

  return {
    all: candidates.map((candidate) => candidate.cue),
    choose,
    ...(scenarios.some((scenario) => scenario.strictness !== undefined) && { strictness }),
    play: (chosen, call, context) => playStep(chosen.cue.action, call, context, chosen),
    playStep: (step, call, context) => playStep(step, call, context, { nth: 0, groups: {} }),
    explainMiss: (call, added = []) => {
      const open = candidates.filter((candidate) => isOpen(candidate, call, call.headers[scenarioHeader]))
      return explainMiss(call, [...added.map(candidateOf), ...open])
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

const cueHeader = 'x-cuecard-cue'
const scenarioHeader = 'x-cuecard-scenario'

const actionByName = new Map(actions.map((action) => [action.name, action]))

const toCandidate = (cue: Cue, scenario: Scenario | undefined, key: string): Candidate => ({
  cue,
  scenario,
  condition: compileCondition(cue.when),
  key,
  limit: Math.min(cue.times ?? Infinity, actionByName.get(cue.action.name)?.limit?.(cue.action) ?? Infinity),
})

const isOpen = ({ scenario }: Candidate, call: Call, name: string | undefined): boolean =>
  scenario === undefined ||
  ((scenario.dialect === undefined || scenario.dialect === call.dialect.name) &&
    (name === undefined || scenario.name === name))

const tryEach = (
  next: () => Candidate | undefined,
  view: View,
  context: Trial,
  scenario: string | undefined,
): Choice | Promise<Choice> => {
  for (let candidate = next(); candidate !== undefined; candidate = next()) {
    if (!isOpen(candidate, view.call, scenario)) continue
    const { tests, body } = candidate.condition
    if (isSpent(candidate, context) || !tests.every((test) => test.holds(view))) continue
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
  const isFitting = await fitsBody(candidate, view, context)
  const chosen = isFitting ? take(candidate, view, context, false) : undefined
  return chosen ?? tryEach(next, view, context, scenario)
}

const checks = new WeakMap<Condition, SchemaCheck>()
const nothingFits: SchemaCheck = () => [{ keyword: 'false schema', instancePath: '', schemaPath: '#', params: {} }]

const fitsBody = async ({ condition, cue }: Candidate, view: View, context: Trial): Promise<boolean> => {
  let check = checks.get(condition)
  if (check === undefined) {
    const compiled = (await context.compiler()).compile(condition.body ?? true)
    if ('reason' in compiled)
      context.warn(`cue "${cue.name}" never holds, its body schema cannot be used: ${compiled.reason}`)
    check = 'reason' in compiled ? nothingFits : compiled.check
    checks.set(condition, check)
  }
  return check(view.call.body).length === 0
}

const isSpent = ({ limit, key }: Candidate, context: Trial): boolean =>
  limit !== Infinity && context.counters.read(key) >= limit

/** Counts the play: undefined when another call has taken the last one meanwhile. */
const take = (candidate: Candidate, view: View, context: Trial, isForced: boolean): Chosen | undefined => {
  if (!isForced && isSpent(candidate, context)) return undefined
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
