import type { ChunkSize } from '../../../core/scenario.ts'
import type { TokenCounter } from '../../../core/tokens.ts'

/** A text in the pieces that content events carry; they join to the text and never split a character. */
export const cutText = (text: string, size: ChunkSize, counter: TokenCounter): readonly string[] => {
  if (size === 'token') return counter.split(text)
  if (size === 'word') return text.match(/\s*\S+|\s+/g) ?? []
  return cutEvery(text, size === 'character' ? 1 : size.size)
}

/** Pieces of so many characters (code points, not halves of surrogate pairs). */
const cutEvery = (text: string, size: number): readonly string[] => {
  const characters = size >= 1 ? Math.floor(size) : 1
  const pieces: string[] = []
  let start = 0
  let taken = 0
  for (let end = 0; end < text.length;) {
    end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1
    taken += 1
    if (taken < characters && end < text.length) continue
    pieces.push(text.slice(start, end))
    start = end
    taken = 0
  }
  return pieces
}
