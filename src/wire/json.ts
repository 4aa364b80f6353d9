import type { Json } from '../core/json.ts'
import type { JsonLayout } from '../core/reply.ts'

/** A JSON value as a service prints it: indented or compact, with or without a newline at the end. */
export const renderJson = (value: Json, { indent, newline }: JsonLayout): string => {
  const text = indent === 0 ? JSON.stringify(value) : JSON.stringify(value, undefined, indent)
  return newline ? `${text}\n` : text
}
