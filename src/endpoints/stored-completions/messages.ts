import type { PlainEndpoint } from '../../core/endpoint.ts'
import type { JsonObject } from '../../core/json.ts'
import { keepers } from './keep.ts'
import { listReply, notFound } from './list-reply.ts'
import { readListAsk, readQuery } from './query.ts'

/** The messages that a stored completion answered (wire-format 9). */
export const storedCompletionMessages: PlainEndpoint = {
  kind: 'plain',
  name: 'stored-completion-messages',
  routes: [{ method: 'GET', path: '/chat/completions/:id/messages' }],
  dialects: [...keepers],
  asked: ({ query }) => readQuery(query),
  answer: async ({ params, query }, context) => {
    const { id = '' } = params
    const { after, limit, order } = readListAsk(readQuery(query))
    const { completions } = await context.collections()
    const found = await completions.find(id)
    if (found === undefined) return notFound(id, context)
    // They were printed when the completion was stored.
    const messages = JSON.parse(found.messages) as readonly JsonObject[]
    const inOrder = order === 'asc' ? messages : messages.toReversed()
    const from = after === undefined ? 0 : inOrder.findIndex((message) => message['id'] === after) + 1
    if (after !== undefined && from === 0) return notFound(after, context, 'after')
    return listReply(inOrder.slice(from, from + limit), inOrder.length > from + limit)
  },
}
