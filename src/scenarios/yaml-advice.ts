import { isMap, isScalar, isSeq, visit, type Document, type YAMLError } from 'yaml'

/** What is wrong and what to write instead, for an error of the YAML parser. */
export type Advise = (error: YAMLError) => string

interface Opening {
  readonly sign: '{' | '[' | '"' | "'"
  readonly start: number
  readonly end: number
}

interface Slip {
  /** How the parser's message begins. */
  readonly begins?: string
  readonly code?: string
  readonly advice: string
}

const commaInFlow = 'this cannot stand in brackets: write a comma between the members'

/** The first that fits counts. */
const slips: readonly Slip[] = [
  { code: 'DUPLICATE_KEY', advice: 'this key stands here twice: keep one' },
  { code: 'MULTIPLE_DOCS', advice: 'a second document starts here: write one file for each' },
  { code: 'TAG_RESOLVE_FAILED', advice: 'this tag means nothing here: leave it out' },
  { code: 'RESOURCE_EXHAUSTION', advice: 'this is nested too deeply: write fewer levels' },
  { code: 'NON_STRING_KEY', advice: 'this key is not text: write it in quotes' },
  { code: 'BAD_SCALAR_START', advice: 'a text cannot begin with this sign: put the text in quotes' },
  { code: 'BAD_DQ_ESCAPE', advice: String.raw`this is no escape: write \\ for a backslash` },
  { code: 'BLOCK_IN_FLOW', advice: commaInFlow },
  { begins: 'Missing , or :', advice: 'something is missing in front of this: write a comma or a colon' },
  { begins: 'Missing ,', advice: 'something is missing in front of this: write a comma' },
  { begins: 'Missing space after :', advice: 'something is missing behind the colon: write a space' },
  { begins: 'Unexpected , in', advice: 'this comma separates nothing: leave it out' },
  { begins: 'Unexpected flow-map-end token', advice: 'no { is open that this could close: leave it out' },
  { begins: 'Unexpected flow-seq-end token', advice: 'no [ is open that this could close: leave it out' },
]

const indentAlike =
  'this line does not begin where its neighbours do: indent all keys of an object, or items of a list, alike'

/** Slips that JSON does not know. */
const yamlSlips: readonly Slip[] = [
  { code: 'TAB_AS_INDENT', advice: 'YAML is not indented by tabs: write spaces' },
  {
    begins: 'Nested mappings',
    advice:
      'a key stands within the value of this one: put a text with ": " in it in quotes, else indent both keys alike',
  },
  { code: 'MULTILINE_IMPLICIT_KEY', advice: 'this is no key with a value: write `key: value`, with a space' },
  { begins: 'Implicit map keys', advice: 'this is no key with a value: write `key: value`, with a space' },
  {
    begins: 'Sequence item without -',
    advice: 'this is no item of the list: indent it like the keys of the item above, or begin it with "- "',
  },
  { code: 'BAD_INDENT', advice: indentAlike },
  { code: 'BLOCK_AS_IMPLICIT_KEY', advice: indentAlike },
]

const closings = { '{': '}', '[': ']', '"': '"', "'": "'" } as const

/** Words the errors that the parser found in a document; `placeOf` says a place as authors read it. */
export const createAdvice = (
  document: Document.Parsed,
  { text, isJson, placeOf }: { readonly text: string; readonly isJson: boolean; placeOf(offset: number): string },
): Advise => {
  const language = isJson ? 'JSON' : 'YAML'
  const known = isJson ? slips : [...slips, ...yamlSlips]
  let found: readonly Opening[] | undefined
  /** The innermost thing that is open at the place. */
  const openingAt = (offset: number, signs: string): Opening | undefined =>
    (found ??= openingsOf(document, text)).findLast(
      ({ sign, start, end }) => signs.includes(sign) && start < offset && end >= offset,
    )
  return ({ code, message, pos: [offset] }) => {
    if (isUnclosedQuote({ message })) {
      const sign = message.includes("'") ? "'" : '"'
      const opening = openingAt(offset, sign)
      const which = opening === undefined ? 'a quote' : `the quote that opens at ${placeOf(opening.start)}`
      return `${which} is not closed: write ${sign} behind the text`
    }
    if (/^Flow (?:map|sequence) /.test(message)) {
      const sign = message.startsWith('Flow map') ? '{' : '['
      const opening = openingAt(offset, sign)
      const which = opening === undefined ? `a ${sign}` : `the ${sign} that opens at ${placeOf(opening.start)}`
      return `${which} is not closed here: write a comma between its members, ${closings[sign]} behind the last`
    }
    if (code === 'NON_STRING_KEY' && text.startsWith('{{', offset - 1))
      return 'brackets are read here where a template is meant: put the text in quotes, "{{ user }}"'
    const isInFlow = (): boolean => openingAt(offset, '{[') !== undefined
    if (/^Unexpected .* at node end$/.test(message))
      return `what stands in front of this has ended: ${isInFlow() ? 'write a comma between the two' : restOf(text, offset)}`
    if (code === 'MULTILINE_IMPLICIT_KEY' && isInFlow()) return commaInFlow
    const slip = known.find((one) => one.code === code || (one.begins !== undefined && message.startsWith(one.begins)))
    return slip?.advice ?? `${message}: see to the ${language} here`
  }
}

/** What to do about something that stands behind a value. */
const restOf = (text: string, offset: number): string =>
  /["']\s*$/.test(text.slice(Math.max(0, offset - 100), offset))
    ? 'write the whole text in quotes of the other kind'
    : 'indent it like its neighbours, or leave it out'

/** Whatever follows it is read wrongly: nothing that the parser says of the rest can be trusted. */
export const isUnclosedQuote = ({ message }: Pick<YAMLError, 'message'>): boolean =>
  message.startsWith('Missing closing ')

const openingsOf = (document: Document.Parsed, text: string): readonly Opening[] => {
  const openings: Opening[] = []
  visit(document, {
    Node: (_key, node) => {
      const { range } = node
      if (!range || !(isScalar(node) || isMap(node) || isSeq(node))) return
      const [start, end] = range
      const sign = text[start]
      if (sign === '{' || sign === '[' || sign === '"' || sign === "'") openings.push({ sign, start, end })
    },
  })
  return openings
}
