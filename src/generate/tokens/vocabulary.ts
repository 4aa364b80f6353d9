/** Finds tokens by what they are made of, without making any text: typed arrays load in a third of the time of a map of texts. */
export interface Vocabulary {
  /** Rank of the token with these bytes, or `none`. */
  find(bytes: Uint8Array, length: number): number
  /** Rank of the token that is `left` followed by `right`, or `none`. */
  join(left: number, right: number): number
  /** Rank of the token that is this one byte. */
  byte(byte: number): number
  /** How many bytes the token of this rank has. */
  length(rank: number): number
  /** The bytes of the token of this rank. */
  bytes(rank: number): Uint8Array
}

export const none = -1

const factor = 0x01000193
const slotBits = 19
const slotMask = (1 << slotBits) - 1
const rankBits = 18
const rankMask = (1 << rankBits) - 1

/** Reads what `pack` has written. Tokens are found by a polynomial hash: that of two neighbours follows from those of each. */
export const createVocabulary = (packed: string): Vocabulary => {
  const bytes = bytesOf(packed)
  const starts = startsOf(bytes)
  const hashes = new Int32Array(starts.length)
  /** Ranks plus one by hash, with linear probing; zero is empty. The upper bits repeat some of the hash: most misses end here. */
  const slots = new Int32Array(1 << slotBits)
  /** A bit for the hash of each token: small enough to stay near the processor, and most pairs are no token. */
  const sieve = new Int32Array(1 << (sieveBits - 5))
  const lengths = new Uint8Array(starts.length)
  const lengthOf = (rank: number): number => lengths[rank] ?? 0

  let longest = 0
  for (let rank = 0; rank < starts.length; rank++) {
    const length = bytes[(starts[rank] ?? 0) - 1] ?? 0
    lengths[rank] = length
    if (length === 0) continue
    const hash = hashOf(bytes, starts[rank] ?? 0, length)
    hashes[rank] = hash
    if (length > longest) longest = length
    const bit = bitOf(hash)
    sieve[bit >>> 5] = (sieve[bit >>> 5] ?? 0) | (1 << (bit & 31))
    let slot = slotOf(hash)
    while (slots[slot] !== 0) slot = (slot + 1) & slotMask
    slots[slot] = tagOf(hash) | (rank + 1)
  }

  const powers = new Int32Array(longest + 1).fill(1)
  for (let index = 1; index <= longest; index++) powers[index] = Math.imul(powers[index - 1] ?? 1, factor)

  /** Whether these bytes stand in the token of this rank, `at` bytes from its start. */
  const holds = (rank: number, at: number, given: Uint8Array, from: number, length: number): boolean => {
    const start = (starts[rank] ?? 0) + at
    for (let index = 0; index < length; index++) if (bytes[start + index] !== given[from + index]) return false
    return true
  }

  const isUnknown = (hash: number): boolean => {
    const bit = bitOf(hash)
    return ((sieve[bit >>> 5] ?? 0) & (1 << (bit & 31))) === 0
  }

  const find = (given: Uint8Array, length: number): number => {
    if (length > longest) return none
    const hash = hashOf(given, 0, length)
    if (isUnknown(hash)) return none
    for (let slot = slotOf(hash); ; slot = (slot + 1) & slotMask) {
      const rank = rankIn(slots[slot] ?? 0, hash)
      if (rank === absent) return none
      if (rank !== none && lengthOf(rank) === length && holds(rank, 0, given, 0, length)) return rank
    }
  }

  const join = (left: number, right: number): number => {
    const head = lengthOf(left)
    const tail = lengthOf(right)
    if (head + tail > longest) return none
    const hash = (Math.imul(hashes[left] ?? 0, powers[tail] ?? 0) + (hashes[right] ?? 0)) | 0
    if (isUnknown(hash)) return none
    for (let slot = slotOf(hash); ; slot = (slot + 1) & slotMask) {
      const rank = rankIn(slots[slot] ?? 0, hash)
      if (rank === absent) return none
      if (
        rank !== none &&
        lengthOf(rank) === head + tail &&
        holds(rank, 0, bytes, starts[left] ?? 0, head) &&
        holds(rank, head, bytes, starts[right] ?? 0, tail)
      )
        return rank
    }
  }

  const single = Int32Array.from({ length: 256 }, (_, byte) => find(Uint8Array.of(byte), 1))

  return {
    find,
    join,
    byte: (byte) => single[byte] ?? none,
    length: lengthOf,
    bytes: (rank) => bytes.subarray(starts[rank] ?? 0, (starts[rank] ?? 0) + lengthOf(rank)),
  }
}

const bytesOf = (packed: string): Uint8Array => {
  const text = atob(packed)
  const bytes = new Uint8Array(text.length)
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index)
  return bytes
}

/** Where the bytes of each token begin, by rank; their number stands before them. */
const startsOf = (bytes: Uint8Array): Int32Array => {
  const starts = new Int32Array(bytes.length)
  let count = 0
  for (let at = 0; at < bytes.length; at += (bytes[at] ?? 0) + 1) starts[count++] = at + 1
  return starts.slice(0, count)
}

const hashOf = (bytes: Uint8Array, from: number, length: number): number => {
  let hash = 0
  for (let index = from; index < from + length; index++) hash = (Math.imul(hash, factor) + (bytes[index] ?? 0)) | 0
  return hash
}

const slotOf = (hash: number): number => Math.imul(hash, 0x9e3779b1) >>> (32 - slotBits)

const sieveBits = 21

const bitOf = (hash: number): number => Math.imul(hash, 0x85ebca6b) >>> (32 - sieveBits)

const tagOf = (hash: number): number => hash & ~rankMask

/** What a slot says of a hash: the rank of a token that may have it, `none` where another one lies, `absent` where none does. */
const rankIn = (entry: number, hash: number): number => {
  if (entry === 0) return absent
  return (entry & ~rankMask) === tagOf(hash) ? (entry & rankMask) - 1 : none
}

const absent = -2

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
