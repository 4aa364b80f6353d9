import { loadCompiler } from '../contracts/engine.ts'
import type { Call } from '../core/call.ts'
import type { Strictness } from '../core/contract.ts'
import type { Dialect } from '../core/dialect.ts'
import { CuecardError } from '../core/errors.ts'
import type { Incoming } from '../core/incoming.ts'
import { isJsonObject, type Json } from '../core/json.ts'
import { isPassed, type Cut, type Reply } from '../core/reply.ts'
import type { Scenario } from '../core/scenario.ts'
import type { Violation } from '../core/violation.ts'
import { createCuecard, type Cuecard } from '../cuecard.ts'
import { dialectNamed, dialects } from '../dialects/dialects.ts'
import { chatCompletions } from '../endpoints/chat-completions/endpoint.ts'
import type { CuecardOptions } from '../options.ts'
import { createCues } from '../scenarios/cues.ts'
import type { Verdict } from '../scenarios/explain.ts'
import { createCounters } from '../store/counters.ts'
import { renderBody } from '../wire/send.ts'

export interface ExplainOptions extends Pick<
  CuecardOptions,
  'dialect' | 'strictness' | 'rules' | 'seed' | 'onUnmatched'
> {
  /** Headers of the request, lower case. */
  readonly headers?: Readonly<Record<string, string>>
  /** The request is played so often, and the last call explained. Default: once. */
  readonly call?: number
}

/** What becomes of a request. */
export interface RequestExplanation {
  readonly dialect: string
  readonly call: number
  /** Name of the cue that answers. */
  readonly cue: string | undefined
  /** Whether the answer is made up, because no cue answers. */
  readonly generated: boolean
  /** What the request breaks of its contract; one that is refused asks no cue. */
  readonly violations: readonly Violation[]
  readonly warnings: readonly string[]
  /** What each cue makes of it, in the order in which they are tried. */
  readonly verdicts: readonly Verdict[]
  /** Why no cue answers, and a cue that would; when none does. */
  readonly miss: string | undefined
  readonly reply: ShownReply | 'passthrough'
}

export interface ShownReply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Milliseconds before the status line. */
  readonly delay: number
  /** As it is sent when nothing cuts it. */
  readonly body: string
  readonly cut?: Cut
}

/**
 * Plays a chat completion against scenarios, as a server would that has just been started, and tells what every cue makes of it.
 * Knows neither cues that code puts in front nor calls before the first. Throws a `CuecardError` where `createCuecard` does.
 */
export const explainRequest = async (
  scenarios: readonly Scenario[],
  request: Json,
  { headers = {}, call = 1, ...options }: ExplainOptions = {},
): Promise<RequestExplanation> => {
  const dialect = dialectOf(scenarios, options.dialect)
  const cuecard = createCuecard({ ...options, dialect: dialect.name, scenarios, auth: 'off' })
  const reply = await play(cuecard, request, headers, call)
  const entry = cuecard.calls.at(-1)
  const isRefused = entry !== undefined && entry.cue === undefined && entry.violations.some(isError)
  const strictness = options.strictness ?? 'practical'
  const { verdicts, miss } = isRefused
    ? { verdicts: [], miss: undefined }
    : await trace(scenarios, toCall(dialect, request, headers, strictness), call)
  return {
    dialect: dialect.name,
    call,
    cue: entry?.cue,
    generated: entry?.generated ?? false,
    violations: entry?.violations ?? [],
    warnings: (entry?.warnings ?? []).filter((warning) => !warning.includes('\n')),
    verdicts,
    miss: entry?.cue === undefined ? miss : undefined,
    reply: shown(reply),
  }
}

const isError = ({ severity }: Violation): boolean => severity === 'error'

/** Scenarios that are all of one dialect are asked in it. */
const dialectOf = (scenarios: readonly Scenario[], asked: string | undefined): Dialect => {
  const names = new Set(scenarios.map(({ dialect }) => dialect))
  const [only] = names
  const name = asked ?? (names.size === 1 ? only : undefined) ?? 'openai'
  return dialectNamed(name) ?? noDialect(name)
}

const noDialect = (name: string): never => {
  throw new CuecardError(
    'bad_options',
    `there is no dialect ${name}: write ${dialects.map(({ name }) => name).join(', ')}`,
  )
}

const encoder = new TextEncoder()

const play = async (
  cuecard: Cuecard,
  request: Json,
  headers: Readonly<Record<string, string>>,
  times: number,
): Promise<Reply> => {
  const incoming: Incoming = {
    method: 'POST',
    path: '/chat/completions',
    query: '',
    headers: { 'content-type': 'application/json', ...headers },
    body: encoder.encode(JSON.stringify(request)),
    dialect: cuecard.dialect,
  }
  for (let played = 1; ; played++) {
    const { reply, settle } = await cuecard.respond(incoming)
    settle({ end: 'complete', bytes: 0 })
    if (played >= times) return reply
  }
}

/** What each cue makes of the last of so many equal calls. */
const trace = async (scenarios: readonly Scenario[], call: Call, times: number) => {
  const cues = createCues(scenarios)
  const compiler = await loadCompiler()
  const context = { counters: createCounters(), compiler: async () => compiler, warn: () => undefined }
  for (let played = 1; played < times; played++) await cues.choose(call, context)
  const verdicts = await cues.trace(call, context)
  return { verdicts, miss: await cues.explainMiss(call, context.counters) }
}

const toCall = (
  dialect: Dialect,
  request: Json,
  headers: Readonly<Record<string, string>>,
  strictness: Strictness,
): Call => {
  const asked = isJsonObject(request) ? request : {}
  const body = dialect.widen?.(chatCompletions.name, asked, strictness) ?? asked
  return {
    ordinal: 1,
    scope: 'default',
    method: 'POST',
    path: `${dialect.basePath}/chat/completions`,
    query: '',
    headers,
    dialect,
    endpoint: chatCompletions,
    params: {},
    body,
    at: 0,
    facts: chatCompletions.facts(body),
  }
}

const shown = (reply: Reply): RequestExplanation['reply'] => {
  if (isPassed(reply)) return 'passthrough'
  const { status, headers, delay, cut } = reply
  const body = renderBody(reply)
  return {
    status,
    headers,
    delay,
    body: typeof body === 'string' ? body : new TextDecoder().decode(body),
    ...(cut !== undefined && { cut }),
  }
}
