/** The tokens of an encoding by rank: text where they are whole characters, else bytes. */
export type Ranks = readonly (string | readonly number[])[]

/**
 * Finds tokens by what they are made of, without making any text: by two polynomial hashes of the bytes, which for two
 * neighbours follow from those of each. Typed arrays load in a third of the time of a map of texts.
 */
export interface Vocabulary {
  /** Rank of the token with these bytes, or `none`. */
  find(bytes: Uint8Array, length: number): number
  /** Rank of the token that is `left` followed by `right`, or `none`. */
  join(left: number, right: number): number
  /** Rank of the token that is this one byte. */
  byte(byte: number): number
}

export const none = -1

const factor = 0x01000193
const otherFactor = 0x2c1b3c6d
const slotBits = 19
const slotMask = (1 << slotBits) - 1
const rankBits = 18
const rankMask = (1 << rankBits) - 1

export const createVocabulary = (ranks: Ranks): Vocabulary => {
  const hashes = new Int32Array(ranks.length)
  const others = new Int32Array(ranks.length)
  const lengths = new Uint8Array(ranks.length)
  /** Ranks plus one by hash, with linear probing; zero is empty. The upper bits repeat some of the hash: most misses end here. */
  const slots = new Int32Array(1 << slotBits)
  const scratch = new Uint8Array(1024)
  let longest = 0

  for (let rank = 0; rank < ranks.length; rank++) {
    const token = ranks[rank] ?? ''
    let length = token.length
    if (typeof token === 'string') length = encodeUtf8(token, 0, token.length, scratch)
    else scratch.set(token)
    let hash = 0
    let other = 0
    for (let index = 0; index < length; index++) {
      const byte = (scratch[index] ?? 0) + 1
      hash = (Math.imul(hash, factor) + byte) | 0
      other = (Math.imul(other, otherFactor) + byte) | 0
    }
    hashes[rank] = hash
    others[rank] = other
    lengths[rank] = length
    if (length > longest) longest = length
    let slot = slotOf(hash)
    while (slots[slot] !== 0) slot = (slot + 1) & slotMask
    slots[slot] = tagOf(other) | (rank + 1)
  }

  const powers = new Int32Array(longest + 1).fill(1)
  const otherPowers = new Int32Array(longest + 1).fill(1)
  for (let index = 1; index <= longest; index++) {
    powers[index] = Math.imul(powers[index - 1] ?? 1, factor)
    otherPowers[index] = Math.imul(otherPowers[index - 1] ?? 1, otherFactor)
  }

  const look = (hash: number, other: number, length: number): number => {
    const tag = tagOf(other)
    for (let slot = slotOf(hash); ; slot = (slot + 1) & slotMask) {
      const entry = slots[slot] ?? 0
      if (entry === 0) return none
      if ((entry & ~rankMask) !== tag) continue
      const rank = (entry & rankMask) - 1
      if (hashes[rank] === hash && others[rank] === other && lengths[rank] === length) return rank
    }
  }

  const find = (bytes: Uint8Array, length: number): number => {
    if (length > longest) return none
    let hash = 0
    let other = 0
    for (let index = 0; index < length; index++) {
      const byte = (bytes[index] ?? 0) + 1
      hash = (Math.imul(hash, factor) + byte) | 0
      other = (Math.imul(other, otherFactor) + byte) | 0
    }
    return look(hash, other, length)
  }

  const single = Int32Array.from({ length: 256 }, (_, byte) => find(Uint8Array.of(byte), 1))

  return {
    find,
    byte: (byte) => single[byte] ?? none,
    join: (left, right) => {
      const tail = lengths[right] ?? 0
      const length = (lengths[left] ?? 0) + tail
      if (length > longest) return none
      const hash = (Math.imul(hashes[left] ?? 0, powers[tail] ?? 0) + (hashes[right] ?? 0)) | 0
      const other = (Math.imul(others[left] ?? 0, otherPowers[tail] ?? 0) + (others[right] ?? 0)) | 0
      return look(hash, other, length)
    },
  }
}

const slotOf = (hash: number): number => Math.imul(hash, 0x9e3779b1) >>> (32 - slotBits)

const tagOf = (hash: number): number => hash & ~rankMask

/** Writes `text[from, to)`, which is well-formed, as UTF-8 and says how many bytes it took. */
export const encodeUtf8 = (text: string, from: number, to: number, bytes: Uint8Array): number => {
  let length = 0
  for (let index = from; index < to; index++) {
    let code = text.charCodeAt(index)
    if (code < 0x80) {
      bytes[length++] = code
      continue
    }
    if (code < 0x800) bytes[length++] = 0xc0 | (code >> 6)
    else {
      if (code >= 0xd800 && code <= 0xdfff) {
        code = 0x10000 + ((code & 0x3ff) << 10) + (text.charCodeAt(++index) & 0x3ff)
        bytes[length++] = 0xf0 | (code >> 18)
        bytes[length++] = 0x80 | ((code >> 12) & 0x3f)
      } else bytes[length++] = 0xe0 | (code >> 12)
      bytes[length++] = 0x80 | ((code >> 6) & 0x3f)
    }
    bytes[length++] = 0x80 | (code & 0x3f)
  }
  return length
}

/** Bytes of the character that begins with this byte. */
export const characterLength = (lead: number): number => (lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4)
