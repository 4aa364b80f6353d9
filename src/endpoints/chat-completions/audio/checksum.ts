/** A cyclic redundancy check over bytes, highest bit first, beginning with zero: of 8, 16 or 32 bits by its polynomial. */
export const checksum = (data: Iterable<number>, bits: 8 | 16 | 32, polynomial: number): number => {
  const top = 2 ** (bits - 1)
  const mask = 2 ** bits - 1
  let sum = 0
  for (const byte of data) {
    sum = (sum ^ (byte << (bits - 8))) >>> 0
    for (let bit = 0; bit < 8; bit++) sum = (((sum & top) === 0 ? sum << 1 : (sum << 1) ^ polynomial) & mask) >>> 0
  }
  return sum
}
