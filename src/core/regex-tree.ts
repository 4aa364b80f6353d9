/** The shape of a regular expression, as far as searching and its cost depend on it. */
export type Tree =
  | { readonly kind: 'char'; readonly char: string }
  /** One character of many: the text of a class or an escape. */
  | { readonly kind: 'set'; readonly source: string }
  /** Takes no characters: an anchor. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'backreference' }
  | { readonly kind: 'look'; readonly body: Tree }
  | { readonly kind: 'sequence' | 'choice'; readonly items: readonly Tree[] }
  | { readonly kind: 'repeat'; readonly body: Tree; readonly min: number; readonly max: number }

/** Reads the source of a regular expression that `RegExp` accepts. */
export const toTree = ({ source, flags }: RegExp): Tree => {
  const unicode = /[uv]/.test(flags)
  const nested = flags.includes('v')
  let at = 0

  const readChoice = (): Tree => {
    const items = [readSequence()]
    while (source[at] === '|') {
      at += 1
      items.push(readSequence())
    }
    const [only] = items
    return items.length === 1 && only !== undefined ? only : { kind: 'choice', items }
  }

  const readSequence = (): Tree => {
    const items: Tree[] = []
    while (at < source.length && source[at] !== '|' && source[at] !== ')') items.push(readRepeat())
    return { kind: 'sequence', items }
  }

  const readRepeat = (): Tree => {
    const body = readAtom()
    const quantifier = /(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})\??/y
    quantifier.lastIndex = at
    const found = quantifier.exec(source)
    if (found === null) return body
    at = quantifier.lastIndex
    const [text, least, comma, most] = found
    if (text.startsWith('*')) return { kind: 'repeat', body, min: 0, max: Infinity }
    if (text.startsWith('+')) return { kind: 'repeat', body, min: 1, max: Infinity }
    if (text.startsWith('?')) return { kind: 'repeat', body, min: 0, max: 1 }
    const min = Number(least)
    return { kind: 'repeat', body, min, max: comma === undefined ? min : most === '' ? Infinity : Number(most) }
  }

  const readAtom = (): Tree => {
    const char = source[at] ?? ''
    if (char === '(') return readGroup()
    if (char === '[') return readClass()
    if (char === '\\') return readEscape()
    if (char === '^' || char === '$') return take(1, { kind: 'empty' })
    if (char === '.') return take(1, { kind: 'set', source: '.' })
    const whole = unicode ? String.fromCodePoint(source.codePointAt(at) ?? 0) : char
    return take(whole.length, { kind: 'char', char: whole })
  }

  const readGroup = (): Tree => {
    const opening = /\((?:\?(?:<?[=!]|<[^>]*>|[a-z-]*:))?/y
    opening.lastIndex = at
    const text = opening.exec(source)?.[0] ?? '('
    at += text.length
    const body = readChoice()
    at += 1
    return /[=!]$/.test(text) ? { kind: 'look', body } : body
  }

  const readClass = (): Tree => {
    const start = at
    let depth = 0
    do {
      const char = source[at]
      if (char === '\\') at += 1
      else if (char === '[' && (nested || depth === 0)) depth += 1
      else if (char === ']') depth -= 1
      at += 1
    } while (depth > 0 && at < source.length)
    return { kind: 'set', source: source.slice(start, at) }
  }

  const readEscape = (): Tree => {
    const escape = /\\(?:k<[^>]*>|[1-9]\d*|[pP]\{[^}]*\}|u\{[^}]*\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[a-zA-Z]|[^])/y
    escape.lastIndex = at
    const text = escape.exec(source)?.[0] ?? '\\'
    if (text === '\\b' || text === '\\B') return take(2, { kind: 'empty' })
    if (/^\\(?:k<|[1-9])/.test(text)) return take(text.length, { kind: 'backreference' })
    // An escaped letter or digit may mean anything, an escaped sign means itself.
    if (/^\\[\x21-\x2f\x3a-\x40\x5b-\x60\x7b-\x7e]$/.test(text)) return take(2, { kind: 'char', char: text.slice(1) })
    return take(text.length, { kind: 'set', source: text })
  }

  const take = (length: number, tree: Tree): Tree => {
    at += length
    return tree
  }

  return readChoice()
}
