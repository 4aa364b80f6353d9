import { keyOfScope } from './core/controls.ts'
import type { Clock } from './core/clock.ts'
import type { Finding } from './core/errors.ts'
import type { Incoming } from './core/incoming.ts'
import type { Exchange, Reply } from './core/reply.ts'
import type { Cue, Scenario } from './core/scenario.ts'
import type { JournalEntry } from './core/store.ts'
import type { Violation } from './core/violation.ts'
import type { CueObject, ScenarioObject } from './options.ts'
import type { Memory, Rooms, ScopeState } from './rooms.ts'
import { scenarioFileSchema } from './scenario-file.ts'
import { checkErrors } from './scenarios/check-errors.ts'
import { findWarnings, throwFindings, toCue } from './scenarios/scenario.ts'
import { missesUpstream } from './upstream.ts'
import { createFetch } from './wire/fetch.ts'

/** The calls a cuecard keeps; `dropped` of the oldest are gone. */
export interface Calls extends ReadonlyArray<JournalEntry> {
  readonly dropped: number
}

/** One isolated view: its own counters, one-shot cues and calls. */
export interface Scope {
  readonly name: string
  /** A key that leads calls into this scope: `new OpenAI({ apiKey: scope.apiKey })`. */
  readonly apiKey: string
  /** A web-standard `fetch` that never leaves the process. */
  readonly fetch: typeof globalThis.fetch
  /** Oldest first; of a cuecard, those of all its scopes. */
  readonly calls: Calls
  /** What the calls broke of the contract. */
  readonly violations: readonly Violation[]
  /** What the authors of the scenarios should change. */
  readonly findings: readonly Finding[]
  /** The cuecard that this is a view of. */
  readonly cuecard: Cuecard
  /** Puts a cue, or several, in front of all others until `reset()`; of a cuecard, for all its scopes. */
  use(...cues: readonly (Cue | CueObject)[]): void
  /** The cues of `use()` that come before all others here, newest first. */
  readonly added: readonly Cue[]
  /** Forgets `use()` cues, counters and calls. */
  reset(): void
  /** Cues that no call has reached. */
  unplayed(): readonly Cue[]
  /** How often a cue has answered. */
  plays(cue: Cue): number
}

/** A stand-in for a service that speaks Chat Completions. */
export interface Cuecard extends Scope {
  readonly clock: Clock
  /** Name of the dialect of `/v1/…`. */
  readonly dialect: string
  /** In bytes. A door stops reading a body that is longer and passes on what it has read. */
  readonly bodyLimit: number
  /** What passes calls through to a service that the options do not name; undefined when nothing does. */
  readonly needsUpstream: string | undefined
  /** The scenarios in the order in which they count. */
  readonly scenarios: readonly Scenario[]
  /**
   * Puts scenarios in front of all others until `reset()`; one takes the place of one of its name that was added before.
   * Throws a `CuecardError` with all findings, and adds nothing, when one cannot be used.
   */
  add(...scenarios: readonly (Scenario | ScenarioObject)[]): void
  /**
   * Takes these scenarios for those it was made with, while it goes on serving. A cue that is said again, word for word, keeps its plays
   * in every scope; one that is changed starts afresh. Calls, `use()` and added scenarios stay. Throws, and changes nothing, like `add`.
   */
  load(...scenarios: readonly (Scenario | ScenarioObject)[]): void
  respond(incoming: Incoming): Promise<Exchange>
  scope(name: string): Scope
  /** Calls `listener` when a call is settled, with what was answered; returns a function that stops it. For logs and reports. */
  onCall(listener: (entry: JournalEntry, reply: Reply) => void): () => void
}

type Respond = (incoming: Incoming) => Promise<Exchange>

/** The cuecard as its users see it: the pipeline, and views of what it remembers. */
export const createView = (rooms: Rooms, respond: Respond): Cuecard => {
  const { clock, bodyLimit } = rooms.options
  const journal = rooms.journal.view()
  const cuecard: Cuecard = {
    name: 'default',
    apiKey: 'sk-test',
    clock,
    bodyLimit,
    get needsUpstream() {
      return missesUpstream(rooms)
    },
    dialect: rooms.dialect.name,
    respond,
    fetch: createFetch({ respond, clock, bodyLimit }),
    scope: (name) => createScope(rooms, respond, cuecard, name),
    onCall: (listener) => {
      rooms.listeners.add(listener)
      return () => rooms.listeners.delete(listener)
    },
    get cuecard() {
      return cuecard
    },
    get calls() {
      return journal.calls
    },
    get violations() {
      return journal.violations
    },
    get findings() {
      return rooms.findings.all
    },
    get scenarios() {
      return rooms.scenarios.all
    },
    add: (...scenarios) => {
      for (const finding of rooms.scenarios.add(scenarios).flatMap(findWarnings)) rooms.findings.add(finding)
    },
    load: (...scenarios) => {
      const kept = rooms.scenarios.replace(scenarios)
      for (const { played } of [rooms.everywhere, ...rooms.scopes.values()]) carry(played, kept)
      rooms.findings.renew(rooms.scenarios.all.flatMap(findWarnings))
    },
    get added() {
      return rooms.everywhere.added
    },
    use: (...cues) => {
      rooms.everywhere.added = [...toCues(cues, rooms), ...rooms.everywhere.added]
    },
    reset: () => {
      rooms.scenarios.clear()
      rooms.everywhere.added = []
      rooms.everywhere.played.clear()
      rooms.findings.clear()
      for (const { name } of rooms.scopes.values()) rooms.scopes.forget(name)
      rooms.limiter.reset()
      rooms.collections.forget()
      rooms.prompts.forget()
      journal.reset()
    },
    unplayed: () => unplayedOf([...rooms.everywhere.added, ...rooms.cues.all], rooms.everywhere.played),
    plays: (cue) => rooms.everywhere.played.get(cue) ?? 0,
  }
  return cuecard
}

/** Cues that are gone are forgotten, those that code has put in front stay. */
const carry = (played: Map<Cue, number>, kept: ReadonlyMap<Cue, Cue | undefined>): void => {
  const before = [...played]
  played.clear()
  for (const [cue, plays] of before) {
    const after = kept.has(cue) ? kept.get(cue) : cue
    if (after !== undefined) played.set(after, plays)
  }
}

const createScope = (rooms: Rooms, respond: Respond, cuecard: Cuecard, name: string): Scope => {
  const { clock, bodyLimit } = rooms.options
  const journal = rooms.journal.view(name)
  const state = (): ScopeState => rooms.scopes.of(name)
  // Looking does not count as use, and makes no scope.
  const seen = (): Memory => rooms.scopes.find(name) ?? nothing
  return {
    name,
    apiKey: keyOfScope(name),
    cuecard,
    fetch: createFetch({ respond: (incoming) => respond({ ...incoming, scope: name }), clock, bodyLimit }),
    get calls() {
      return journal.calls
    },
    get violations() {
      return journal.violations
    },
    get findings() {
      return rooms.findings.all
    },
    get added() {
      return [...seen().added, ...rooms.everywhere.added]
    },
    use: (...cues) => {
      state().added = [...toCues(cues, rooms), ...state().added]
    },
    reset: () => {
      rooms.scopes.forget(name)
      rooms.limiter.reset(name)
      rooms.collections.forget(name)
      rooms.prompts.forget(name)
      journal.reset()
    },
    unplayed: () => unplayedOf([...seen().added, ...rooms.everywhere.added, ...rooms.cues.all], seen().played),
    plays: (cue) => seen().played.get(cue) ?? 0,
  }
}

const nothing: Memory = { added: [], played: new Map() }

/** The first of the cues given together stays the first to be tried. */
const toCues = (given: readonly (Cue | CueObject)[], { dialect }: Rooms): readonly Cue[] => {
  const cues = given.map((cue, index) => toCue(cue, index, scenarioFileSchema))
  const findings = checkErrors({ name: 'use', cues }, dialect)
  if (findings.length > 0) throwFindings(findings, 'what use() was given')
  return cues
}

const unplayedOf = (cues: readonly Cue[], played: ReadonlyMap<Cue, number>): readonly Cue[] =>
  cues.filter((cue) => !played.has(cue))
