import { createContracts, type Contracts } from './contracts/contracts.ts'
import { loadCompiler } from './contracts/engine.ts'
import type { SchemaCompiler } from './core/contract.ts'
import type { Dialect } from './core/dialect.ts'
import type { Endpoint } from './core/endpoint.ts'
import { CuecardError } from './core/errors.ts'
import type { Incoming } from './core/incoming.ts'
import type { Maker, Writer } from './core/maker.ts'
import type { Reply } from './core/reply.ts'
import type { Cue } from './core/scenario.ts'
import type { Counters, JournalEntry, Limiter } from './core/store.ts'
import { createLoader, loadOnce, type Loading } from './core/loader.ts'
import type { Encoding, LoadTokens } from './core/tokens.ts'
import { dialectNamed } from './dialects/dialects.ts'
import { hintFor, hintForBase, locate } from './dialects/locate.ts'
import { endpoints } from './endpoints/endpoints.ts'
import { offer } from './endpoints/models/offer.ts'
import { createRouter } from './endpoints/route.ts'
import { createFindings, type Findings } from './findings.ts'
import type { ResolvedOptions } from './options.ts'
import { createScenarioSet, type ScenarioSet } from './scenario-set.ts'
import type { Cues } from './scenarios/cues.ts'
import { findWarnings } from './scenarios/scenario.ts'
import { createCollections, type AllCollections } from './store/collections.ts'
import { createCounters } from './store/counters.ts'
import { idsOf, requestIdFrom } from './core/request-id.ts'
import { createJournal, type CallJournal } from './store/journal.ts'
import { createLimiter } from './store/limits.ts'
import { createPromptStore, type PromptStore } from './store/prompts.ts'
import { createScopes, type Scopes } from './store/scopes.ts'

/** Everything that outlives a call, wired together once. */
export interface Rooms {
  readonly options: ResolvedOptions
  /** The dialect of `/v1/…`. */
  readonly dialect: Dialect
  readonly contracts: Contracts
  readonly scenarios: ScenarioSet
  /** Those of the scenarios that are served. */
  readonly cues: Cues
  readonly findings: Findings
  readonly limiter: Limiter
  readonly journal: CallJournal
  readonly scopes: Scopes<ScopeState>
  /** Names of scopes that had to go and of which nobody has been told. */
  readonly pushedOut: string[]
  readonly prompts: PromptStore
  readonly collections: AllCollections
  readonly tokens: LoadTokens
  readonly writer: () => Loading<Writer>
  readonly maker: () => Loading<Maker>
  readonly compiler: () => Loading<SchemaCompiler>
  /** What holds for all scopes. */
  readonly everywhere: Memory
  readonly listeners: Set<(entry: JournalEntry, reply: Reply) => void>
  route(incoming: Incoming): Match
}

/** Where a request leads. `unserved` carries what to do instead, when that is known. */
export type Match = { readonly dialect: Dialect } & (
  | { readonly endpoint: Endpoint; readonly params: Readonly<Record<string, string>> }
  | { readonly allowed: readonly string[] }
  | { readonly unserved: string | undefined }
)

/** What views change: cues put in front (newest first), and how often cues have answered. */
export interface Memory {
  added: readonly Cue[]
  readonly played: Map<Cue, number>
}

/** What a scope remembers of its own. */
export interface ScopeState extends Memory {
  readonly name: string
  readonly counters: Counters
  calls: number
}

/** Opens every room. Throws a `CuecardError` with all findings when a scenario cannot be used. */
export const openRooms = (options: ResolvedOptions): Rooms => {
  const dialect = dialectNamed(options.dialect)
  if (dialect === undefined) throw new CuecardError('bad_options', `there is no dialect ${options.dialect}`)
  const routerOf = memoized((spoken: string) => createRouter(endpoints.filter(isServedIn(spoken))))
  const scenarios = createScenarioSet(options.scenarios, dialect)
  const compiler = loadOnce(loadCompiler)
  const collections = createCollections({ compiler, models: () => offer(options.models), keeper: options.state })
  const freshScope = (name: string): ScopeState => ({
    name,
    counters: createCounters(),
    calls: collections.lastOrdinal(name),
    added: [],
    played: new Map(),
  })
  const pushedOut: string[] = []
  return {
    options,
    dialect,
    contracts: createContracts({ rules: options.rules }),
    scenarios,
    get cues() {
      return scenarios.cues
    },
    findings: createFindings(scenarios.all.flatMap(findWarnings)),
    limiter: createLimiter(options.rateLimit),
    journal: createJournal((scope, ordinal) => requestIdFrom(idsOf(options.seed, scope, ordinal))),
    scopes: createScopes(freshScope, {
      onDrop: (name) => {
        collections.forget(name)
        pushedOut.push(name)
      },
    }),
    pushedOut,
    collections,
    prompts: createPromptStore(),
    everywhere: { added: [], played: new Map() },
    listeners: new Set(),
    tokens: createLoader(async (encoding: Encoding) =>
      (await import('./generate/tokens/tokens.ts')).loadTokens(encoding),
    ),
    writer: loadOnce(async () => (await import('./generate/writer.ts')).writer),
    maker: loadOnce(async () => (await import('./generate/maker.ts')).createMaker(await compiler())),
    compiler,
    route: (incoming) => {
      const { dialect: spoken, path } = locate(incoming, dialect)
      const method = incoming.method === 'HEAD' ? 'GET' : incoming.method
      const router = routerOf(spoken.name)
      const match = path === undefined ? undefined : router.match(method, path)
      const found = match ?? router.matchRoot(method, incoming.path)
      return found === undefined
        ? {
            dialect: spoken,
            unserved:
              (path === undefined ? undefined : hintFor(path, spoken)) ??
              hintForBase({ path: incoming.path, below: path }, spoken),
          }
        : { dialect: spoken, ...found }
    },
  }
}

const isServedIn =
  (dialect: string) =>
  ({ dialects }: Endpoint): boolean =>
    dialects === undefined || dialects.includes(dialect)

/** An `import()` costs more than a whole call, even of a module that is loaded. */
const memoized = <Key, T>(make: (key: Key) => T): ((key: Key) => T) => {
  const made = new Map<Key, T>()
  return (key) => {
    const known = made.get(key)
    if (known !== undefined) return known
    const value = make(key)
    made.set(key, value)
    return value
  }
}
