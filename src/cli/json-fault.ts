/** Where a text stops being JSON, counted from 1, and why. */
export interface JsonFault {
  readonly line: number
  readonly column: number
  readonly message: string
}

/** What may come next. `more` is behind a value: a comma, or the end of what is open. */
type Wanted = 'value' | 'value or ]' | 'name' | 'name or }' | 'colon' | 'more'

/** The first place at which a text is no JSON; undefined when it is. JSON.parse does not always say where. */
export const findJsonFault = (text: string): JsonFault | undefined => {
  const open: Open = []
  let wanted: Wanted = 'value'
  let at = skipSpace(text, 0)
  for (; at < text.length; at = skipSpace(text, at)) {
    if (wanted === 'more' && open.length === 0) return faultAt(text, at, 'nothing may follow the value')
    const token = tokenAt(text, at)
    const next: Wanted | undefined = token === undefined ? undefined : follow(token, wanted, open)
    if (token === undefined || next === undefined)
      return faultAt(text, at, isBadString(text, at, token) ? badString : expectation(wanted, open))
    wanted = next
    at += token.length
  }
  return wanted === 'more' && open.length === 0
    ? undefined
    : faultAt(text, at, `the text ends: ${expectation(wanted, open)}`)
}

const space = /[ \t\n\r]*/y
const tokens =
  /[{}[\],:]|"[ !#-[\]-\uffff]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[ !#-[\]-\uffff]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)/y

const skipSpace = (text: string, at: number): number => {
  space.lastIndex = at
  return at + (space.exec(text)?.[0].length ?? 0)
}

const tokenAt = (text: string, at: number): string | undefined => {
  tokens.lastIndex = at
  return tokens.exec(text)?.[0]
}

type Open = ('{' | '[')[]

/** What may come behind a token; undefined when it may not stand there. Keeps account of what is open. */
const follow = (token: string, wanted: Wanted, open: Open): Wanted | undefined => {
  const inside = open.at(-1)
  switch (token) {
    case '{':
    case '[':
      if (!wanted.startsWith('value')) return undefined
      open.push(token)
      return token === '{' ? 'name or }' : 'value or ]'
    case '}':
    case ']':
      if (!wanted.endsWith(token) && !(wanted === 'more' && inside === (token === '}' ? '{' : '['))) return undefined
      open.pop()
      return 'more'
    case ',':
      if (wanted !== 'more') return undefined
      return inside === '{' ? 'name' : 'value'
    case ':':
      return wanted === 'colon' ? 'value' : undefined
    default:
      if (wanted.startsWith('name')) return token.startsWith('"') ? 'colon' : undefined
      return wanted.startsWith('value') ? 'more' : undefined
  }
}

const expectation = (wanted: Wanted, open: Open): string => {
  switch (wanted) {
    case 'value':
      return 'expected a value'
    case 'value or ]':
      return 'expected a value or ]'
    case 'name':
      return 'expected a name in double quotes'
    case 'name or }':
      return 'expected a name in double quotes or }'
    case 'colon':
      return 'expected a colon'
    case 'more':
      return `expected a comma or ${open.at(-1) === '{' ? '}' : ']'}`
  }
}

const isBadString = (text: string, at: number, token: string | undefined): boolean =>
  token === undefined && text[at] === '"'

const badString = 'this string does not end, or holds a line break or an escape that JSON does not know'

const faultAt = (text: string, at: number, message: string): JsonFault => {
  const before = text.slice(0, at)
  return { line: before.split('\n').length, column: at - before.lastIndexOf('\n'), message }
}
