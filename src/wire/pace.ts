import { holdStream } from '../core/hand.ts'
import { createRandom } from '../core/random.ts'
import type { EventBody, ListedPace, Pace, TimedPace } from '../core/reply.ts'
import type { StreamManner } from '../core/scenario.ts'

/** How fast a mid-sized model answers, in milliseconds. */
export const naturalPace: Omit<TimedPace, 'seed'> = { time_to_first_token: 400, inter_token_latency: 15, jitter: 8 }

const noPace: Omit<TimedPace, 'seed'> = { time_to_first_token: 0, inter_token_latency: 0, jitter: 0 }

/** The pace that a manner asks for: single times win over `pace`, and stand beside the natural ones when it is `natural`. */
export const paceOf = (manner: StreamManner, seed: number): Pace => {
  if (manner.pace === 'manual') return { held: holdStream() }
  if (manner.times !== undefined) return { times: manner.times }
  const base = manner.pace === 'natural' ? naturalPace : noPace
  const pace = {
    time_to_first_token: manner.time_to_first_token ?? base.time_to_first_token,
    inter_token_latency: manner.inter_token_latency ?? base.inter_token_latency,
    jitter: manner.jitter ?? base.jitter,
  }
  const instant = pace.time_to_first_token === 0 && pace.inter_token_latency === 0 && pace.jitter === 0
  return instant ? 'instant' : { ...pace, seed }
}

/**
 * When each event is due, in milliseconds from the request's arrival; ask for index 0, 1, 2 … in this order, and for one more to know when
 * the stream ends. Roles come first and together, content one latency behind them; jitter never changes the order.
 */
export const createSchedule = ({ lead }: EventBody, pace: TimedPace | ListedPace): ((index: number) => number) => {
  if ('times' in pace) return createListedSchedule(pace)
  const random = pace.jitter === 0 ? undefined : createRandom(pace.seed)
  const first = Math.max(0, lead - 1)
  let latest = pace.time_to_first_token
  return (index) => {
    if (index <= first) return latest
    const jitter = random === undefined ? 0 : pace.jitter * (2 * random.next() - 1)
    latest = Math.max(latest, pace.time_to_first_token + (index - first) * pace.inter_token_latency + jitter)
    return latest
  }
}

const createListedSchedule = ({ times }: ListedPace): ((index: number) => number) => {
  let latest = 0
  return (index) => (latest = Math.max(latest, times[index] ?? 0))
}
