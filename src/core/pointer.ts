import type { Json } from './json.ts'
import type { Path } from './violation.ts'

/** A place as a JSON pointer (RFC 6901); empty for the root. */
export const pointerOf = (path: Path): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

/** The names in a JSON pointer such as `/messages/0/a~1b`. */
export const pointerParts = (pointer: string): readonly string[] => pointer.split('/').slice(1).map(unescaped)

/** The names in a JSON pointer that is part of a URI, such as `#/$defs/a~1b%20c`. A percent sign that escapes nothing stands for itself. */
export const referenceParts = (reference: string): readonly string[] =>
  reference
    .split('/')
    .slice(1)
    .map((part) => unescaped(decoded(part)))

/** What stands at a place; undefined where there is nothing. */
export const valueAt = (value: Json | undefined, path: Path): Json | undefined => {
  let found: unknown = value
  for (const part of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, part)) return undefined
    // Object.hasOwn has just said that it is there.
    found = (found as Readonly<Record<string | number, unknown>>)[part]
  }
  // Parts of a JSON value are JSON.
  return found as Json | undefined
}

const unescaped = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~')

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part)
  } catch {
    // It is not encoded.
    return part
  }
}
