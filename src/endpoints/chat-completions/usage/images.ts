import { isJsonObject, type Json } from '../../../core/json.ts'
import type { ModelProfile } from '../../../core/models.ts'
import { bytesOfDataUrl } from './base64-bytes.ts'
import { sizeOfImage, type Size } from './image-size.ts'

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

/** What an image behind an address is taken for: its size is not known (A). */
const assumed: Size = { width: 1024, height: 1024 }

/** Tokens of an image part; 0 for any other. What is no image that can be read counts as one of low detail. */
export const imageTokens = (part: Json, profile: ModelProfile): number => {
  if (!isJsonObject(part) || part['type'] !== 'image_url') return 0
  const image = isJsonObject(part['image_url']) ? part['image_url'] : { url: part['image_url'] }
  const { url, detail } = image
  if (detail === 'low' || typeof url !== 'string') return pictureTokens(undefined, profile)
  if (/^https?:/i.test(url)) return pictureTokens(assumed, profile)
  const bytes = bytesOfDataUrl(url)
  return pictureTokens(bytes && sizeOfImage(bytes), profile)
}

/** Tokens of a picture of this size, in high detail; without one in low detail. */
export const pictureTokens = (size: Size | undefined, profile: ModelProfile): number => {
  const price = prices.find(([ids]) => ids.test(profile.id))?.[1] ?? usual
  if (price.by === 'patches') {
    const { width, height } = size ?? { width: 512, height: 512 }
    return Math.ceil(Math.min(Math.ceil(width / 32) * Math.ceil(height / 32), 1536) * price.factor)
  }
  return price.base + (size === undefined ? 0 : tilesOf(size) * price.tile)
}

/** Tiles of 512 pixels after fitting into 2048² and shrinking the shortest side to 768. */
const tilesOf = ({ width, height }: Size): number => {
  const fit = Math.min(1, 2048 / Math.max(width, height))
  const scale = fit * Math.min(1, 768 / (Math.min(width, height) * fit))
  return Math.ceil((width * scale) / 512) * Math.ceil((height * scale) / 512)
}
