import { longestSafe } from './backtracking.ts'

/** What a regular expression is made of, as far as text that matches it needs to know. */
export type PatternNode =
  /** `plain` are those of the characters that read well. */
  | { readonly kind: 'characters'; readonly characters: readonly string[]; readonly plain: readonly string[] }
  | { readonly kind: 'sequence'; readonly nodes: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly nodes: readonly PatternNode[] }
  | { readonly kind: 'repeat'; readonly node: PatternNode; readonly min: number; readonly max: number }
  | { readonly kind: 'group'; readonly node: PatternNode; readonly name: string }
  | { readonly kind: 'back'; readonly name: string }
  | { readonly kind: 'ahead' | 'not'; readonly node: PatternNode }

/** A pattern that was read: its parts, the expression itself, and the longest text that it can be tried on in time. */
export interface Pattern {
  readonly node: PatternNode
  readonly expression: RegExp
  readonly longest: number
}

const empty: PatternNode = { kind: 'sequence', nodes: [] }
const longestPattern = 100_000

/** Reads a pattern as JSON Schema means it (unanchored, with the `u` flag, else without); undefined when it is no pattern. */
export const parsePattern = (source: string): Pattern | undefined => {
  const expression = toExpression(source)
  if (expression === undefined || source.length > longestPattern) return undefined
  const node = createReader(source, expression.flags).read()
  return { node, expression, longest: longestSafe(node, expression) }
}

const toExpression = (source: string): RegExp | undefined => {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(source, flags)
    } catch {
      // Many patterns in the wild escape what needs no escape, which only the `u` flag forbids.
    }
  }
  return undefined
}

const createReader = (source: string, flags: string) => {
  let at = 0
  let groups = 0
  const charactersOf = createCharacters(flags)

  const choice = (): PatternNode => {
    const nodes = [sequence()]
    while (source[at] === '|') {
      at++
      nodes.push(sequence())
    }
    return nodes.length === 1 ? (nodes[0] ?? empty) : { kind: 'choice', nodes }
  }

  const sequence = (): PatternNode => {
    const nodes: PatternNode[] = []
    while (at < source.length && source[at] !== '|' && source[at] !== ')') nodes.push(quantified(atom()))
    return { kind: 'sequence', nodes }
  }

  const quantified = (node: PatternNode): PatternNode => {
    const [text, from, comma, to] = matchAt(/[*+?]|\{(\d+)(?:(,)(\d*))?\}/y) ?? []
    if (text === undefined) return node
    matchAt(/\?/y)
    if (from === undefined)
      return { kind: 'repeat', node, min: text === '+' ? 1 : 0, max: text === '?' ? 1 : Number.POSITIVE_INFINITY }
    const min = Number(from)
    return { kind: 'repeat', node, min, max: comma === undefined ? min : to ? Number(to) : Number.POSITIVE_INFINITY }
  }

  const atom = (): PatternNode => {
    if (source[at] === '(') return group()
    if (matchAt(/[\^$]|\\[bB]/y)) return empty
    const name = matchAt(/\\(?:([1-9]\d?)|k<([^>]*)>)/y)
    if (name) return { kind: 'back', name: name[1] ?? name[2] ?? '' }
    const set = matchAt(
      /\[(?:\\[^]|[^\]\\])*\]|\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\u[\da-fA-F]{4}|\\x[\da-fA-F]{2}|\\c[A-Za-z]|\\[^]|[^]/uy,
    )
    const characters = charactersOf(set?.[0] ?? '')
    return { kind: 'characters', characters, plain: plainOf(characters) }
  }

  const group = (): PatternNode => {
    const [, kind = '', name] = matchAt(/\((?:\?(:|=|!|<=|<!|<([^>]*)>|[a-z-]*:))?/y) ?? []
    const index = kind === '' || name !== undefined ? String(++groups) : ''
    const node = choice()
    matchAt(/\)/y)
    // What stands before is written like what stands ahead: where it is asked for.
    if (kind === '=' || kind === '<=') return { kind: 'ahead', node }
    if (kind === '!' || kind === '<!') return { kind: 'not', node }
    return index === '' ? node : { kind: 'group', node, name: name ?? index }
  }

  const matchAt = (expression: RegExp): RegExpExecArray | null => {
    expression.lastIndex = at
    const match = expression.exec(source)
    if (match !== null) at += match[0].length
    return match
  }

  return { read: choice }
}

const commonCharacters: readonly string[] = Array.from(
  'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789' +
    ' -_.,:/@#%&+=!?;()[]{}<>*$^~|"\'`\\\t\n\r' +
    'éßñΩяא漢あ한😀',
)

/** A class that takes letters of any script means letters and digits rather than all of them. */
const plainOf = (characters: readonly string[]): readonly string[] => {
  if (!characters.includes('漢')) return characters
  for (const plain of [/[a-z]/, /[A-Z]/, /\d/]) {
    const matching = characters.filter((character) => plain.test(character))
    if (matching.length > 0) return matching
  }
  return characters
}

/** Patterns with many rare classes are given up rather than searched for all of them. */
const mostSearches = 16

/** Finds common characters that match a part of a pattern; where none does, one that does. */
const createCharacters = (flags: string): ((source: string) => readonly string[]) => {
  const known = new Map<string, readonly string[]>()
  let searches = 0

  const found = (source: string): readonly string[] => {
    const expression = toExpression(`^(?:${source})$`) ?? new RegExp('^[^]$', flags)
    for (const characters of [commonCharacters, charactersIn(source)]) {
      const matching = characters.filter((character) => expression.test(character))
      if (matching.length > 0) return matching
    }
    if (searches++ >= mostSearches) return []
    for (let code = 0; code < 0x30000; code++) {
      const character = String.fromCodePoint(code)
      if ((code < 0xd800 || code > 0xdfff) && expression.test(character)) return [character]
    }
    return []
  }

  return (source) => {
    if (source.length === 1 && source !== '.') return [source]
    const characters = known.get(source) ?? found(source)
    known.set(source, characters)
    return characters
  }
}

/** The first characters that a class names, written out or escaped. */
const charactersIn = (source: string): readonly string[] =>
  Array.from(source.slice(0, 200).matchAll(/\\u\{([\da-f]{1,6})\}|\\u([\da-f]{4})|\\x([\da-f]{2})|[^]/giu), (match) => {
    const code = Number.parseInt(match[1] ?? match[2] ?? match[3] ?? '', 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : match[0]
  }).filter((character) => !/^[\ud800-\udfff]$/u.test(character))
