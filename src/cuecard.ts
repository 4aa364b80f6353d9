import type { ApiError } from './core/api-error.ts'
import type { Call } from './core/call.ts'
import type { PlainEndpoint, PlayedEndpoint } from './core/endpoint.ts'
import type { StreamHand } from './core/hand.ts'
import type { Incoming } from './core/incoming.ts'
import type { Manner } from './core/scenario.ts'
import type { Cuecard } from './scope.ts'
import { isRefusal } from './core/endpoint.ts'
import { noFacts } from './core/facts.ts'
import { isDeeperThan, type JsonObject } from './core/json.ts'
import { overlayManner, overlayStream } from './core/manner.ts'
import { isPassed, type Exchange, type Reply } from './core/reply.ts'
import { precedesModel } from './contracts/order.ts'
import { resolveOptions, type CuecardOptions } from './options.ts'
import { problemWithKey } from './dialects/authenticate.ts'
import { dialects } from './dialects/dialects.ts'
import { limited } from './limited.ts'
import { prepareToKeep } from './keep.ts'
import { parseBody } from './parse-body.ts'
import { openRooms, type Match, type Rooms } from './rooms.ts'
import { plain } from './plain.ts'
import { addedCues, isCanned, play } from './play.ts'
import { createView } from './scope.ts'
import { asRecorded, sent, streamed, whole } from './reply.ts'
import { passedOn } from './upstream.ts'
import { Visit } from './visit.ts'
import { preflight } from './wire/headers.ts'

export type { Calls, Cuecard, Scope } from './scope.ts'

/**
 * Makes a stand-in for a service that speaks Chat Completions.
 * Throws a `CuecardError` that lists everything wrong with the options and the scenarios.
 *
 * @example
 * const cuecard = createCuecard({ scenarios: [{ cuecard: 1, cues: [{ reply: { content: 'Hello!' } }] }] })
 * const client = new OpenAI({ apiKey: 'sk-test', fetch: cuecard.fetch })
 */
export const createCuecard = (options: CuecardOptions = {}): Cuecard => {
  const names = dialects.map((dialect) => dialect.name)
  const rooms = openRooms(resolveOptions(options, names))
  return createView(rooms, (incoming) => respond(rooms, incoming))
}

const respond = async (rooms: Rooms, incoming: Incoming): Promise<Exchange> => {
  const visit = new Visit(rooms, incoming)
  let reply: Reply
  try {
    reply = await answer(rooms, visit)
  } catch (error) {
    reply = visit.refuse(isTooDeep(error, visit.body) ? visit.error('invalid_json') : failure(visit, error))
  }
  const dressed = isPassed(reply) ? reply : (visit.dialect.dress?.(reply, incoming) ?? reply)
  return { reply: dressed, settle: record(rooms, visit, dressed) }
}

/** Nobody means a body of so many levels; walking it takes more stack than there is. */
const isTooDeep = (error: unknown, body: JsonObject): boolean => error instanceof RangeError && isDeeperThan(500, body)

/** A cue's function may throw, and so may we: the client gets the service's 500, the author the reason. */
const failure = (visit: Visit, error: unknown): ApiError => {
  visit.warn(`failed to answer: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  return { ...visit.error('server_error'), headers: { 'x-should-retry': 'false' } }
}

/** The way of a call. Every early return is what the real service would answer at that point. */
const answer = async (rooms: Rooms, visit: Visit): Promise<Reply> => {
  const { options } = rooms
  const { incoming } = visit
  if (incoming.method === 'OPTIONS') return preflight(incoming)

  const match = rooms.route(incoming)
  visit.dialect = match.dialect
  if ('unserved' in match && options.onUnserved === 'passthrough')
    return { ...passedOn(rooms, incoming), unserved: true }

  const isOpen = 'endpoint' in match && match.endpoint.open === true
  const badKey = isOpen ? undefined : problemWithKey(visit.dialect, options.auth, visit.bareKey)
  const keyless = badKey !== undefined && options.auth === 'dialect'
  if (badKey !== undefined && !(keyless && (await isReplayed(rooms, visit, match, parseBody(incoming)))))
    return visit.refuse(visit.error(badKey))
  if ('unserved' in match) return visit.refuse(unserved(visit, match.unserved))
  if ('allowed' in match) return visit.refuse(visit.error('method_not_allowed'))
  const { endpoint } = match
  visit.endpoint = endpoint
  const { problem } = visit.controls
  if (problem !== undefined)
    return visit.refuse(visit.error('bad_control', { message: problem.message, param: problem.header }))
  if (incoming.body.length > options.bodyLimit) return visit.refuse(visit.error('body_too_large'))

  const body = parseBody(incoming)
  if (body === undefined) return visit.refuse(visit.error('invalid_json'))
  visit.body = body
  if (endpoint.kind === 'plain') return plain(rooms, endpoint, toCall(visit, match.params, endpoint), visit)

  const charge = { scope: visit.scope.name, key: visit.bareKey ?? '', model: visit.model, tokens: endpoint.cost(body) }
  visit.limits = rooms.limiter.charge(charge, visit.at)
  // What the service itself said to the request stands, whatever we would say.
  const replayed = rooms.cues.replays !== undefined && (await isReplayed(rooms, visit, match, body))
  if (rooms.cues.strictness !== undefined) {
    const asked = toCall(visit, match.params, endpoint)
    visit.declared = await rooms.cues.strictness(asked, visit, addedCues(rooms, visit))
  }
  const demanded = visit.dialect.demand?.(incoming, visit.strictness)
  if (demanded !== undefined && !replayed) return visit.refuse(demanded)
  const contracts = await rooms.contracts.ofCall(visit.dialect, endpoint.name, visit.strictness)
  visit.violations = contracts.request(body)
  const refused = visit.violations.find((violation) => violation.severity === 'error')
  const rejects = options.onViolation === 'reject' && !replayed
  const rejected = rejects ? refused : undefined
  if (!replayed && !isOffered(visit.model, options.models) && (rejected === undefined || !precedesModel(rejected)))
    return visit.refuse(visit.error('model_not_found'))
  if (rejected !== undefined) return visit.refuse(visit.dialect.word?.(rejected, body) ?? rejected.error)
  const spent = limited(visit, visit.limits)
  if (spent !== undefined) return visit.refuse(spent)

  visit.body = visit.dialect.widen?.(endpoint.name, body, visit.strictness) ?? body
  const call = toCall(visit, match.params, endpoint)
  const excess = endpoint.excess?.(call, visit)
  const exceeding = excess instanceof Promise ? await excess : excess
  if (exceeding !== undefined) {
    // Whoever wrote down the answer wants it given, whatever the model could have read, unless the rule is set by name.
    const isOpen = options.rules[exceeding.rule] === undefined
    const severity = isOpen && (await isCanned(rooms, visit, call)) ? 'warn' : exceeding.severity
    visit.violations = [...visit.violations, { ...exceeding, severity }]
    if (severity === 'error' && rejects) return visit.refuse(visit.dialect.word?.(exceeding, body) ?? exceeding.error)
  }
  const played = await play(rooms, visit, call)
  if (played.kind === 'passthrough') return passedOn(rooms, incoming)
  const manner = mannerOf(visit, played)
  if (played.kind === 'recorded')
    return sent(visit, asRecorded(visit, played.reply, overlayStream(options.pace, manner.stream)), manner)
  if (played.kind === 'error') return sent(visit, visit.refuse(played.error), manner)

  const composed = await endpoint.compose(played.draft, call, visit, {
    chunk: manner.stream?.chunk ?? 'token',
    generate: played.generate ?? {},
  })
  if (isRefusal(composed)) return sent(visit, visit.refuse(composed.refusal), manner)
  const terms = visit.narrowTerms(body)
  const value = visit.dialect.narrow(endpoint.name, composed.value, terms)
  const finding = visit.cue && rooms.findings.weigh(visit.cue, contracts.response(value), visit.warnings)
  if (finding !== undefined && options.onFinding === 'fail')
    return visit.refuse(visit.error('finding', { message: finding.message }))

  if (visit.body['store'] === true) await prepareToKeep(endpoint, value, call, visit)

  const reply =
    composed.stream === undefined
      ? whole(visit, value)
      : streamed(
          visit,
          visit.dialect.narrowStream(endpoint.name, composed.stream, terms),
          overlayStream(options.pace, manner.stream),
        )
  return sent(visit, reply, manner)
}

/** Whether a recording is to answer; few scenarios have one. */
const isReplayed = async (rooms: Rooms, visit: Visit, match: Match, body: JsonObject | undefined): Promise<boolean> => {
  if (rooms.cues.replays === undefined || visit.controls.error !== undefined || body === undefined) return false
  if (!('endpoint' in match) || match.endpoint.kind === 'plain') return false
  visit.body = body
  return rooms.cues.replays(toCall(visit, match.params, match.endpoint), visit, addedCues(rooms, visit))
}

const isOffered = (model: string, offered: 'any' | readonly string[]): boolean =>
  offered === 'any' || model === '' || offered.includes(model)

const unserved = (visit: Visit, hint: string | undefined): ApiError => {
  if (hint === undefined) return visit.error('unknown_url')
  visit.warn(`${visit.incoming.method} ${visit.path} is not served: ${hint}`)
  return visit.error('unserved', { hint })
}

const toCall = (visit: Visit, params: Call['params'], endpoint: PlainEndpoint | PlayedEndpoint): Call => ({
  ordinal: visit.ordinal,
  scope: visit.scope.name,
  method: visit.incoming.method,
  path: visit.path,
  query: visit.incoming.query,
  headers: visit.incoming.headers,
  dialect: visit.dialect,
  endpoint,
  params,
  body: visit.body,
  at: visit.at,
  facts: endpoint.kind === 'played' ? endpoint.facts(visit.body) : noFacts,
})

const nothing: Manner = {}

/** The cue's manner with the step's laid over it, and the caller's pace over both. */
const mannerOf = (visit: Visit, played: { readonly manner?: Manner }): Manner => {
  const own = visit.cue?.how ?? nothing
  const manner = played.manner === undefined ? own : overlayManner(own, played.manner)
  const { pace } = visit.controls
  return pace === undefined ? manner : overlayManner(manner, { stream: pace })
}

const handOf = (reply: Reply): StreamHand | undefined => {
  if (isPassed(reply) || reply.body.kind !== 'events' || typeof reply.body.pace === 'string') return undefined
  return 'held' in reply.body.pace ? reply.body.pace.held.hand : undefined
}

/** Writes the journal's entry and closes it when the door says how the reply ended. */
const record = ({ journal, listeners, options }: Rooms, visit: Visit, reply: Reply): Exchange['settle'] => {
  const entry = journal.append({
    ordinal: visit.ordinal,
    scope: visit.scope.name,
    at: visit.at,
    method: visit.incoming.method,
    path: visit.path,
    dialect: visit.dialect.name,
    endpoint: visit.endpoint?.name,
    request_id: visit.requestId,
    status: isPassed(reply) ? 0 : reply.status,
    cue: visit.cue?.name,
    generated: visit.generated,
    stream: handOf(reply),
    violations: visit.violations,
    warnings: visit.warnings,
    headers: visit.incoming.headers,
    body: visit.incoming.body,
  })
  let open = true
  return (outcome) => {
    if (!open) return
    open = false
    if (outcome.end === 'complete' && !isPassed(reply) && reply.status === 200) visit.keep?.()
    journal.close(entry, { ...outcome, milliseconds: options.clock.now() - visit.at })
    for (const listener of listeners) listener(entry, reply)
  }
}
