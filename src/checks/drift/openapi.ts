import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts'
import { referenceParts, valueAt } from '../../core/pointer.ts'

/** The schemas of `POST …/chat/completions` in an OpenAPI document, as far as it has them. */
export interface ProviderSchemas {
  readonly request?: Json
  readonly response?: Json
  readonly chunk?: Json
  readonly error?: Json
}

/** Finds them in OpenAPI 3.0 and 3.1; says why when there is no such operation. */
export const providerSchemas = (document: JsonObject): ProviderSchemas | { readonly reason: string } => {
  const { paths } = document
  if (!isJsonObject(paths)) return { reason: 'it has no `paths`: is it an OpenAPI document?' }
  const found = Object.entries(paths).find(([path]) => /\/chat\/completions(\.json)?\/?$/i.test(path))
  const operation = isJsonObject(found?.[1]) ? found[1]['post'] : undefined
  if (!isJsonObject(operation)) return { reason: 'it has no POST …/chat/completions' }
  const { requestBody, responses } = operation
  const answers = Object.entries(isJsonObject(responses) ? responses : {})
  const success = answers.find(([status]) => status.startsWith('2'))?.[1]
  const failure = answers.find(([status]) => /^(4|5|default)/.test(status))?.[1]
  return present({
    request: schemaIn(requestBody, 'application/json', document),
    response: schemaIn(success, 'application/json', document),
    chunk: schemaIn(success, 'text/event-stream', document),
    error: schemaIn(failure, 'application/json', document),
  })
}

const schemaIn = (holder: Json | undefined, type: string, document: JsonObject): Json | undefined => {
  const body =
    isJsonObject(holder) && typeof holder['$ref'] === 'string'
      ? valueAt(document, referenceParts(holder['$ref']))
      : holder
  const content = isJsonObject(body) ? body['content'] : undefined
  const media = isJsonObject(content) ? content[type] : undefined
  return isJsonObject(media) ? media['schema'] : undefined
}

const present = (schemas: Readonly<Record<keyof ProviderSchemas, Json | undefined>>): ProviderSchemas =>
  Object.fromEntries(Object.entries(schemas).filter(([, schema]) => schema !== undefined))
