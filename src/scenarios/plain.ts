import type { Json } from '../core/json.ts'
import type { Path } from '../core/violation.ts'
import type { Problem } from './check.ts'

const deepest = 100

/**
 * A copy of a value that is JSON throughout, and everything that kept it from being that.
 * Two things code may say and JSON cannot: functions under `reply` stay, regular expressions under `matches` become text.
 */
export const toPlain = (value: unknown): { readonly value: Json; readonly problems: readonly Problem[] } => {
  const problems: Problem[] = []
  return { value: copy(value, [], problems), problems }
}

/** `path` is one list for all: keys are put on its end on the way down and taken off on the way up. */
const copy = (value: unknown, path: (string | number)[], problems: Problem[]): Json => {
  const key = path.at(-1)
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number' && Number.isFinite(value)) return value
  // A function stands for the draft it returns; who plays the cue knows.
  if (typeof value === 'function' && key === 'reply') return value as unknown as Json
  if (value instanceof RegExp && key === 'matches') return value.flags === '' ? value.source : String(value)
  if (path.length > deepest) return refuse(path, problems, `is nested more than ${deepest} deep, or holds itself`)
  if (Array.isArray(value)) return value.map((item, index) => below(item, index, path, problems))
  if (typeof value !== 'object') return refuse(path, problems, `is ${String(value)}`)
  const prototype: unknown = Object.getPrototypeOf(value)
  // Objects of other realms have another `Object.prototype`, which has no prototype either.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null)
    return refuse(path, problems, `is a ${value.constructor.name}`)
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([name, member]) => [name, below(member, name, path, problems)]),
  )
}

const below = (value: unknown, key: string | number, path: (string | number)[], problems: Problem[]): Json => {
  path.push(key)
  const plain = copy(value, path, problems)
  path.pop()
  return plain
}

const refuse = (path: Path, problems: Problem[], what: string): null => {
  problems.push({ path: [...path], code: 'not-json', message: `${what}: write what JSON can hold` })
  return null
}
