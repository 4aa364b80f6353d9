import type { CallContext } from '../../core/context.ts'
import type { Refusal } from '../../core/endpoint.ts'
import type { JsonObject } from '../../core/json.ts'

/** A page of a list as the service sends it; of an empty one there is no first and no last. */
export const listReply = (data: readonly JsonObject[], has_more: boolean): JsonObject => ({
  object: 'list',
  data,
  first_id: data[0]?.['id'] ?? null,
  last_id: data.at(-1)?.['id'] ?? null,
  has_more,
})

/** The 404 of an id that no completion has, or none any more; `param` where it came in the query. */
export const notFound = (id: string, context: CallContext, param: string | null = null): Refusal => ({
  refusal: { ...context.error('completion_not_found', { id }), param },
})
