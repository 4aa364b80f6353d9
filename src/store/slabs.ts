/**
 * Keeps bytes and texts in a few large blocks of memory, the oldest of which goes when there are too many: a hundred thousand small
 * bodies as objects of their own would cost more collecting than everything else that is done for a call.
 */
export interface Slabs {
  /** Says where they are kept: a plain number, so that nothing has to be collected one by one. */
  write(bytes: Uint8Array): number
  writeText(text: string): number
  /** Whether what is there stays at least as long as what is written next. */
  isLatest(place: number): boolean
  /** Copies; `undefined` once its slab is gone. */
  read(place: number): Uint8Array | undefined
  readText(place: number): string | undefined
  clear(): void
}

interface Slab {
  /** Bytes ever written before it, gone slabs included: a place is a distance from the very first byte. */
  readonly from: number
  readonly block: Uint8Array
}

const largest = 2 ** 20
/** In front of everything stands its length. */
const prefix = 4
const nowhere = -1
const encoder = new TextEncoder()
const decoder = new TextDecoder()

export const createSlabs = (maxBytes: number): Slabs => {
  const usual = Math.min(largest, Math.ceil(maxBytes / 8))
  let slabs: Slab[] = []
  let current: Slab = { from: 0, block: new Uint8Array(0) }
  let position = 0
  let total = 0

  const open = (size: number): void => {
    const length = Math.max(size, usual)
    let block: Uint8Array | undefined
    while (total + length > maxBytes && slabs.length > 0) {
      const oldest = slabs.shift()?.block
      total -= oldest?.length ?? 0
      // Used again: new memory would have to be cleared, and the old to be collected.
      if (oldest?.length === length) block = oldest
    }
    current = { from: current.from + current.block.length, block: block ?? new Uint8Array(length) }
    position = 0
    slabs.push(current)
    total += length
  }

  const write = (bytes: Uint8Array): number => {
    const { length } = bytes
    if (length + prefix > maxBytes) return nowhere
    if (length + prefix > current.block.length - position) open(length + prefix)
    const { block, from } = current
    const place = from + position
    for (let shift = 0; shift < 32; shift += 8) block[position++] = length >>> shift
    block.set(bytes, position)
    position += length
    return place
  }

  const read = (place: number): Uint8Array | undefined => {
    const slab = slabs.findLast(({ from }) => from <= place)
    if (slab === undefined) return undefined
    const { block, from } = slab
    const start = place - from + prefix
    const length = new DataView(block.buffer).getUint32(place - from, true)
    return block.slice(start, start + length)
  }

  return {
    write,
    read,
    writeText: (text) => write(encoder.encode(text)),
    isLatest: (place) => place !== nowhere && place >= current.from,
    readText: (place) => {
      const bytes = read(place)
      return bytes && decoder.decode(bytes)
    },
    clear: () => {
      slabs = []
      current = { from: current.from + current.block.length, block: new Uint8Array(0) }
      position = 0
      total = 0
    },
  }
}
