/** A text and bytes, kept one behind the other in a slab. Plain numbers, so that nothing has to be collected one by one. */
export interface Stretch {
  readonly slab: number
  readonly start: number
  /** Bytes of the text. */
  readonly text: number
  /** Bytes behind it. */
  readonly bytes: number
}

/**
 * Keeps texts and bytes in a few large blocks of memory, the oldest of which goes when there are too many: a hundred thousand small
 * bodies as objects of their own would cost more collecting than everything else that is done for a call.
 */
export interface Slabs {
  write(text: string, bytes: Uint8Array): Stretch
  /** Copies; `undefined` once its slab is gone. */
  read(stretch: Stretch): { readonly text: string; readonly bytes: Uint8Array } | undefined
  clear(): void
}

const largest = 2 ** 20
const encoder = new TextEncoder()
const decoder = new TextDecoder()

export const createSlabs = (maxBytes: number): Slabs => {
  const usual = Math.min(largest, Math.ceil(maxBytes / 8))
  const slabs = new Map<number, Uint8Array>()
  let current = new Uint8Array(0)
  let latest = 0
  let position = 0
  let total = 0

  const open = (size: number): void => {
    current = new Uint8Array(Math.max(size, usual))
    position = 0
    latest++
    slabs.set(latest, current)
    total += current.length
    for (const [slab, oldest] of slabs) {
      if (total <= maxBytes || slab === latest) return
      total -= oldest.length
      slabs.delete(slab)
    }
  }

  return {
    write: (text, bytes) => {
      const most = text.length * 3 + bytes.length
      if (most > maxBytes) return { slab: 0, start: 0, text: 0, bytes: 0 }
      if (most > current.length - position) open(most)
      const start = position
      const { written } = encoder.encodeInto(text, current.subarray(start))
      current.set(bytes, start + written)
      position = start + written + bytes.length
      return { slab: latest, start, text: written, bytes: bytes.length }
    },
    read: ({ slab, start, text, bytes }) => {
      const block = slabs.get(slab)
      if (block === undefined) return undefined
      const end = start + text
      return { text: decoder.decode(block.subarray(start, end)), bytes: block.slice(end, end + bytes) }
    },
    clear: () => {
      slabs.clear()
      current = new Uint8Array(0)
      position = 0
      total = 0
    },
  }
}
