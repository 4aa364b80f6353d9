import { createContracts } from '../../contracts/contracts.ts'
import { loadCompiler } from '../../contracts/engine.ts'
import { realClock, type Clock } from '../../core/clock.ts'
import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts'
import { cost } from '../../endpoints/chat-completions/usage/cost.ts'
import type { OutgoingRequest } from '../conformance.ts'
import type { Difference } from '../difference.ts'
import { answerDifferences, endpointOf, type Bench } from './answer.ts'
import { ask, isQuota, missingBy, tokensOf } from './ask.ts'
import { noBudget, openPurse, type Budget, type Purse } from './budget.ts'
import { findingOf, type VerifyFinding } from './finding.ts'
import { createPacer } from './pacer.ts'
import type { Received, Trial } from './trial.ts'

/** Sends a request and reads the whole answer; follows no redirect. Rejects when there is none. */
export type Exchange = (request: OutgoingRequest, signal: AbortSignal) => Promise<Received>

export interface VerifyOptions {
  readonly send: Exchange
  /** What paths are put behind: `https://api.example.com/v1`. Nothing is sent to another origin. */
  readonly baseUrl: string
  /** Sent in every request whose defect is not the key. */
  readonly key: string
  /** Headers of every request. */
  readonly headers?: Readonly<Record<string, string>>
  /** What the service has of that which trials need (`vision`). */
  readonly have?: readonly string[]
  readonly budget?: Budget
  /** Calls a minute. Default: no bound. */
  readonly rate?: number
  /** Calls under way at a time. Default: 4. */
  readonly concurrency?: number
  /** For each answer. Default: 60 seconds. */
  readonly milliseconds?: number
  /** Ends the run; what was found so far is the result. */
  readonly signal?: AbortSignal
  readonly clock?: Clock
  /** Called when a trial is done. */
  readonly onResult?: (result: TrialResult) => void
}

/** How a trial ended. `skipped`: the service lacks what it needs. `left out`: the run ended before it. */
export interface TrialResult {
  readonly trial: Trial
  readonly outcome: 'passed' | 'failed' | 'skipped' | 'left out'
  readonly findings: readonly VerifyFinding[]
  /** Why it was not played, or not to its end. */
  readonly reason?: string
}

export interface Verification {
  /** In the order of the trials. */
  readonly results: readonly TrialResult[]
  readonly spent: Budget
}

/** Plays every trial against a service and says in what its answers differ. */
export const verify = async (trials: readonly Trial[], options: VerifyOptions): Promise<Verification> => {
  const { concurrency = 4, clock = realClock, signal = new AbortController().signal } = options
  const purse = openPurse(options.budget ?? noBudget)
  const bench: Bench = { contracts: createContracts(), compiler: await loadCompiler() }
  const ending = new AbortController()
  const run: Run = {
    options,
    purse,
    bench,
    clock,
    pace: createPacer(options.rate ?? Infinity, clock),
    signal: AbortSignal.any([signal, ending.signal]),
    end: (reason) => ending.abort(reason),
  }
  const results: TrialResult[] = []
  let next = 0
  const work = async (): Promise<void> => {
    for (let index = next++; index < trials.length; index = next++) {
      const trial = trials[index]
      if (trial === undefined) return
      const result = await play(trial, run)
      results[index] = result
      options.onResult?.(result)
    }
  }
  await Promise.all(Array.from({ length: concurrency }, work))
  return { results, spent: purse.spent }
}

interface Run {
  readonly options: VerifyOptions
  readonly purse: Purse
  readonly bench: Bench
  readonly clock: Clock
  readonly pace: (signal: AbortSignal) => Promise<void>
  /** Aborted when no more calls are to be made, with the reason. */
  readonly signal: AbortSignal
  end(reason: string): void
}

const mostTries = 3
const longestWait = 60_000

const play = async (trial: Trial, run: Run): Promise<TrialResult> => {
  const { have = [] } = run.options
  // Whether there is access to a model is found out by asking for it.
  const unmet = trial.needs.find((need) => need !== 'model access' && !have.includes(need))
  if (unmet !== undefined) return { trial, outcome: 'skipped', findings: [], reason: `needs ${unmet}` }
  const estimate = endpointOf(trial) === 'chat-completions' ? cost(bodyOf(trial)) : 0
  for (let tries = 1; ; tries++) {
    if (run.signal.aborted) return leftOut(trial, run.signal.reason)
    const held = run.purse.take(estimate)
    if (held === undefined) return leftOut(trial, 'the budget is spent')
    await run.pace(run.signal)
    if (run.signal.aborted) {
      held.settle(0)
      return leftOut(trial, run.signal.reason)
    }
    const answer = await ask(trial, run.options, run.signal)
    if ('failure' in answer) {
      held.settle(undefined)
      if (run.signal.aborted) return leftOut(trial, run.signal.reason)
      if (answer.unreachable) run.end('the target cannot be reached')
      return failed(trial, [answer.failure], run)
    }
    held.settle(answer.status === 200 ? tokensOf(answer) : 0)
    const { expect } = trial
    const isSpent = answer.status === 429 && expect.status !== 429
    if (isSpent && isQuota(answer)) run.end('the quota is spent')
    else if (isSpent && tries < mostTries) {
      const wait = Number(answer.headers['retry-after'] ?? tries) * 1_000
      await run.clock.sleepUntil(run.clock.now() + Math.min(wait >= 0 ? wait : 1_000, longestWait), run.signal)
      continue
    }
    const missing = missingBy(answer, trial, have)
    if (missing !== undefined) return { trial, outcome: 'skipped', findings: [], reason: `needs ${missing}` }
    // With a wrong key every other call would fail as well.
    if (answer.status === 401 && expect.status !== 401) run.end('the key was refused')
    const differences = await answerDifferences(answer, trial, run.bench)
    return differences.length === 0 ? { trial, outcome: 'passed', findings: [] } : failed(trial, differences, run)
  }
}

const leftOut = (trial: Trial, reason: unknown): TrialResult => ({
  trial,
  outcome: 'left out',
  findings: [],
  reason: typeof reason === 'string' ? reason : 'the run was interrupted',
})

const bodyOf = ({ request }: Trial): JsonObject => {
  try {
    const body: Json = JSON.parse(request.body)
    return isJsonObject(body) ? body : {}
  } catch {
    // A body that is broken on purpose costs nothing.
    return {}
  }
}

const failed = (trial: Trial, differences: readonly Difference[], { options }: Run): TrialResult => ({
  trial,
  outcome: 'failed',
  findings: differences.map((difference) => findingOf(difference, trial, options.key)),
})
