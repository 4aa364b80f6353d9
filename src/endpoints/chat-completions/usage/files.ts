import { isJsonObject, type Json } from '../../../core/json.ts'
import { createMemo } from '../../../core/memo.ts'
import type { ModelProfile } from '../../../core/models.ts'
import type { TokenCounter } from '../../../core/tokens.ts'
import { pictureTokens } from './images.ts'

/** A page of a document is shown to the model as a picture of about this size (A). */
const page = { width: 768, height: 994 }

/** As many pages as the service takes. */
export const mostPages = 100

/** Characters of a file that are looked at. */
const examined = 4 * 1024 * 1024

/**
 * Tokens of a `file` part, 0 for any other: the name, and the text or, of a PDF, each page as a picture (A). What is known only by its
 * id, and what is neither text nor PDF, counts with its name alone.
 */
export const fileTokens = (part: Json, profile: ModelProfile, counter: TokenCounter): number => {
  if (!isJsonObject(part) || part['type'] !== 'file' || !isJsonObject(part['file'])) return 0
  const { filename, file_data } = part['file']
  const named = typeof filename === 'string' ? counter.count(filename) : 0
  if (typeof file_data !== 'string') return named
  const { text, pages } = contentOf(file_data)
  return named + counter.count(text) + (pages === 0 ? 0 : pages * pictureTokens(page, profile))
}

interface Content {
  readonly text: string
  readonly pages: number
}

const nothing: Content = { text: '', pages: 0 }

// A file is sent again with every call of a conversation.
const contents = createMemo<Content>(16 * 1024 * 1024)

const contentOf = (data: string): Content => {
  const known = contents.get(data)
  if (known !== undefined) return known
  const content = read(data)
  contents.set(data, content, data.length + content.text.length * 2)
  return content
}

const read = (data: string): Content => {
  const start = data.startsWith('data:') ? data.indexOf(',') + 1 : 0
  const whole = data.slice(start, start + examined)
  try {
    const bytes = atob(whole)
    if (bytes.startsWith('%PDF-')) return { text: '', pages: pagesOf(bytes) }
    const units = new Uint8Array(bytes.length)
    for (let index = 0; index < units.length; index++) units[index] = bytes.charCodeAt(index)
    // The end may be cut inside a character.
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(units, { stream: true }), pages: 0 }
  } catch {
    // Neither Base64 nor text.
    return nothing
  }
}

/** Pages whose descriptions are not compressed; a document has at least one. */
const pagesOf = (bytes: string): number => {
  let pages = 0
  for (const _ of bytes.matchAll(/\/Type\s{0,8}\/Page\b/g)) if (++pages === mostPages) break
  return Math.max(1, pages)
}
