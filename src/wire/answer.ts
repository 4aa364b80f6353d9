import type { Incoming } from '../core/incoming.ts'
import type { Exchange } from '../core/reply.ts'
import { decode, isEncoded } from './decode.ts'
import { failure } from './failure.ts'

export type Respond = (incoming: Incoming) => Promise<Exchange>

/** What every door calls: unpacks a compressed body, and turns what is thrown behind it into a 500. Never rejects. */
export const answer = async (respond: Respond, incoming: Incoming, bodyLimit: number): Promise<Exchange> => {
  try {
    if (!isEncoded(incoming) || incoming.body.length > bodyLimit) return await respond(incoming)
    const decoded = await decode(incoming, bodyLimit)
    return 'status' in decoded ? { reply: decoded, settle: nobody } : await respond(decoded)
  } catch (error) {
    return { reply: failure(error), settle: nobody }
  }
}

/** These replies are the door's own: no journal entry waits for their end. */
const nobody = (): void => undefined
