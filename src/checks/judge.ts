import type { ContractSet } from '../core/contract.ts'
import { isPassed, type EventBody, type Reply } from '../core/reply.ts'
import type { Violation } from '../core/violation.ts'

/** Every way in which a whole reply, each of its events included, breaks the contracts of its endpoint. */
export const judge = (reply: Reply, contracts: ContractSet): readonly Violation[] => {
  if (isPassed(reply)) return []
  const { status, body } = reply
  switch (body.kind) {
    case 'json':
      return status < 400 ? contracts.response(body.value) : contracts.error(body.value)
    case 'events':
      return eventsOf(body).flatMap((event) => contracts.chunk(event))
    case 'bytes':
    case 'none':
      return []
  }
}

/** The events as a client gets them; what stands there as text is a fault that someone asked for. */
const eventsOf = ({ envelope, events }: EventBody): readonly object[] =>
  Array.from({ length: events.length }, (_, index) => events.at(index))
    .filter((event) => typeof event === 'object')
    .map((event) => ({ ...envelope, ...event }))
