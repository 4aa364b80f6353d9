import type { Fault } from '../../core/fault.ts'
import { renderBody } from '../send.ts'
import { toBytes } from '../utf8.ts'
import { textOf, withBytes } from './bodies.ts'

export const split: Fault = {
  name: 'split',
  schema: {
    type: 'object',
    description:
      'The same bytes, written so that the borders between writes fall where parsers stumble. Sent without pace.',
    additionalProperties: false,
    properties: {
      at: { enum: ['utf8', 'line'], description: '`utf8`: inside characters; `line`: inside lines. Default: line.' },
    },
  },
  apply: (reply, settings) => {
    const body = renderBody(reply)
    const bytes = typeof body === 'string' ? toBytes(body) : body
    const borders = textOf(settings, 'at') === 'utf8' ? insideCharacters(bytes) : insideLines(bytes)
    return withBytes(reply, ...cutAt(bytes, borders))
  },
}

/** Writes are costly: a body has at most this many. */
const mostBorders = 10_000

/** Before every byte that continues a character; without such bytes, inside lines. */
const insideCharacters = (bytes: Uint8Array): readonly number[] => {
  const borders: number[] = []
  for (let index = 1; index < bytes.length && borders.length < mostBorders; index++)
    if (((bytes[index] ?? 0) & 0xc0) === 0x80) borders.push(index)
  return borders.length > 0 ? borders : insideLines(bytes)
}

/** In the middle of every line, and between the two line feeds that end an event. */
const insideLines = (bytes: Uint8Array): readonly number[] => {
  const borders: number[] = []
  for (let start = 0; start < bytes.length && borders.length < mostBorders;) {
    const feed = bytes.indexOf(0x0a, start)
    const end = feed === -1 ? bytes.length : feed + 1
    borders.push(start + Math.max(1, (end - start) >> 1))
    start = end
  }
  return borders.filter((border) => border < bytes.length)
}

const cutAt = (bytes: Uint8Array, borders: readonly number[]): readonly Uint8Array[] =>
  [...borders, bytes.length].map((end, index) => bytes.subarray(index === 0 ? 0 : borders[index - 1], end))
