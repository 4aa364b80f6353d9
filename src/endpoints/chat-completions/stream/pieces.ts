import type { ChunkSize } from '../../../core/scenario.ts'
import type { TokenCounter } from '../../../core/tokens.ts'
import { createMemo } from '../../../core/memo.ts'

// A thousand open streams of one text share its pieces; those of tokens are kept by whoever splits them.
const cuts = createMemo<readonly string[]>(4 * 1024 * 1024)

/** A text in the pieces that content events carry; they join to the text and never split a character. */
export const cutText = (text: string, size: ChunkSize, counter: TokenCounter): readonly string[] => {
  if (size === 'token') return counter.split(text)
  const key = `${typeof size === 'string' ? size : size.size} ${text}`
  const known = cuts.get(key)
  if (known !== undefined) return known
  const pieces = size === 'word' ? wordsOf(text) : cutEvery(text, size === 'character' ? 1 : size.size)
  cuts.set(key, pieces, key.length * 2 + pieces.length * 40)
  return pieces
}

const wordsOf = (text: string): readonly string[] => text.match(/\s*\S+|\s+/g) ?? []

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
