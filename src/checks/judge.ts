import type { ContractSet } from '../core/contract.ts'
import { invalidRequest } from '../core/api-error.ts'
import { isJsonObject, type JsonObject } from '../core/json.ts'
import { isPassed, type EventBody, type Reply } from '../core/reply.ts'
import type { Violation } from '../core/violation.ts'
import { formatDifference, type Difference } from './difference.ts'
import { checkGrammar, type StreamTerms } from './stream-grammar.ts'

/**
 * Every way in which a whole reply, each of its events included, breaks the contracts of its endpoint; with what its request asks of a
 * stream, also how its events follow each other.
 */
export const judge = (reply: Reply, contracts: ContractSet, terms?: StreamTerms): readonly Violation[] => {
  if (isPassed(reply)) return []
  const { status, body } = reply
  switch (body.kind) {
    case 'json':
      return status < 400 ? contracts.response(body.value) : contracts.error(body.value)
    case 'events': {
      const events = eventsOf(body)
      const whole = events.filter(isJsonObject)
      const broken = whole.flatMap((event) => contracts.chunk(event))
      // Text among the events is a fault that someone asked for.
      if (terms === undefined || whole.length < events.length) return broken
      return [...broken, ...checkGrammar(whole, terms).map(violationOf)]
    }
    case 'bytes':
    case 'none':
      return []
  }
}

/** The events as a client gets them. */
const eventsOf = ({ envelope, events }: EventBody): readonly (JsonObject | string | undefined)[] =>
  Array.from({ length: events.length }, (_, index) => {
    const event = events.at(index)
    return typeof event === 'object' ? { ...envelope, ...event } : event
  })

const violationOf = (difference: Difference): Violation => ({
  rule: difference.code,
  path: difference.path ?? [],
  error: invalidRequest(formatDifference(difference)),
  source: 'wire-format 5',
  severity: difference.severity === undefined ? 'error' : 'warn',
})
