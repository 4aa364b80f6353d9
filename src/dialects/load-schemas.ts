import type { JsonObject } from '../core/json.ts'
import type { RequestSchemas } from '../core/schemas.ts'

type SchemaModule = Promise<{ readonly default: JsonObject }>

/** The four schemas of an endpoint, from the modules of their files. */
export const loadSchemas = async (
  modules: readonly [request: SchemaModule, response: SchemaModule, chunk: SchemaModule, error: SchemaModule],
): Promise<RequestSchemas> => {
  const [request, response, chunk, error] = await Promise.all(modules)
  return { request: request.default, response: response.default, chunk: chunk.default, error: error.default }
}
