/** Some bytes after one another; texts are ASCII. */
export const bytes = (...parts: readonly (string | readonly number[] | Uint8Array)[]): Uint8Array => {
  const pieces = parts.map((part) => (typeof part === 'string' ? ascii(part) : part))
  const joined = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    joined.set(piece, at)
    at += piece.length
  }
  return joined
}

/** The same bytes so many times. */
export const repeated = (piece: readonly number[], times: number): Uint8Array => {
  const all = new Uint8Array(piece.length * times)
  for (let at = 0; at < all.length; at += piece.length) all.set(piece, at)
  return all
}

/** An unsigned number in so many bytes, the lowest first. */
export const little = (value: number, size: number): readonly number[] =>
  Array.from({ length: size }, (_, index) => Math.floor(value / 256 ** index) % 256)

/** The same, the highest first. */
export const big = (value: number, size: number): readonly number[] => little(value, size).toReversed()

const ascii = (text: string): readonly number[] => Array.from(text, (character) => character.charCodeAt(0))
