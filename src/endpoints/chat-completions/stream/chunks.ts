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
  const tracks = choices.map(
    (choice) =>
      new Track(
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
    events: new Events(tracks, tailOf(completion, request.include_usage), request.include_usage),
    lead: choices.length,
    obfuscate: request.include_obfuscation,
  }
}

/** Objects of a class, not closures: a thousand open streams have a thousand of them. */
class Events implements EventList {
  readonly length: number
  readonly #tracks: readonly Track[]
  readonly #turns: Turns
  readonly #tail: readonly JsonObject[]
  readonly #includeUsage: boolean

  constructor(tracks: readonly Track[], tail: readonly JsonObject[], includeUsage: boolean) {
    this.#tracks = tracks
    this.#turns = turnsOf(tracks)
    this.#tail = tail
    this.#includeUsage = includeUsage
    this.length = tracks.length + this.#turns.length + tail.length
  }

  at(index: number): JsonObject | undefined {
    const lead = this.#tracks.length
    const finished = lead + this.#turns.length
    if (index >= finished) return this.#tail[index - finished]
    const head = this.#tracks[index]
    if (head !== undefined) return this.#dressed(head.head())
    return index < lead ? undefined : this.#dressed(this.#turns.at(index - lead))
  }

  #dressed(choice: ChunkChoice): JsonObject {
    return this.#includeUsage ? { choices: [choice], usage: null } : { choices: [choice] }
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

/** The events of one choice. */
class Track {
  /** Contents and the finish. */
  readonly length: number
  readonly #choice: Choice
  readonly #parts: readonly Part[]

  constructor(choice: Choice, parts: readonly Part[]) {
    this.#choice = choice
    this.#parts = parts
    this.length = 1
    for (const part of parts) this.length += part.length
  }

  head(): ChunkChoice {
    return this.#event(headDelta(this.#choice), headLogprobs(this.#choice), null)
  }

  at(index: number): ChunkChoice {
    let left = index
    for (const part of this.#parts) {
      if (left < part.length) return this.#event(part.delta(left), part.logprobs?.(left) ?? null, null)
      left -= part.length
    }
    return this.#event({}, null, this.#choice.finish_reason)
  }

  #event(delta: JsonObject, logprobs: Logprobs | null, finish_reason: string | null): ChunkChoice {
    const { index } = this.#choice
    return this.#choice.logprobs === undefined
      ? { index, delta, finish_reason }
      : { index, delta, logprobs, finish_reason }
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
