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
  const tracks = choices.map((choice) =>
    trackOf(
      choice,
      partsOf(choice, (text) => cutText(text, size, counter)),
    ),
  )
  return {
    envelope: {
      id,
      object: 'chat.completion.chunk',
      created,
      model,
      service_tier,
      system_fingerprint,
    },
    events: eventsOf(tracks, tailOf(completion, request.include_usage), request.include_usage),
    lead: choices.length,
    obfuscate: request.include_obfuscation,
  }
}

const eventsOf = (tracks: readonly Track[], tail: readonly JsonObject[], includeUsage: boolean): EventList => {
  const turns = turnsOf(tracks)
  const lead = tracks.length
  const finished = lead + turns.length
  const dressed = (choice: ChunkChoice): JsonObject =>
    includeUsage ? { choices: [choice], usage: null } : { choices: [choice] }
  return {
    length: finished + tail.length,
    at: (index) => {
      if (index >= finished) return tail[index - finished]
      const head = tracks[index]
      if (head !== undefined) return dressed(headOf(head))
      return index < lead ? undefined : dressed(turns.at(index - lead))
    },
  }
}

/** What follows when all choices have finished. */
const tailOf = ({ usage, moderation }: Completion, includeUsage: boolean): readonly JsonObject[] => {
  const tail: JsonObject[] = []
  if (includeUsage) tail.push({ choices: [], usage })
  if (moderation !== undefined) tail.push({ choices: [], moderation, ...(includeUsage && { usage: null }) })
  return tail.length === 0 ? none : tail
}

const none: readonly never[] = []

/** The events of one choice. Data, not closures: a thousand open streams have a thousand of them. */
interface Track {
  readonly choice: Choice
  readonly parts: readonly Part[]
  /** Contents and the finish. */
  readonly length: number
}

const trackOf = (choice: Choice, parts: readonly Part[]): Track => {
  let length = 1
  for (const part of parts) length += part.length
  return { choice, parts, length }
}

const headOf = ({ choice }: Track): ChunkChoice => chunkOf(choice, headDelta(choice), headLogprobs(choice), null)

const eventOf = ({ choice, parts }: Track, index: number): ChunkChoice => {
  let left = index
  for (const part of parts) {
    if (left < part.length) return chunkOf(choice, part.delta(left), part.logprobs?.(left) ?? null, null)
    left -= part.length
  }
  return chunkOf(choice, {}, null, choice.finish_reason)
}

const chunkOf = (
  { index, logprobs: asked }: Choice,
  delta: JsonObject,
  logprobs: Logprobs | null,
  finish_reason: string | null,
): ChunkChoice => (asked === undefined ? { index, delta, finish_reason } : { index, delta, logprobs, finish_reason })

interface Turns {
  readonly length: number
  at(index: number): ChunkChoice
}

/** The events of several choices in turns, one each, until every choice has finished. */
const turnsOf = (tracks: readonly Track[]): Turns => {
  const [only, ...others] = tracks
  if (only !== undefined && others.length === 0) return { length: only.length, at: (index) => eventOf(only, index) }
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
      return eventOf(track, order.at[index] ?? 0)
    },
  }
}
