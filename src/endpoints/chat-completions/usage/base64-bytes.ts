const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const values = new Int8Array(128).fill(-1)
for (let value = 0; value < alphabet.length; value++) values[alphabet.charCodeAt(value)] = value

/** The bytes that a Base64 text stands for, decoded one by one: headers are read here and there, files are large. */
export interface Base64Bytes {
  readonly length: number
  /** -1 beyond the end and where the text is no Base64. */
  at(index: number): number
  /** An unsigned number of `size` bytes, the highest first; -1 like `at`. */
  big(index: number, size: number): number
  /** The same, the lowest first. */
  little(index: number, size: number): number
  /** Whether the bytes from `index` on are those of this ASCII text. */
  says(index: number, text: string): boolean
}

/** The bytes of `text` from its character `start` on. */
export const base64Bytes = (text: string, start = 0): Base64Bytes => {
  const end = text.endsWith('==') ? text.length - 2 : text.endsWith('=') ? text.length - 1 : text.length
  const length = Math.max(0, Math.floor(((end - start) * 3) / 4))
  const valueAt = (index: number): number => values[text.charCodeAt(index)] ?? -1

  const at = (index: number): number => {
    if (index < 0 || index >= length) return -1
    const third = index % 3
    const first = start + Math.floor(index / 3) * 4 + third
    const left = valueAt(first)
    const right = valueAt(first + 1)
    return left < 0 || right < 0 ? -1 : ((left << (2 + 2 * third)) | (right >> (4 - 2 * third))) & 0xff
  }
  const number = (index: number, size: number, step: 1 | -1): number => {
    let value = 0
    for (let count = 0, place = step === 1 ? index : index + size - 1; count < size; count++, place += step) {
      const byte = at(place)
      if (byte < 0) return -1
      value = value * 256 + byte
    }
    return value
  }

  return {
    length,
    at,
    big: (index, size) => number(index, size, 1),
    little: (index, size) => number(index, size, -1),
    says: (index, ascii) => {
      for (let place = 0; place < ascii.length; place++) if (at(index + place) !== ascii.charCodeAt(place)) return false
      return true
    },
  }
}

/** The bytes of a `data:…;base64,` URL, whatever type it claims; `undefined` for any other. */
export const bytesOfDataUrl = (url: string): Base64Bytes | undefined => {
  const head = /^data:[^,]{0,200};base64,/i.exec(url.slice(0, 220))?.[0]
  return head === undefined ? undefined : base64Bytes(url, head.length)
}
