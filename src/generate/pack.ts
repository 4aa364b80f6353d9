/** The tokens of an encoding by rank: text where they are whole characters, else bytes. */
type Ranks = readonly (string | readonly number[])[]

const encoder = new TextEncoder()

/** All tokens by rank as one text: base64 of each token's length, in one byte, and its bytes. */
export const pack = (ranks: Ranks): string => {
  const parts: string[] = []
  for (const token of ranks) {
    const bytes = typeof token === 'string' ? encoder.encode(token) : token
    parts.push(String.fromCharCode(bytes.length, ...bytes))
  }
  return btoa(parts.join(''))
}
