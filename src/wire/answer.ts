import type { Incoming } from '../core/incoming.ts'
import type { Exchange } from '../core/reply.ts'
import { decode, isEncoded } from './decode.ts'
import { failure } from './failure.ts'

export type Respond = (incoming: Incoming) => Promise<Exchange>

/** What every door calls: unpacks a compressed body, and turns what is thrown behind it into a 500. Never rejects. */
export const answer = (respond: Respond, incoming: Incoming, bodyLimit: number): Promise<Exchange> =>
  (isEncoded(incoming) && incoming.body.length <= bodyLimit
    ? answerDecoded(respond, incoming, bodyLimit)
    : respond(incoming)
  ).catch(failed)

const answerDecoded = async (respond: Respond, incoming: Incoming, bodyLimit: number): Promise<Exchange> => {
  const decoded = await decode(incoming, bodyLimit)
  return 'status' in decoded ? { reply: decoded, settle: nobody } : respond(decoded)
}

const failed = (error: unknown): Exchange => ({ reply: failure(error), settle: nobody })

/** These replies are the door's own: no journal entry waits for their end. */
const nobody = (): void => undefined
