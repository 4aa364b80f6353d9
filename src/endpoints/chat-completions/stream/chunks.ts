import type { ComposedStream } from '../../../core/endpoint.ts'
import type { JsonObject } from '../../../core/json.ts'
import type { EventList } from '../../../core/reply.ts'
import type { ChunkSize } from '../../../core/scenario.ts'
import type { TokenCounter } from '../../../core/tokens.ts'
import type { ChatRequest } from '../request.ts'
import type { Choice, ChunkChoice, Completion, Logprobs } from '../types.ts'
import { headDelta, headLogprobs, partsOf, type Part } from './parts.ts'
import { cutText } from './pieces.ts'

/**
 * A completion as a stream (wire-format 5.2): the first events of all choices, then their contents turn by turn, each
 * with its finish, then usage and moderation. Only the cut texts are kept; events are made when they are asked for.
 */
export const streamOf = (
  completion: Completion,
  request: ChatRequest,
  counter: TokenCounter,
  size: ChunkSize,
): ComposedStream => {
  const { id, created, model, service_tier, system_fingerprint, choices } = completion
  return {
    envelope: {
      id,
      object: 'chat.completion.chunk',
      created,
      model,
      service_tier,
      system_fingerprint,
    },
    events: eventsOf(completion, request.include_usage, (text) => cutText(text, size, counter)),
    lead: choices.length,
    obfuscate: request.include_obfuscation,
  }
}

const eventsOf = (
  { choices, usage, moderation }: Completion,
  includeUsage: boolean,
  cut: (text: string) => readonly string[],
): EventList => {
  const tracks = choices.map((choice) => trackOf(choice, partsOf(choice, cut)))
  const turns = turnsOf(tracks)
  const dress = includeUsage
    ? (choice: ChunkChoice): JsonObject => ({ choices: [choice], usage: null })
    : (choice: ChunkChoice): JsonObject => ({ choices: [choice] })
  const tail: JsonObject[] = []
  if (includeUsage) tail.push({ choices: [], usage })
  if (moderation !== undefined) tail.push({ choices: [], moderation, ...(includeUsage && { usage: null }) })

  const lead = tracks.length
  const finished = lead + turns.length
  return {
    length: finished + tail.length,
    at: (index) => {
      if (index >= finished) return tail[index - finished]
      const head = tracks[index]
      if (head !== undefined) return dress(head.head())
      if (index < lead) return undefined
      return dress(turns.at(index - lead))
    },
  }
}

/** The events of one choice. */
interface Track {
  head(): ChunkChoice
  /** Contents and the finish. */
  readonly length: number
  at(index: number): ChunkChoice
}

const trackOf = (choice: Choice, parts: readonly Part[]): Track => {
  const { index: number, finish_reason } = choice
  const bare = choice.logprobs === undefined
  const event = (delta: JsonObject, logprobs: Logprobs | null, finish: string | null): ChunkChoice =>
    bare ? { index: number, delta, finish_reason: finish } : { index: number, delta, logprobs, finish_reason: finish }
  let length = 1
  for (const part of parts) length += part.length
  return {
    head: () => event(headDelta(choice), headLogprobs(choice), null),
    length,
    at: (index) => {
      let left = index
      for (const part of parts) {
        if (left < part.length) return event(part.delta(left), part.logprobs?.(left) ?? null, null)
        left -= part.length
      }
      return event({}, null, finish_reason)
    },
  }
}

interface Turns {
  readonly length: number
  at(index: number): ChunkChoice
}

/** The events of several choices in turns, one each, until every choice has finished. */
const turnsOf = (tracks: readonly Track[]): Turns => {
  const [only, ...others] = tracks
  if (only !== undefined && others.length === 0) return only
  let length = 0
  let longest = 0
  for (const track of tracks) {
    length += track.length
    longest = Math.max(longest, track.length)
  }
  const order: { readonly track: Uint8Array; readonly at: Uint32Array } = {
    track: new Uint8Array(length),
    at: new Uint32Array(length),
  }
  let next = 0
  for (let at = 0; at < longest; at++)
    for (const [track, { length: own }] of tracks.entries()) {
      if (at >= own) continue
      order.track[next] = track
      order.at[next] = at
      next += 1
    }
  return {
    length,
    at: (index) => {
      const track = tracks[order.track[index] ?? 0]
      if (track === undefined) throw new RangeError(`no event ${index}`)
      return track.at(order.at[index] ?? 0)
    },
  }
}
