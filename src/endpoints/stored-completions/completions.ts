import type { StoredCompletion } from '../../core/collections.ts'
import type { PlainEndpoint } from '../../core/endpoint.ts'
import type { JsonObject } from '../../core/json.ts'
import { keepers, metadataOf } from './keep.ts'
import { listReply, notFound } from './list-reply.ts'
import { readListAsk, readQuery } from './query.ts'

/** The list of stored completions, by model and metadata (wire-format 9). */
export const storedCompletions: PlainEndpoint = {
  kind: 'plain',
  name: 'stored-completions',
  routes: [{ method: 'GET', path: '/chat/completions' }],
  dialects: [...keepers],
  asked: ({ query }) => readQuery(query),
  answer: async ({ query }, context) => {
    const asked = readQuery(query)
    const ask = readListAsk(asked)
    const { completions } = await context.collections()
    const page = await completions.page({ ...ask, holds: filterOf(asked) })
    if (page === undefined) return notFound(ask.after ?? '', context, 'after')
    return listReply(page.items.map(wireForm), page.has_more)
  },
}

/** One stored completion: read, given other metadata, or deleted (wire-format 9). */
export const storedCompletion: PlainEndpoint = {
  kind: 'plain',
  name: 'stored-completion',
  routes: [
    { method: 'GET', path: '/chat/completions/:id' },
    { method: 'POST', path: '/chat/completions/:id' },
    { method: 'DELETE', path: '/chat/completions/:id' },
  ],
  dialects: [...keepers],
  asked: ({ method, body }) => (method === 'POST' ? body : undefined),
  answer: async ({ method, params, body }, context) => {
    const { id = '' } = params
    const { completions } = await context.collections()
    if (method === 'DELETE')
      return (await completions.delete(id))
        ? { object: 'chat.completion.deleted', id, deleted: true }
        : notFound(id, context)
    const found =
      method === 'POST'
        ? await completions.update(id, { metadata: metadataOf(body['metadata']) })
        : await completions.find(id)
    return found === undefined ? notFound(id, context) : wireForm(found)
  },
}

const filterOf = ({ model, metadata }: JsonObject): ((stored: StoredCompletion) => boolean) => {
  const wanted = Object.entries(metadataOf(metadata))
  return (stored) =>
    (model === undefined || model === stored.model || model === stored.requested_model) &&
    wanted.every(([name, value]) => Object.hasOwn(stored.metadata, name) && stored.metadata[name] === value)
}

const wireForm = ({ completion, metadata }: StoredCompletion): JsonObject => ({
  // It is a completion that was printed when it was stored.
  ...(JSON.parse(completion) as JsonObject),
  metadata,
})
