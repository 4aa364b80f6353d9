import type { ItemKind, Model, StoredCompletion } from '../core/collections.ts'
import type { JsonObject } from '../core/json.ts'

const text: JsonObject = { type: 'string' }
const count: JsonObject = { type: 'integer', minimum: 0 }
const item: JsonObject = { id: { type: 'string', minLength: 1 }, created: { type: 'number' }, ordinal: count }

/** What an item takes beside its texts. */
const frame = 500

export const completionKind: ItemKind<StoredCompletion> = {
  name: 'completion',
  schema: {
    type: 'object',
    required: ['id', 'created', 'ordinal', 'model', 'requested_model', 'metadata', 'completion', 'messages'],
    additionalProperties: false,
    properties: {
      ...item,
      model: text,
      requested_model: text,
      metadata: { type: 'object', additionalProperties: text },
      completion: text,
      messages: text,
    },
  },
  // Texts with signs beyond Latin take two bytes for each.
  weigh: ({ id, completion, messages, metadata }) => {
    let length = id.length + completion.length + messages.length
    for (const name in metadata) length += name.length + (metadata[name]?.length ?? 0)
    return frame + 2 * length
  },
}

export const modelKind: ItemKind<Model> = {
  name: 'model',
  schema: {
    type: 'object',
    required: ['id', 'created', 'ordinal', 'owned_by'],
    additionalProperties: false,
    properties: { ...item, owned_by: text },
  },
  weigh: () => frame,
}
