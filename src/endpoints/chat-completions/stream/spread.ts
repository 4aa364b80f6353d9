import type { TokenLogprobJson } from '../types.ts'

type Entries = readonly TokenLogprobJson[]

const utf8 = new TextEncoder()

/**
 * Deals the logprobs of a text's tokens out to its pieces: each goes with the piece in which its token begins, what is
 * left over (entries that do not fit the text) with the last. Returns the entries of a piece by its index.
 */
export const spread = (entries: Entries, pieces: readonly string[]): ((index: number) => Entries) => {
  const starts = new Uint32Array(pieces.length + 1)
  let entry = 0
  let begun = 0
  let end = 0
  for (const [index, piece] of pieces.entries()) {
    starts[index] = entry
    end += utf8.encode(piece).length
    for (let next = entries[entry]; next !== undefined && begun < end; next = entries[entry]) {
      begun += next.bytes?.length ?? utf8.encode(next.token).length
      entry += 1
    }
  }
  starts[pieces.length] = entries.length
  return (index) => entries.slice(starts[index], starts[index + 1])
}
