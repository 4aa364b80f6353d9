import type { Manner } from './core/scenario.ts'
import type { Reply } from './core/reply.ts'
import type { Held } from './hold.ts'
import type { Rooms } from './rooms.ts'
import type { Visit } from './visit.ts'
import { isRefusal } from './core/endpoint.ts'
import { overlayManner, overlayStream } from './core/manner.ts'
import { prepareToKeep } from './keep.ts'
import { play } from './play.ts'
import { problemsInDraft } from './draft-problems.ts'
import { asRecorded, sent, streamed, whole } from './reply.ts'
import { passedOn } from './upstream.ts'

/** Answers a call: what a cue says or the endpoint makes up, composed, narrowed to the dialect, held to its contract, laid out. */
export const say = async (rooms: Rooms, visit: Visit, { endpoint, call, body, contracts }: Held): Promise<Reply> => {
  const { options } = rooms
  const noted = visit.warnings.length
  const playing = play(rooms, visit, call)
  const played = playing instanceof Promise ? await playing : playing
  if (played.kind === 'passthrough') return passedOn(rooms, visit.incoming)
  const manner = mannerOf(visit, played)
  if (played.kind === 'recorded')
    return sent(visit, asRecorded(visit, played.reply, overlayStream(options.pace, manner.stream)), manner)
  if (played.kind === 'error') return sent(visit, visit.refuse(played.error), manner)

  if (played.unread === true) for (const problem of problemsInDraft(played.draft)) visit.warn(problem)
  const composed = await endpoint.compose(played.draft, call, visit, {
    chunk: manner.stream?.chunk ?? 'token',
    generate: played.generate ?? {},
  })
  if (isRefusal(composed)) return sent(visit, visit.refuse(composed.refusal), manner)
  const terms = visit.narrowTerms(body)
  const value = visit.dialect.narrow(endpoint.name, composed.value, terms)
  const said = { value, contract: contracts.response, draft: played.fixed === true ? played.draft : undefined }
  const finding = visit.cue && rooms.findings.weigh(visit.cue, said, visit.warnings.slice(noted))
  if (finding !== undefined && options.onFinding === 'fail')
    return visit.refuse(visit.error('finding', { message: finding.message }))

  if (visit.body['store'] === true) await prepareToKeep(endpoint, value, call, visit)

  const reply =
    composed.stream === undefined
      ? whole(visit, value)
      : streamed(
          visit,
          visit.dialect.narrowStream(endpoint.name, composed.stream, terms),
          overlayStream(options.pace, manner.stream),
        )
  return sent(visit, reply, manner)
}

const nothing: Manner = {}

/** The cue's manner with the step's laid over it, and the caller's pace over both. */
const mannerOf = (visit: Visit, played: { readonly manner?: Manner }): Manner => {
  const own = visit.cue?.how ?? nothing
  const manner = played.manner === undefined ? own : overlayManner(own, played.manner)
  const { pace } = visit.controls
  return pace === undefined ? manner : overlayManner(manner, { stream: pace })
}
