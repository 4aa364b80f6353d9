import type { Call } from '../core/call.ts'
import type { CallContext } from '../core/context.ts'
import type { SchemaCheck, SchemaError } from '../core/contract.ts'
import type { Cue, Scenario } from '../core/scenario.ts'
import { actions } from './actions/list.ts'
import { compileCondition, type Condition } from './condition.ts'

/** A cue ready to be tried. */
export interface Candidate {
  readonly cue: Cue
  /** Absent for cues that code has put in front. */
  readonly scenario: Scenario | undefined
  readonly condition: Condition
  /** Name of the counter of its plays. */
  readonly key: string
  /** After how many plays it is spent. */
  readonly limit: number
}

/** What choosing needs of a call's context. */
export type Trial = Pick<CallContext, 'counters' | 'compiler' | 'warn'>

export const actionByName = new Map(actions.map((action) => [action.name, action]))

/** After how many plays there is nothing left for a cue to do; infinite for most. */
export const limitOf = ({ times, action }: Cue): number =>
  Math.min(times ?? Infinity, actionByName.get(action.name)?.limit?.(action) ?? Infinity)

export const toCandidate = (cue: Cue, scenario: Scenario | undefined, key: string): Candidate => ({
  cue,
  scenario,
  condition: compileCondition(cue.when),
  key,
  limit: limitOf(cue),
})

/** Whether the cue's scenario takes part in a call; `name` is that of the only scenario asked for, if one was. */
export const isOpen = ({ scenario }: Candidate, call: Call, name: string | undefined): boolean =>
  scenario === undefined ||
  ((scenario.dialect === undefined || scenario.dialect === call.dialect.name) &&
    (name === undefined || scenario.name === name))

export const isSpent = ({ limit, key }: Candidate, counters: Pick<Trial['counters'], 'read'>): boolean =>
  limit !== Infinity && counters.read(key) >= limit

const checks = new WeakMap<Condition, SchemaCheck>()
const nothingFits: SchemaCheck = () => [
  { keyword: 'false schema', instancePath: '', schemaPath: '#', params: {}, message: 'its schema cannot be used' },
]

/** What the schema of a cue's condition finds wrong with a body. */
export const findMisfits = async (
  candidate: Candidate,
  call: Call,
  context: Trial,
): Promise<readonly SchemaError[]> => {
  const { condition, cue } = candidate
  if (condition.body === undefined) return []
  if (!checks.has(condition)) {
    const compiled = (await context.compiler()).compile(condition.body)
    if ('reason' in compiled)
      context.warn(`cue "${cue.name}" never holds, its body schema cannot be used: ${compiled.reason}`)
    checks.set(condition, 'reason' in compiled ? nothingFits : compiled.check)
  }
  return knownMisfits(candidate, call) ?? []
}

/** The same without waiting: undefined when the schema was not needed so far. */
export const knownMisfits = ({ condition }: Candidate, call: Call): readonly SchemaError[] | undefined =>
  checks.get(condition)?.(call.body)
