const encoder = new TextEncoder()
const beyondAscii = /[^\0-\x7f]/

/** The bytes of a text. */
export const toBytes = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text)

/** How many bytes a text takes in UTF-8, without encoding it; a lone surrogate counts as the three bytes of its replacement. */
export const utf8Length = (text: string): number => {
  if (!beyondAscii.test(text)) return text.length
  let bytes = text.length
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    if (unit < 0x80) continue
    if (unit < 0x800) bytes += 1
    else if (isPairAt(text, index)) {
      bytes += 2
      index++
    } else bytes += 2
  }
  return bytes
}

const isPairAt = (text: string, index: number): boolean =>
  (text.charCodeAt(index) & 0xfc00) === 0xd800 && (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00
