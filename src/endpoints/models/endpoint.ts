import type { Model } from '../../core/collections.ts'
import type { PlainEndpoint } from '../../core/endpoint.ts'
import type { JsonObject } from '../../core/json.ts'

/** The models on offer, as a list or one by one. */
export const models: PlainEndpoint = {
  kind: 'plain',
  name: 'models',
  routes: [
    { method: 'GET', path: '/models' },
    { method: 'GET', path: '/models/*id' },
  ],
  answer: async ({ params: { id } }, context) => {
    const { models: offered } = await context.collections()
    if (id === undefined) return { object: 'list', data: inOffer(await offered.all()).map(wireForm) }
    const model = await offered.find(id)
    return model === undefined ? { refusal: context.error('model_not_found', { model: id }) } : wireForm(model)
  },
}

/** As they were named, whenever they were made. */
const inOffer = (models: readonly Model[]): readonly Model[] =>
  models.toSorted((one, other) => one.ordinal - other.ordinal)

const wireForm = ({ id, created, owned_by }: Model): JsonObject => ({ id, object: 'model', created, owned_by })
