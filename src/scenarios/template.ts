import type { Call } from '../core/call.ts'
import { isJsonObject, type Json } from '../core/json.ts'
import { isFactName } from '../core/facts.ts'

type Groups = Readonly<Record<string, string>>

/** Puts the facts of a call and the groups of its cue into the texts of a value. */
export type Fill<T> = (call: Call, groups: Groups) => T

const placeholder = /\\\{\{|\{\{\s*([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*\}\}/gu

/**
 * Finds the templates in a value: `{{ user }}` becomes the fact, `{{ name }}` the group, `\{{` is `{{`.
 * Unknown names stay as they are, facts that are absent become nothing, and what is put in is not looked into again.
 * Undefined when there is nothing to replace.
 */
export const compileTemplate = <T extends Json>(value: T): Fill<T> | undefined =>
  // Every text is replaced by a text and everything else keeps its shape, which the type cannot say.
  fillOf(value) as Fill<T> | undefined

const fillOf = (value: Json): Fill<Json> | undefined => {
  if (typeof value === 'string')
    return value.includes('{{') ? (call, groups) => fillText(value, call, groups) : undefined
  if (Array.isArray(value)) {
    const fills = value.map((item: Json) => ({ item, fill: fillOf(item) }))
    if (fills.every(({ fill }) => fill === undefined)) return undefined
    return (call, groups) => fills.map(({ item, fill }) => fill?.(call, groups) ?? item)
  }
  if (!isJsonObject(value)) return undefined
  const members = Object.entries(value).map(([key, item]) => ({
    key,
    item,
    fill: item === undefined ? item : fillOf(item),
  }))
  if (members.every(({ fill }) => fill === undefined)) return undefined
  return (call, groups) =>
    Object.fromEntries(members.map(({ key, item, fill }) => [key, fill === undefined ? item : fill(call, groups)]))
}

/** The value as it may be sent when nobody knows with which texts: a number in the place of every fact and of these groups. */
export const withNumbers = (value: Json, groups: ReadonlySet<string>): Json => {
  if (typeof value === 'string')
    return value.replaceAll(placeholder, (found, name: string | undefined) =>
      name !== undefined && (groups.has(name) || isFactName(name)) ? '0' : found,
    )
  if (Array.isArray(value)) return value.map((item: Json) => withNumbers(item, groups))
  if (!isJsonObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withNumbers(item ?? null, groups)]))
}

const fillText = (text: string, call: Call, groups: Groups): string =>
  text.replaceAll(placeholder, (found, name: string | undefined) => {
    if (name === undefined) return '{{'
    if (Object.hasOwn(groups, name)) return groups[name] ?? ''
    if (!isFactName(name)) return found
    const value = call.facts[name]
    return typeof value === 'object' ? value.join(', ') : String(value ?? '')
  })
