import type { ApiError } from './core/api-error.ts'
import type { Call } from './core/call.ts'
import type { Endpoint } from './core/endpoint.ts'
import type { Controls } from './core/controls.ts'
import type { JsonObject } from './core/json.ts'
import type { Reply } from './core/reply.ts'
import type { Rooms } from './rooms.ts'
import type { Visit } from './visit.ts'
import { problemWithKey } from './dialects/authenticate.ts'
import { noFacts } from './core/facts.ts'
import { parseBody } from './parse-body.ts'
import { addedCues } from './play.ts'
import { findUnknownError } from './scenarios/actions/error.ts'
import { passedOn } from './upstream.ts'

/** A call that has found its endpoint, with its body. */
export interface Admitted<E extends Endpoint = Endpoint> {
  readonly endpoint: E
  readonly params: Call['params']
  /** As the client sent it. */
  readonly body: JsonObject
}

/** What ends a call before it is answered. */
export interface Refused {
  readonly refused: Reply
}

/** Finds a call's endpoint and reads it: the path, the key, the method, headers for cuecard, the body. */
export const admit = (rooms: Rooms, visit: Visit, replayed: boolean): Admitted | Refused => {
  const { options } = rooms
  const { incoming } = visit
  const refuse = (error: ApiError): Refused => ({ refused: visit.refuse(error) })
  const match = rooms.route(incoming)
  visit.dialect = match.dialect
  if ('unserved' in match && options.onUnserved === 'passthrough')
    return { refused: { ...passedOn(rooms, incoming), unserved: true } }

  const isOpen = ('endpoint' in match && match.endpoint.open === true) || (replayed && options.auth === 'dialect')
  const badKey = isOpen ? undefined : problemWithKey(visit.dialect, options.auth, visit.bareKey)
  if (badKey !== undefined) return refuse(visit.error(badKey))
  if ('unserved' in match) return refuse(unserved(visit, match.unserved))
  if ('allowed' in match) return refuse(visit.error('method_not_allowed'))
  const { endpoint, params } = match
  visit.endpoint = endpoint
  const problem = visit.controls.problem ?? misnamedError(visit)
  if (problem !== undefined)
    return refuse(visit.error('bad_control', { message: problem.message, param: problem.header }))
  if (incoming.body.length > options.bodyLimit) return refuse(visit.error('body_too_large'))
  const body = parseBody(incoming)
  if (body === undefined) return refuse(visit.error('invalid_json'))
  visit.body = body
  return { endpoint, params, body }
}

/** Each dialect has errors of its own. */
const misnamedError = ({ controls, dialect }: Visit): Controls['problem'] => {
  const name = controls.error?.value
  const problem = typeof name === 'string' ? findUnknownError(name, dialect) : undefined
  return problem === undefined
    ? undefined
    : { header: 'x-cuecard-error', message: `The request header x-cuecard-error cannot be obeyed: ${problem}` }
}

/** Whether a recording is to answer: what the service itself said to a request stands, whatever we would say. */
export const isReplayed = async (rooms: Rooms, visit: Visit): Promise<boolean> => {
  const match = rooms.route(visit.incoming)
  const body = parseBody(visit.incoming)
  if (visit.controls.error !== undefined || body === undefined) return false
  if (!('endpoint' in match) || match.endpoint.kind === 'plain') return false
  visit.dialect = match.dialect
  visit.body = body
  return rooms.cues.replays?.(toCall(visit, match), visit, addedCues(rooms, visit)) ?? false
}

const unserved = (visit: Visit, hint: string | undefined): ApiError => {
  if (hint === undefined) return visit.error('unknown_url')
  visit.warn(`${visit.incoming.method} ${visit.path} is not served: ${hint}`)
  return visit.error('unserved', { hint })
}

/** What rooms are told of a call. */
export const toCall = (visit: Visit, { endpoint, params }: Pick<Admitted, 'endpoint' | 'params'>): Call => ({
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
