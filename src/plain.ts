import type { Call } from './core/call.ts'
import type { PlainEndpoint } from './core/endpoint.ts'
import type { Reply } from './core/reply.ts'
import type { Rooms } from './rooms.ts'
import type { Visit } from './visit.ts'
import { isRefusal } from './core/endpoint.ts'
import { whole } from './reply.ts'

/** The answer of an endpoint that answers by itself; what it is asked is held to its contract first. */
export const plain = async (rooms: Rooms, endpoint: PlainEndpoint, call: Call, visit: Visit): Promise<Reply> => {
  const asked = endpoint.asked?.(call)
  if (asked !== undefined) {
    const contracts = await rooms.contracts.ofCall(visit.dialect, endpoint.name, visit.strictness)
    visit.violations = contracts.request(asked)
    const refused = visit.violations.find((violation) => violation.severity === 'error')
    if (refused !== undefined && rooms.options.onViolation === 'reject')
      return visit.refuse(visit.dialect.word?.(refused, asked) ?? refused.error)
  }
  const value = await endpoint.answer(call, visit)
  return isRefusal(value) ? visit.refuse(value.refusal) : whole(visit, value)
}
