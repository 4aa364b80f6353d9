/** The tokens of an encoding by rank: text where they are whole characters, else bytes. */
type Ranks = readonly (string | readonly number[])[]

const encoder = new TextEncoder()

/** A byte order mark: the reference drops it when it looks up bytes, and so never finds a token that begins with one. */
const isLost = ([first, second, third]: readonly number[] | Uint8Array): boolean =>
  first === 0xef && second === 0xbb && third === 0xbf

/** All tokens by rank as one text: base64 of each token's length, in one byte, and its bytes; 0 for those never found. */
export const pack = (ranks: Ranks): string => {
  const parts: string[] = []
  for (const token of ranks) {
    const bytes = typeof token === 'string' ? encoder.encode(token) : token
    parts.push(isLost(bytes) ? '\0' : String.fromCharCode(bytes.length, ...bytes))
  }
  return btoa(parts.join(''))
}
