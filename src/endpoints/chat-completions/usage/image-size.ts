import type { Base64Bytes } from './base64-bytes.ts'

export interface Size {
  readonly width: number
  readonly height: number
}

/** Width and height from the header of a PNG, GIF, JPEG or WebP: what the bytes say, whatever the file is called. */
export const sizeOfImage = (bytes: Base64Bytes): Size | undefined => {
  const size = pngSize(bytes) ?? jpegSize(bytes) ?? gifSize(bytes) ?? webpSize(bytes)
  return size !== undefined && size.width > 0 && size.height > 0 ? size : undefined
}

const pngSize = (bytes: Base64Bytes): Size | undefined =>
  bytes.big(0, 4) === 0x89504e47 ? { width: bytes.big(16, 4), height: bytes.big(20, 4) } : undefined

const gifSize = (bytes: Base64Bytes): Size | undefined =>
  bytes.says(0, 'GIF8') ? { width: bytes.little(6, 2), height: bytes.little(8, 2) } : undefined

/** Segments that are passed over on the way to the frame: colour profiles and previews may take hundreds. */
const mostSegments = 1_000

/** The size stands in the first start of a frame (0xC0 to 0xCF but C4, C8, CC). */
const jpegSize = (bytes: Base64Bytes): Size | undefined => {
  if (bytes.big(0, 2) !== 0xffd8) return undefined
  for (let segment = 0, at = 2; segment < mostSegments && bytes.at(at) === 0xff; segment++) {
    const marker = bytes.at(at + 1)
    if (marker === 0xff) {
      at += 1 // A fill byte in front of the marker.
      continue
    }
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc)
      return { width: bytes.big(at + 7, 2), height: bytes.big(at + 5, 2) }
    at += 2 + bytes.big(at + 2, 2)
  }
  return undefined
}

/** Its three forms: with loss, without, and extended. */
const webpSize = (bytes: Base64Bytes): Size | undefined => {
  if (!bytes.says(0, 'RIFF') || !bytes.says(8, 'WEBP')) return undefined
  if (bytes.says(12, 'VP8 ')) return { width: bytes.little(26, 2) & 0x3fff, height: bytes.little(28, 2) & 0x3fff }
  if (bytes.says(12, 'VP8X')) return { width: bytes.little(24, 3) + 1, height: bytes.little(27, 3) + 1 }
  if (!bytes.says(12, 'VP8L')) return undefined
  const bits = bytes.little(21, 4)
  return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 }
}
