import { invalidRequest } from '../../core/api-error.ts'
import type { Breach, Rule } from '../../core/rule.ts'
import { paramOf } from '../../core/violation.ts'
import { enough, itemsOf, noBreach, objectOf } from './read.ts'

/** An image that comes inside its address is an image. What addresses elsewhere lead to is not looked at. */
export const imageUrls: Rule = {
  name: 'image-urls',
  source: 'wire-format 2.3 (R)',
  side: 'request',
  dialects: ['openai'],
  strictness: ['practical'],
  check: ({ messages }) => {
    let breaches: Breach[] | undefined
    const items = itemsOf(messages)
    for (let index = 0; index < items.length; index++) {
      const parts = itemsOf(objectOf(items[index])['content'])
      for (let part = 0; part < parts.length; part++) {
        const { url } = objectOf(objectOf(parts[part])['image_url'])
        const type = typeof url === 'string' ? mediaTypeOf(url) : undefined
        if (type === undefined || type.startsWith('image/')) continue
        breaches ??= []
        breaches.push(breach(['messages', index, 'content', part, 'image_url', 'url'], type))
        if (breaches.length === enough) return breaches
      }
    }
    return breaches ?? noBreach
  },
}

/** The media type of a data URL; `undefined` of any other. */
const mediaTypeOf = (url: string): string | undefined =>
  /^data:([^;,]{0,100})/i.exec(url.slice(0, 110))?.[1]?.toLowerCase()

const breach = (path: Breach['path'], type: string): Breach => ({
  path,
  error: invalidRequest(
    `Invalid image URL: '${paramOf(path)}'. Expected a base64-encoded data URL with an image MIME type ` +
      `(e.g. 'data:image/png;base64,...'), but got unsupported MIME type '${type}'.`,
    paramOf(path),
    'invalid_value',
  ),
})
