/** What a part of a Lark grammar stands for. */
export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'pattern'; readonly pattern: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'sequence'; readonly parts: readonly Part[] }
  | { readonly kind: 'choice'; readonly parts: readonly Part[] }
  | { readonly kind: 'repeat'; readonly part: Part; readonly least: number; readonly most: number }

export interface Grammar {
  /** Rules in small letters, terminals in capitals. */
  readonly rules: ReadonlyMap<string, Part>
  /** Whether white space between tokens means nothing. */
  readonly ignoresSpace: boolean
}

/** What `%import common.X` brings in, in a form that reads well. */
const common: ReadonlyMap<string, string> = new Map([
  ['DIGIT', '[0-9]'],
  ['HEXDIGIT', '[0-9a-f]'],
  ['INT', '[1-9][0-9]?'],
  ['SIGNED_INT', '-?[1-9][0-9]?'],
  ['DECIMAL', '[1-9]\\.[0-9]'],
  ['FLOAT', '[1-9]\\.[0-9]'],
  ['SIGNED_FLOAT', '-?[1-9]\\.[0-9]'],
  ['NUMBER', '[1-9][0-9]?'],
  ['SIGNED_NUMBER', '-?[1-9][0-9]?'],
  ['LCASE_LETTER', '[a-z]'],
  ['UCASE_LETTER', '[A-Z]'],
  ['LETTER', '[a-z]'],
  ['WORD', '[a-z]{3,8}'],
  ['CNAME', '[a-z]{3,8}'],
  ['ESCAPED_STRING', '"[a-z]{3,8}"'],
  ['STRING', '"[a-z]{3,8}"'],
  ['WS', ' '],
  ['WS_INLINE', ' '],
  ['CR', '\\r'],
  ['LF', '\\n'],
  ['NEWLINE', '\\n'],
])

const longest = 20_000
const mostRules = 300

/** A grammar in Lark's notation; `undefined`: it cannot be read (templates, terminals of other files). */
export const parseLark = (definition: string): Grammar | undefined => {
  if (definition.length > longest) return undefined
  const tokens = tokensOf(definition)
  if (tokens === undefined) return undefined
  const rules = new Map<string, Part>()
  let ignoresSpace = false
  for (const line of statementsOf(tokens)) {
    const [head = '', ...rest] = line
    if (head === '%ignore') ignoresSpace = true
    else if (head === '%import') importCommon(rest, rules)
    else if (!head.startsWith('%')) {
      const body = createReader(rest.slice(rest.indexOf(':') + 1)).whole()
      if (body === undefined) return undefined
      rules.set(head.replace(/^[?!]+/, ''), body)
    }
  }
  return rules.size > mostRules ? undefined : { rules, ignoresSpace }
}

const importCommon = (words: readonly string[], rules: Map<string, Part>): void => {
  const alias = words.indexOf('->')
  const names = words.slice(0, alias < 0 ? undefined : alias).filter((word) => common.has(word))
  for (const name of names)
    rules.set(alias < 0 ? name : (words[alias + 1] ?? name), { kind: 'pattern', pattern: common.get(name) ?? '' })
}

const token =
  /(?:[ \t\r\f]|\/\/[^\n]*|\\\n)*(\n|"(?:[^"\\\n]|\\.)*"i?|\/(?:[^/\\\n]|\\.)+\/[imslux]*|->|\.\.|%[a-z]+|[?!]*[A-Za-z_]\w*|-?\d+|[|()[\]*+?~:,.]|$)/y

const tokensOf = (definition: string): readonly string[] | undefined => {
  const tokens: string[] = []
  token.lastIndex = 0
  while (token.lastIndex < definition.length) {
    const found = token.exec(definition)
    if (found === null) return undefined
    if (found[1] !== '') tokens.push(found[1] ?? '')
  }
  return tokens
}

/** A statement ends where a line begins with another; continuations begin with anything else. */
const statementsOf = (tokens: readonly string[]): readonly (readonly string[])[] => {
  const statements: string[][] = []
  for (const [index, each] of tokens.entries()) {
    if (each === '\n') continue
    const isFirst = index === 0 || tokens[index - 1] === '\n'
    if (isFirst && (each.startsWith('%') || isHead(tokens, index))) statements.push([each])
    else statements.at(-1)?.push(each)
  }
  return statements
}

/** `name:` or, with a priority, `NAME.2:`. */
const isHead = (tokens: readonly string[], at: number): boolean =>
  /^[?!]*[A-Za-z_]/.test(tokens[at] ?? '') &&
  (tokens[at + 1] === ':' || (tokens[at + 1] === '.' && tokens[at + 3] === ':'))

const mostDepth = 200

/** Reads what stands behind the colon of a rule. */
const createReader = (tokens: readonly string[]) => {
  let at = 0
  let depth = 0

  const choice = (): Part | undefined => {
    if (++depth > mostDepth) return undefined
    const parts: Part[] = []
    do {
      if (tokens[at] === '|') at += 1
      const part = sequence()
      if (part === undefined) return undefined
      parts.push(part)
    } while (tokens[at] === '|')
    depth -= 1
    return parts.length === 1 ? parts[0] : { kind: 'choice', parts }
  }

  const sequence = (): Part | undefined => {
    const parts: Part[] = []
    while (at < tokens.length && !['|', ')', ']'].includes(tokens[at] ?? '')) {
      if (tokens[at] === '->') {
        at += 2
        continue
      }
      const part = item()
      if (part === undefined) return undefined
      parts.push(part)
    }
    return parts.length === 1 ? parts[0] : { kind: 'sequence', parts }
  }

  const item = (): Part | undefined => {
    const part = atom()
    if (part === undefined) return undefined
    const [least, most] = repetition()
    return least === 1 && most === 1 ? part : { kind: 'repeat', part, least, most }
  }

  const repetition = (): readonly [number, number] => {
    const operator = tokens[at]
    if (operator !== '?' && operator !== '*' && operator !== '+' && operator !== '~') return [1, 1]
    at += 1
    if (operator !== '~') return [operator === '+' ? 1 : 0, operator === '?' ? 1 : Infinity]
    const least = Number(tokens[at++])
    if (tokens[at] !== '..') return [least, least]
    at += 2
    return [least, Number(tokens[at - 1])]
  }

  const atom = (): Part | undefined => {
    const each = tokens[at++] ?? ''
    if (each === '(' || each === '[') {
      const part = choice()
      at += 1
      return part === undefined || each === '(' ? part : { kind: 'repeat', part, least: 0, most: 1 }
    }
    if (each.startsWith('"')) return text(each)
    if (each.startsWith('/')) return { kind: 'pattern', pattern: each.slice(1, each.lastIndexOf('/')) }
    return /^[A-Za-z_]/.test(each) ? { kind: 'name', name: each } : undefined
  }

  /** `"a"`, or `"a".."z"`, of which the first will do. */
  const text = (quoted: string): Part | undefined => {
    if (tokens[at] === '..') at += 2
    try {
      return { kind: 'text', text: String(JSON.parse(quoted.replace(/i$/, ''))) }
    } catch {
      // An escape that only Python knows.
      return undefined
    }
  }

  return {
    /** The part, if all of it was understood. */
    whole: (): Part | undefined => {
      const part = choice()
      return at >= tokens.length ? part : undefined
    },
  }
}
