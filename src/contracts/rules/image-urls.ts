import { invalidRequest } from '../../core/api-error.ts'
import type { Breach, Rule } from '../../core/rule.ts'
import { paramOf } from '../../core/violation.ts'
import { breachesOfParts } from './content-parts.ts'
import { objectOf } from './read.ts'

/** An image that comes inside its address is an image. What addresses elsewhere lead to is not looked at. */
export const imageUrls: Rule = {
  name: 'image-urls',
  source: 'wire-format 2.3 (R)',
  side: 'request',
  dialects: ['openai'],
  strictness: ['practical'],
  check: ({ messages }) =>
    breachesOfParts(messages, ({ image_url }, path) => {
      const { url } = objectOf(image_url)
      const type = typeof url === 'string' ? mediaTypeOf(url) : undefined
      return type === undefined || type.startsWith('image/') ? undefined : breach([...path, 'image_url', 'url'], type)
    }),
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
