import { createContracts, type Contracts } from '../contracts/contracts.ts'
import type { Dialect } from '../core/dialect.ts'
import type { Finding } from '../core/errors.ts'
import { isJsonObject, type Json, type JsonObject } from '../core/json.ts'
import type { Reply } from '../core/reply.ts'
import type { Cue, Manner, Scenario, Step } from '../core/scenario.ts'
import type { JournalEntry } from '../core/store.ts'
import { createCuecard, type Cuecard } from '../cuecard.ts'
import { dialectNamed } from '../dialects/dialects.ts'
import { createFindings, type Findings } from '../findings.ts'
import type { CuecardOptions } from '../options.ts'
import { checkReach } from '../scenarios/check-reach.ts'
import { checkToolCalls } from '../scenarios/check-tool-calls.ts'
import { withNumbers } from '../scenarios/template.ts'
import { checkBodies } from './check-bodies.ts'
import { judge } from './judge.ts'
import { specimenOf } from './specimen.ts'
import { streamTerms } from './stream-terms.ts'

export interface CheckOptions extends Pick<CuecardOptions, 'dialect' | 'strictness' | 'rules'> {
  /** Requests that clients send: whichever cue answers one has to fit it. */
  readonly requests?: readonly { readonly dialect: string; readonly value: Json }[]
}

/**
 * Finds cues that cannot be reached, and plays every cue of the scenarios, plain and streamed, to hold what it answers to the contracts.
 * An `example` is played against all scenarios together, as a server would; a cue without one is played alone.
 * Throws a `CuecardError` where `createCuecard` does.
 */
export const checkScenarios = async (
  scenarios: readonly Scenario[],
  { requests = [], ...options }: CheckOptions = {},
): Promise<readonly Finding[]> => {
  const together = createCuecard({ ...options, scenarios, auth: 'off' })
  const bench: Bench = { options, together, contracts: createContracts(options), findings: createFindings() }
  for (const finding of [...checkReach(scenarios), ...checkToolCalls(scenarios), ...(await checkBodies(scenarios))])
    bench.findings.add(finding)
  for (const scenario of scenarios) {
    for (const cue of scenario.cues) await checkCue(bench, scenario, cue)
  }
  for (const { dialect, value } of requests) {
    if (!isJsonObject(value) || dialectNamed(dialect) === undefined) continue
    // The cuecard itself finds what does not fit.
    for (const stream of [false, true]) await send(together, dialect, { ...value, stream }, `fixture ${stream}`)
  }
  for (const finding of together.findings) bench.findings.add(finding)
  return bench.findings.all
}

interface Bench {
  readonly options: CheckOptions
  /** A cuecard with all scenarios. */
  readonly together: Cuecard
  readonly contracts: Contracts
  readonly findings: Findings
}

const checkCue = async (bench: Bench, scenario: Scenario, cue: Cue): Promise<void> => {
  if (cue.example === undefined) {
    const unbound = withoutCondition(cue)
    const alone = createCuecard({
      ...bench.options,
      scenarios: [{ ...scenario, cues: [unbound] }],
      auth: 'off',
      onViolation: 'record',
    })
    return playCue(bench, alone, scenario, cue, specimenOf({ ...unbound, ...(cue.when && { when: cue.when }) }))
  }
  const { entry } = await play(bench.together, scenario, cue.example, `${nameOf(cue)} is reached`)
  const strays = findStray(cue, entry)
  if (strays === undefined) return playCue(bench, bench.together, scenario, cue, cue.example)
  bench.findings.add(strays)
}

/** A cue that holds always. What its condition would have found in a request is a number: that fits in a text and in JSON. */
const withoutCondition = ({ when, ...cue }: Cue): Cue => ({ ...cue, action: withNumbersIn(cue.action, groupsOf(when)) })

const withNumbersIn = (step: Step, groups: ReadonlySet<string>): Step => ({
  ...step,
  value: typeof step.value === 'function' ? step.value : withNumbers(step.value, groups),
  ...(step.parts && {
    parts: step.parts.map((part) => ({ ...part, step: withNumbersIn(part.step, groups) })),
  }),
})

/** The names of all groups that a condition may find. */
const groupsOf = (when: JsonObject = {}): ReadonlySet<string> =>
  new Set(Array.from(JSON.stringify(when).matchAll(/\(\?<(?<name>[^>=!]+)>/g), ({ groups }) => groups?.['name'] ?? ''))

/** What is wrong when an example does not reach its cue. */
const findStray = (cue: Cue, entry: JournalEntry | undefined): Finding | undefined => {
  if (entry?.cue === cue.name) return undefined
  const violation = entry?.violations.find(({ severity }) => severity === 'error')
  const place = { severity: 'error', cue: cue.name, ...(cue.source !== undefined && { source: cue.source }) } as const
  if (violation !== undefined)
    return {
      ...place,
      code: 'example-breaks-contract',
      message: `the example would be refused: ${violation.error.message}`,
    }
  const who = entry?.cue === undefined ? 'no cue' : `cue "${entry.cue}"`
  return {
    ...place,
    code: 'example-goes-elsewhere',
    message: `the example is answered by ${who}: change it, or \`when\``,
  }
}

/** Plays a request as often as the cue has steps, plain and streamed, each in a scope of its own. */
const playCue = async (
  { contracts, findings, options, together }: Bench,
  cuecard: Cuecard,
  scenario: Scenario,
  cue: Cue,
  request: JsonObject,
): Promise<void> => {
  const strictness = scenario.strictness ?? options.strictness ?? 'practical'
  const plays = playsOf(cue.action, isBroken(cue.how))
  for (const stream of [false, true]) {
    for (const broken of plays) {
      const scope = `${nameOf(cue)} ${stream}`
      const { entry, reply, dialect } = await play(cuecard, scenario, { ...request, stream }, scope)
      // A cue that waits for a stream does not answer the plain request, and the other way round.
      if (entry?.cue !== cue.name || entry.endpoint === undefined || dialect === undefined) break
      // Answers that are broken on purpose are held to nothing.
      if (broken) continue
      const set = await contracts.of(dialect, entry.endpoint, strictness)
      findings.judge(cue, judge(reply, set, streamTerms({ ...request, stream }, dialect, strictness)))
      // All the scenarios together keep their findings themselves, and may have more to tell of a call.
      if (cuecard !== together) findings.warn(cue, entry.warnings)
    }
  }
}

const nameOf = ({ name, source }: Cue): string => `check ${source?.file ?? ''}:${source?.line ?? ''} ${name}`

const mostPlays = 100

/** One item for each time that the step is to be played, until all its parts were: whether that play is broken on purpose. */
const playsOf = ({ name, parts }: Step, broken: boolean): readonly boolean[] => {
  // A recording is what a service said: nobody here can mend it.
  if (parts === undefined) return [broken || name === 'recorded']
  const plays = parts.flatMap(({ step, how, times = 1 }) => {
    const inner = playsOf(step, broken || isBroken(how))
    return Array.from({ length: Math.min(times, mostPlays) }, (_, nth) => inner[nth] ?? inner.at(-1) ?? broken)
  })
  return plays.slice(0, mostPlays)
}

const isBroken = ({ faults = [] }: Manner): boolean => faults.length > 0

interface Played {
  readonly entry: JournalEntry | undefined
  readonly reply: Reply
  readonly dialect: Dialect | undefined
}

const encoder = new TextEncoder()

const play = (cuecard: Cuecard, scenario: Scenario, request: JsonObject, scope: string): Promise<Played> =>
  send(cuecard, scenario.dialect ?? cuecard.dialect, request, scope)

const send = async (cuecard: Cuecard, dialect: string, request: JsonObject, scope: string): Promise<Played> => {
  const { reply, settle } = await cuecard.respond({
    method: 'POST',
    path: '/chat/completions',
    query: '',
    headers: { 'content-type': 'application/json' },
    body: encoder.encode(JSON.stringify(request)),
    dialect,
    scope,
  })
  settle({ end: 'complete', bytes: 0 })
  return { entry: cuecard.scope(scope).calls.at(-1), reply, dialect: dialectNamed(dialect) }
}
