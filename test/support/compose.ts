import type { CallContext } from '../../src/core/context.ts'
import type { ComposedStream } from '../../src/core/endpoint.ts'
import { isRefusal } from '../../src/core/endpoint.ts'
import type { JsonObject } from '../../src/core/json.ts'
import type { GenerateSettings } from '../../src/core/maker.ts'
import type { ChunkSize } from '../../src/core/scenario.ts'
import { compose } from '../../src/endpoints/chat-completions/compose.ts'
import type { Completion } from '../../src/endpoints/chat-completions/types.ts'
import { fakeCall, fakeContext } from './fake-context.ts'

export interface Manner {
  readonly chunk?: ChunkSize
  readonly generate?: GenerateSettings
  readonly context?: Partial<CallContext>
}

/** Composes an answer with the fakes; throws where the answer is a refusal. */
export const answerTo = async (body: JsonObject, draft: JsonObject = {}, manner: Manner = {}) => {
  const context = fakeContext(manner.context)
  const composed = await compose(draft, fakeCall(body), context, {
    chunk: manner.chunk ?? 'token',
    generate: manner.generate ?? {},
  })
  if (isRefusal(composed)) throw new Error(composed.refusal.message)
  // As on the wire, where members that are undefined are absent.
  const completion = JSON.parse(JSON.stringify(composed.value)) as Completion
  return { completion, stream: composed.stream, warnings: context.warnings }
}

/** Every chunk of a stream as it goes over the wire: the envelope and the event's own members. */
export const chunksOf = (stream: ComposedStream | undefined): readonly JsonObject[] => {
  if (stream === undefined) throw new Error('the answer is not a stream')
  return Array.from({ length: stream.events.length }, (_, index) => {
    const event = stream.events.at(index)
    if (typeof event !== 'object') throw new Error(`event ${index} is ${event ?? 'missing'}`)
    return { ...stream.envelope, ...event }
  })
}
