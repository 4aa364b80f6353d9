import type { Json } from '../core/json.ts'
import type { JsonLayout } from '../core/reply.ts'

/** A JSON value as a service prints it: indented or compact, with or without a newline at the end, as a call of a function for JSONP. */
export const renderJson = (value: Json, { indent, newline, callback }: JsonLayout): string => {
  const text = indent === 0 ? JSON.stringify(value) : JSON.stringify(value, undefined, indent)
  if (callback !== undefined) return `${callback}(${escapeForScript(text)})`
  return newline ? `${text}\n` : text
}

/** Line separators that JSON allows and older JavaScript does not, and what could end a script element. */
const escapeForScript = (text: string): string =>
  text.replaceAll(/[\u2028\u2029<]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
