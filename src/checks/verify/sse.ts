import type { Difference } from '../difference.ts'

/** What the events of a body say, and what is wrong with how they are framed. */
export interface ReadEvents {
  /** The data of each event, in order. */
  readonly data: readonly string[]
  readonly differences: readonly Difference[]
}

/**
 * Reads server-sent events as the service frames them (wire-format 5.1): unnamed, one line of data and an empty line each, LF.
 * What the format allows beyond that (comments, names, CRLF) is read and only warned of.
 */
export const readEvents = (text: string): ReadEvents => {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
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
      if (open !== undefined) add('one line of data in each event, and an empty line behind it', line)
      open = open === undefined ? valueOf(line) : `${open}\n${valueOf(line)}`
    } else if (field === 'event' || field === 'id' || field === 'retry') add('events of data alone', line, 'warning')
    else add('lines that begin with `data: `', line)
  }
  if (open !== undefined) {
    add('an empty line behind the last event', open)
    data.push(open)
  }
  return { data, differences: [...found.values()] }
}

/** One space behind the colon is not part of the value. */
const valueOf = (line: string): string => line.slice(line.indexOf(':') + 1).replace(/^ /, '')
