import type { ApiError } from './core/api-error.ts'
import type { Call } from './core/call.ts'
import type { CallContracts } from './core/contract.ts'
import type { PlayedEndpoint } from './core/endpoint.ts'
import type { JsonObject } from './core/json.ts'
import type { Violation } from './core/violation.ts'
import type { Rooms } from './rooms.ts'
import type { Visit } from './visit.ts'
import { precedesModel } from './contracts/order.ts'
import { toCall, type Admitted, type Refused } from './admit.ts'
import { limited } from './limited.ts'
import { addedCues, isCanned } from './play.ts'

/** A call that nothing speaks against. */
export interface Held {
  readonly endpoint: PlayedEndpoint
  /** In the words of the endpoints. */
  readonly call: Call
  /** The body as the client sent it. */
  readonly body: JsonObject
  readonly contracts: CallContracts
}

/** Holds a call to what was agreed: its contract, the models there are, the limits of its key, the window of its model. */
export const hold = async (
  rooms: Rooms,
  visit: Visit,
  admitted: Admitted<PlayedEndpoint>,
  replayed: boolean,
): Promise<Held | Refused> => {
  const { options } = rooms
  const { endpoint, body } = admitted
  const refuse = (error: ApiError): Refused => ({ refused: visit.refuse(error) })
  const worded = (violation: Violation): Refused => refuse(visit.dialect.word?.(violation, body) ?? violation.error)
  const rejects = options.onViolation === 'reject' && !replayed

  const charge = { scope: visit.scope.name, key: visit.bareKey ?? '', model: visit.model, tokens: endpoint.cost(body) }
  visit.limits = rooms.limiter.charge(charge, visit.at)
  if (rooms.cues.strictness !== undefined)
    visit.declared = await rooms.cues.strictness(toCall(visit, admitted), visit, addedCues(rooms, visit))
  const demanded = visit.dialect.demand?.(visit.incoming, visit.strictness)
  if (demanded !== undefined && !replayed) return refuse(demanded)

  const loading = rooms.contracts.ofCall(visit.dialect, endpoint.name, visit.strictness)
  const contracts = loading instanceof Promise ? await loading : loading
  visit.violations = contracts.request(body)
  const rejected = rejects ? visit.violations.find(({ severity }) => severity === 'error') : undefined
  if (!replayed && !isOffered(visit.model, options.models) && (rejected === undefined || !precedesModel(rejected)))
    return refuse(visit.error('model_not_found'))
  if (rejected !== undefined) return worded(rejected)
  const spent = limited(visit, visit.limits)
  if (spent !== undefined) return refuse(spent)

  visit.body = visit.dialect.widen?.(endpoint.name, body, visit.strictness) ?? body
  const call = toCall(visit, admitted)
  const excess = endpoint.excess?.(call, visit)
  const exceeding = excess instanceof Promise ? await excess : excess
  if (exceeding !== undefined) {
    // Whoever wrote down the answer wants it given, whatever the model could have read, unless the rule is set by name.
    const isOpen = options.rules[exceeding.rule] === undefined
    const severity = isOpen && (await isCanned(rooms, visit, call)) ? 'warn' : exceeding.severity
    visit.violations = [...visit.violations, { ...exceeding, severity }]
    if (severity === 'error' && rejects) return worded(exceeding)
  }
  return { endpoint, call, body, contracts }
}

const isOffered = (model: string, offered: 'any' | readonly string[]): boolean =>
  offered === 'any' || model === '' || offered.includes(model)
