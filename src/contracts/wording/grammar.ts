import { isJsonObject, type Json } from '../../core/json.ts'

/*
 * The words the service builds its messages from (wire-format 3.2).
 */

/** `'a', 'b', and 'c'`; two values have no comma. */
export const listed = (values: readonly string[], conjunction: 'and' | 'or' = 'and'): string => {
  const quoted = values.map((value) => `'${value}'`)
  if (quoted.length <= 2) return quoted.join(` ${conjunction} `)
  return `${quoted.slice(0, -1).join(', ')}, ${conjunction} ${quoted.at(-1) ?? ''}`
}

/** What a value is, after "but got". */
export const kindOf = (value: unknown): string => {
  switch (typeof value) {
    case 'string':
      return 'a string'
    case 'boolean':
      return 'a boolean'
    case 'number':
      return Number.isInteger(value) ? 'an integer' : 'a decimal number'
    default:
      if (value === null || value === undefined) return 'null'
      return Array.isArray(value) ? 'an array' : 'an object'
  }
}

/** Names that the client made up are printed whole up to this length (12 are, 18 are, 20 are not). */
const longestName = 19

/** A name as messages print it: long ones as `kkk...kkk`. */
export const shortened = (name: string): string =>
  name.length <= longestName ? name : `${name.slice(0, 3)}...${name.slice(-3)}`

/** Echoed text is cut where no sentence of the service would be readable any more. */
const longestEcho = 1_000

/** A value of an enum that is not in it, between quotes. */
export const echoed = (value: unknown): string => {
  const text = typeof value === 'string' ? value : pythonOf(value)
  return text.length <= longestEcho ? text : shortened(text)
}

/** A value as Python prints it, which is how the service echoes what is no string; below some depth as `...`. */
export const pythonOf = (value: unknown, depth = 0): string => {
  if (value === null || value === undefined) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'string') return quotedOf(value)
  if (typeof value === 'number') return String(value)
  if (depth > 4) return '...'
  if (Array.isArray(value))
    return `[${value
      .slice(0, 20)
      .map((item: Json) => pythonOf(item, depth + 1))
      .join(', ')}]`
  if (!isJsonObject(value)) return '...'
  const members = Object.entries(value).slice(0, 20)
  return `{${members.map(([name, member]) => `${quotedOf(name)}: ${pythonOf(member, depth + 1)}`).join(', ')}}`
}

const quotedOf = (text: string): string => {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')
  return text.includes("'") && !text.includes('"') ? `"${escaped}"` : `'${escaped.replaceAll("'", "\\'")}'`
}

/** Characters as the service counts them: code points. */
export const lengthOf = (text: string): number => {
  let length = 0
  for (const _ of text) length++
  return length
}
