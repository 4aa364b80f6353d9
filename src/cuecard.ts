import type { ApiError } from './core/api-error.ts'
import type { StreamHand } from './core/hand.ts'
import type { Incoming } from './core/incoming.ts'
import type { Cuecard } from './scope.ts'
import { isDeeperThan, type JsonObject } from './core/json.ts'
import { isPassed, type Exchange, type Reply } from './core/reply.ts'
import { rules } from './contracts/rules/list.ts'
import { resolveOptions, type CuecardOptions } from './options.ts'
import { dialects } from './dialects/dialects.ts'
import { admit, isReplayed, toCall } from './admit.ts'
import { hold } from './hold.ts'
import { openRooms, type Rooms } from './rooms.ts'
import { plain } from './plain.ts'
import { say } from './say.ts'
import { createView } from './scope.ts'
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
  const names = { dialects: dialects.map(({ name }) => name), rules: ruleNames }
  const rooms = openRooms(resolveOptions(options, names))
  return createView(rooms, (incoming) => respond(rooms, incoming))
}

/** Those of the contracts, and two that count tokens. */
const ruleNames = [...rules.map(({ name }) => name), 'context-window', 'prompt-cache']

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

/** A cue's function may throw, and so may we: a 500 that says why, for the author stands behind the client; where, says the journal. */
const failure = (visit: Visit, error: unknown): ApiError => {
  visit.warn(`failed to answer: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  const message = `cuecard failed to answer: ${String(error)}`
  return { ...visit.error('server_error'), message, headers: { 'x-should-retry': 'false' } }
}

/** The way of a call: let in, held to what was agreed, answered. Each stage may refuse it, as the real service would at that point. */
const answer = async (rooms: Rooms, visit: Visit): Promise<Reply> => {
  if (visit.incoming.method === 'OPTIONS') return preflight(visit.incoming)
  const replayed = rooms.cues.replays !== undefined && (await isReplayed(rooms, visit))
  const admitted = admit(rooms, visit, replayed)
  if ('refused' in admitted) return admitted.refused
  const { endpoint } = admitted
  if (endpoint.kind === 'plain') return plain(rooms, endpoint, toCall(visit, admitted), visit)
  const held = await hold(rooms, visit, { ...admitted, endpoint }, replayed)
  return 'refused' in held ? held.refused : say(rooms, visit, held)
}

const handOf = (reply: Reply): StreamHand | undefined => {
  if (isPassed(reply) || reply.body.kind !== 'events' || typeof reply.body.pace === 'string') return undefined
  return 'held' in reply.body.pace ? reply.body.pace.held.hand : undefined
}

/** Writes the journal's entry and closes it when the door says how the reply ended. */
const record = ({ journal, listeners, findings, options }: Rooms, visit: Visit, reply: Reply): Exchange['settle'] => {
  const call = journal.append({
    ordinal: visit.ordinal,
    scope: visit.scope.name,
    at: visit.at,
    method: visit.incoming.method,
    path: visit.path,
    dialect: visit.dialect.name,
    endpoint: visit.endpoint?.name,
    status: isPassed(reply) ? 0 : reply.status,
    cue: visit.cue?.name,
    generated: visit.generated,
    stream: handOf(reply),
    violations: visit.violations,
    warnings: visit.warnings,
    headers: visit.incoming.headers,
    body: visit.incoming.body,
  })
  // A stream may stay open for long: what was read of its request is let go.
  const { at, keep } = visit
  let open = true
  return (outcome) => {
    if (!open) return
    open = false
    if (outcome.end === 'complete' && !isPassed(reply) && reply.status === 200) keep?.()
    call.close({ ...outcome, milliseconds: options.clock.now() - at })
    if (listeners.size === 0) return
    const { entry } = call
    for (const listener of listeners)
      try {
        listener(entry, reply)
      } catch (error) {
        // Whoever listens is no part of the answer: it goes out all the same.
        findings.add({
          severity: 'error',
          code: 'listener-failed',
          message: `a listener of onCall threw: ${String(error)}`,
        })
      }
  }
}
