import { hashOf } from '../core/random.ts'
import type { Slabs } from './slabs.ts'
import { isSecret, withoutKey } from './without-key.ts'

type Headers = Readonly<Record<string, string | undefined>>

/** Keeps the headers of requests in slabs, without their keys. */
export interface HeaderTexts {
  /** Says where they are. Headers like those before are kept once: clients send the same with every call. */
  write(headers: Headers): number
}

export const createHeaderTexts = (slabs: Slabs): HeaderTexts => {
  let latest: Mark = new Map()
  let place = -1
  return {
    write: (headers) => {
      if (!slabs.isLatest(place) || !isMarked(headers, latest)) {
        latest = markOf(headers)
        place = slabs.writeText(textOf(headers))
      }
      return place
    },
  }
}

/** Headers as they are remembered to know them again: of what carries a key, its hash. */
type Mark = ReadonlyMap<string, string | number>

const markOf = (headers: Headers): Mark => {
  const mark = new Map<string, string | number>()
  for (const name in headers) {
    const value = headers[name]
    if (value !== undefined) mark.set(name, isSecret(name) ? hashOf(value) : value)
  }
  return mark
}

const isMarked = (headers: Headers, mark: Mark): boolean => {
  let count = 0
  for (const name in headers) {
    const value = headers[name]
    if (value === undefined) continue
    const marked = mark.get(name)
    if (marked !== value && (typeof marked !== 'number' || marked !== hashOf(value))) return false
    count++
  }
  return count === mark.size
}

// Neither sign can stand in a header.
const between = '\0'
const behind = '\n'

const textOf = (headers: Headers): string => {
  let text = ''
  for (const name in headers) {
    const value = headers[name]
    if (value !== undefined) text += name + between + withoutKey(name, value) + behind
  }
  return text
}

/** What `write` has written. */
export const headersOf = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    text
      .split(behind)
      .slice(0, -1)
      .map((line) => {
        const at = line.indexOf(between)
        return [line.slice(0, at), line.slice(at + 1)]
      }),
  )
