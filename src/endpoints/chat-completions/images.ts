import { isJsonObject, type Json } from '../../core/json.ts'
import type { ModelProfile } from '../../core/models.ts'

/** How a model family prices an image (wire-format 11). */
type Price =
  | { readonly by: 'tiles'; readonly base: number; readonly tile: number }
  | { readonly by: 'patches'; readonly factor: number }

const prices: readonly (readonly [RegExp, Price])[] = [
  [/^gpt-4o-mini/, { by: 'tiles', base: 2833, tile: 5667 }],
  [/^gpt-4\.1-mini|^gpt-5-mini/, { by: 'patches', factor: 1.62 }],
  [/^gpt-4\.1-nano|^gpt-5-nano/, { by: 'patches', factor: 2.46 }],
  [/^o4-mini/, { by: 'patches', factor: 1.72 }],
  [/^gpt-5/, { by: 'tiles', base: 70, tile: 140 }],
  [/^o\d/, { by: 'tiles', base: 75, tile: 150 }],
]
const usual: Price = { by: 'tiles', base: 85, tile: 170 }

/** Tokens of an image part; 0 for any other. An image whose size is not known counts as one of low detail. */
export const imageTokens = (part: Json, profile: ModelProfile): number => {
  if (!isJsonObject(part) || part['type'] !== 'image_url') return 0
  const image = isJsonObject(part['image_url']) ? part['image_url'] : { url: part['image_url'] }
  const price = prices.find(([ids]) => ids.test(profile.id))?.[1] ?? usual
  const size = image['detail'] === 'low' || typeof image['url'] !== 'string' ? undefined : sizeOf(image['url'])
  if (price.by === 'patches') {
    const { width, height } = size ?? { width: 512, height: 512 }
    return Math.ceil(Math.min(Math.ceil(width / 32) * Math.ceil(height / 32), 1536) * price.factor)
  }
  return price.base + (size === undefined ? 0 : tilesOf(size) * price.tile)
}

interface Size {
  readonly width: number
  readonly height: number
}

/** Tiles of 512 pixels after fitting into 2048² and shrinking the shortest side to 768. */
const tilesOf = ({ width, height }: Size): number => {
  const fit = Math.min(1, 2048 / Math.max(width, height))
  const scale = fit * Math.min(1, 768 / (Math.min(width, height) * fit))
  return Math.ceil((width * scale) / 512) * Math.ceil((height * scale) / 512)
}

/** Base64 characters that are looked at for the size; headers come first in a file. */
const examined = 65_536

/** Width and height from the header of a PNG, GIF or JPEG in a data URL. */
const sizeOf = (url: string): Size | undefined => {
  const match = /^data:image\/(png|gif|jpe?g);base64,/.exec(url.slice(0, 40))
  if (match === null) return undefined
  const kind = match[1]
  const start = match[0].length
  const bytes = decode(url.slice(start, start + (kind === 'png' || kind === 'gif' ? 32 : examined)))
  if (bytes === undefined) return undefined
  const size = (kind === 'png' ? pngSize : kind === 'gif' ? gifSize : jpegSize)(bytes)
  return size !== undefined && size.width > 0 && size.height > 0 ? size : undefined
}

const decode = (base64: string): DataView | undefined => {
  try {
    const text = atob(base64.slice(0, base64.length - (base64.length % 4)))
    return new DataView(Uint8Array.from(text, (character) => character.charCodeAt(0)).buffer)
  } catch {
    // Not base64: its size is not known.
    return undefined
  }
}

const pngSize = (bytes: DataView): Size | undefined =>
  bytes.byteLength < 24 || bytes.getUint32(0) !== 0x89504e47
    ? undefined
    : { width: bytes.getUint32(16), height: bytes.getUint32(20) }

const gifSize = (bytes: DataView): Size | undefined =>
  bytes.byteLength < 10 || bytes.getUint32(0) !== 0x47494638
    ? undefined
    : { width: bytes.getUint16(6, true), height: bytes.getUint16(8, true) }

/** The size stands in the first start-of-frame segment (0xC0…0xCF but C4, C8, CC). */
const jpegSize = (bytes: DataView): Size | undefined => {
  if (bytes.byteLength < 4 || bytes.getUint16(0) !== 0xffd8) return undefined
  for (let at = 2; at + 9 <= bytes.byteLength; at += 2 + bytes.getUint16(at + 2)) {
    if (bytes.getUint8(at) !== 0xff) return undefined
    const marker = bytes.getUint8(at + 1)
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc)
      return { width: bytes.getUint16(at + 7), height: bytes.getUint16(at + 5) }
  }
  return undefined
}
