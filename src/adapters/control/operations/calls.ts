import type { Json, JsonObject } from '../../../core/json.ts'
import { showCall, showViolation } from '../call.ts'
import { endedAfter, lastOf } from '../ended.ts'
import {
  described,
  json,
  objectOf,
  ref,
  scopeParameter,
  type Asked,
  type Follow,
  type Operation,
} from '../operation.ts'
import { viewOf } from './scenarios.ts'

const afterParameter = {
  name: 'after',
  description: 'Only calls that ended after the one with this `sequence`, in the order in which they ended.',
  schema: { type: 'integer', minimum: 0 },
} as const

const limitParameter = {
  name: 'limit',
  description: 'At most so many calls: with `after` the first of them, else the latest. Default: 1000.',
  schema: { type: 'integer', minimum: 1 },
} as const

const events: JsonObject = {
  schema: { type: 'string' },
  examples: { call: { value: 'id: 17\nevent: call\ndata: {"sequence":17,…}\n\n' } },
}

const page: JsonObject = objectOf({
  calls: { type: 'array', items: ref('Call') },
  last: { type: 'integer', minimum: 0, description: 'What to ask for as `after` next time.' },
  omitted: { type: 'integer', minimum: 0, description: 'How many calls `limit` left out.' },
  dropped: { type: 'integer', minimum: 0, description: 'How many calls are no longer kept.' },
})

const eventsDescription =
  'Server-sent events `call`, one for each call that ends: its id is the `sequence`, its data a Call. A client that comes back with Last-Event-ID misses nothing that is still kept.'

/** Whether events are asked for rather than a list. */
const wantsEvents = (accept = ''): boolean => /\btext\/event-stream\b/i.test(accept)

export const listCalls: Operation = {
  method: 'GET',
  path: '/_cuecard/calls',
  id: 'listCalls',
  summary: 'The journal: what was called, in the order in which the calls came, or as a stream of events.',
  description: 'With `accept: text/event-stream` it is the stream of /_cuecard/calls/stream.',
  parameters: [scopeParameter, afterParameter, limitParameter],
  responses: {
    200: {
      description: 'The calls. Headers carry no whole keys.',
      content: { 'application/json': { schema: page }, 'text/event-stream': events },
    },
  },
  answer: (asked) => (wantsEvents(asked.headers['accept']) ? { follow: toFollow(asked) } : json(listed(asked))),
}

export const streamCalls: Operation = {
  method: 'GET',
  path: '/_cuecard/calls/stream',
  id: 'streamCalls',
  summary: 'The journal as it grows.',
  parameters: [scopeParameter, { ...afterParameter, description: 'First those that ended after this `sequence`.' }],
  responses: { 200: { description: eventsDescription, content: { 'text/event-stream': events } } },
  answer: (asked) => ({ follow: toFollow(asked) }),
}

const toFollow = ({ texts, numbers, headers }: Asked): Follow => {
  const last = headers['last-event-id'] ?? ''
  return {
    scope: texts['scope'],
    after: /^\d{1,15}$/.test(last) ? Number(last) : numbers['after'],
    show: showCall,
  }
}

const listed = (asked: Asked): Json => {
  const { after, limit = 1000 } = asked.numbers
  const { calls } = viewOf(asked)
  const found = after === undefined ? calls : endedAfter(calls, after)
  const shown = after === undefined ? found.slice(-limit) : found.slice(0, limit)
  return {
    calls: shown.map(showCall),
    last: after === undefined ? lastOf(calls) : Math.max(after, shown.at(-1)?.sequence ?? 0),
    omitted: found.length - shown.length,
    dropped: calls.dropped,
  }
}

export const listViolations: Operation = {
  method: 'GET',
  path: '/_cuecard/violations',
  id: 'listViolations',
  summary: 'What calls broke of the contract.',
  parameters: [scopeParameter],
  responses: {
    200: described(
      'All that the journal still keeps, in the order of their calls.',
      objectOf({
        violations: {
          type: 'array',
          items: objectOf({ scope: { type: 'string' }, request_id: { type: 'string' }, violation: ref('Violation') }),
        },
      }),
    ),
  },
  answer: (asked) =>
    json({
      violations: viewOf(asked).calls.flatMap((entry) => {
        const { scope, request_id } = entry
        return entry.violations.map((violation) => ({ scope, request_id, violation: showViolation(violation) }))
      }),
    }),
}
