import type { Incoming } from './core/incoming.ts'
import { isJsonObject, type JsonObject } from './core/json.ts'

// What is no UTF-8 is no JSON either.
const decoder = new TextDecoder('utf-8', { fatal: true })

/** The body as an object; empty without a body; `undefined` when it is no JSON object. */
export const parseBody = ({ body, method }: Incoming): JsonObject | undefined => {
  if (body.length === 0) return method === 'POST' ? undefined : {}
  try {
    const value: unknown = JSON.parse(decoder.decode(body))
    return isJsonObject(value) ? value : undefined
  } catch {
    // Not JSON: the caller words the refusal.
    return undefined
  }
}
