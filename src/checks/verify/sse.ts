import type { Difference } from '../difference.ts'

/** What the events of a body say, and what is wrong with how they are framed. */
export interface ReadEvents {
  /** The data of each event, in order. */
  readonly data: readonly string[]
  readonly differences: readonly Difference[]
}

/**
 * Reads server-sent events as the service frames them (wire-format 5.1): unnamed, one line of data and an empty line each, LF.
 * What the format allows beyond that (comments, names, CRLF) is read and only warned of. Of a body that is not `whole` an event that is cut
 * off in the end is no difference.
 */
export const readEvents = (text: string, whole = true): ReadEvents => {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  // What stands behind the last line break is no line, or one that is cut off.
  if (lines.at(-1) === '' || !whole) lines.pop()
  const data: string[] = []
  const found = new Map<string, Difference>()
  const add = (expected: string, line: string, severity?: 'warning'): void => {
    if (found.has(expected)) return
    found.set(expected, {
      code: 'stream-framing',
      ...(severity !== undefined && { severity }),
      event: data.length + 1,
      expected,
      got: line,
    })
  }
  if (text.includes('\r')) add('lines that end in LF alone', '\r\n', 'warning')

  let open: string | undefined
  let isJoined = false
  for (const line of lines) {
    if (line === '') {
      if (open !== undefined) data.push(open)
      open = undefined
      continue
    }
    const colon = line.indexOf(':')
    const field = colon < 0 ? line : line.slice(0, colon)
    if (field === '') add('no comments', line, 'warning')
    else if (field === 'data') {
      if (open === undefined) {
        open = valueOf(line)
        isJoined = false
        continue
      }
      add('one line of data in each event, and an empty line behind it', line)
      // Two events that run into each other, or one in several lines.
      if (!isJoined && isWhole(open)) data.push(open)
      else isJoined = true
      open = isJoined ? `${open}\n${valueOf(line)}` : valueOf(line)
    } else if (field === 'event' || field === 'id' || field === 'retry') add('events of data alone', line, 'warning')
    else add('lines that begin with `data: `', line)
  }
  if (open !== undefined && whole) {
    add('an empty line behind the last event', open)
    data.push(open)
  }
  return { data, differences: [...found.values()] }
}

const isWhole = (data: string): boolean => {
  try {
    JSON.parse(data)
    return true
  } catch {
    // Not all of it.
    return data === '[DONE]'
  }
}

/** One space behind the colon is not part of the value. */
const valueOf = (line: string): string => line.slice(line.indexOf(':') + 1).replace(/^ /, '')
