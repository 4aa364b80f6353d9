import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Node,
  type YAMLError,
} from 'yaml'
import type { Finding, Source } from '../core/errors.ts'
import type { Cue, Scenario } from '../core/scenario.ts'
import { similarTo } from '../core/nearest.ts'
import { readJsonText } from './json-text.ts'
import { readScenario, throwFindings, type Locate, type ReadOptions } from './scenario.ts'
import { createAdvice, isUnclosedQuote, type Advise } from './yaml-advice.ts'

/** A JSON text longer than this is read without places, which takes a hundredth of the time. */
const longJson = 64 * 1024
const mostAliases = 100
/** Errors of the YAML parser that are looked at, and findings that are made of them. */
const mostSyntaxErrors = 200
const mostSyntaxFindings = 20

/**
 * Reads a scenario file, YAML or JSON.
 * Throws a `CuecardError` with all findings, each with file, line and column. Cues of long JSON texts know only their file.
 */
export const parseScenario = (text: string, options: ReadOptions = {}): Scenario =>
  (text.length > longJson ? readJsonText(text, options) : undefined) ?? parseYaml(text, options)

/** The same for a text that is one cue, or a list of cues. */
export const parseCues = (text: string, options: ReadOptions = {}): readonly Cue[] => {
  const { value, locate } = readYaml(text, options)
  const isList = Array.isArray(value)
  // Read as if they stood in a file: their places lie higher.
  const inText: Locate = (path, isKey) => locate(path.slice(isList ? 1 : 2), isKey)
  return readScenario({ cuecard: 1, cues: isList ? value : [value] }, options, inText).cues
}

const parseYaml = (text: string, options: ReadOptions): Scenario => {
  const { value, locate } = readYaml(text, options)
  return readScenario(value, options, locate)
}

/** The value in a text, YAML or JSON, and where each part of it stands. Throws like `parseScenario`. */
export const readYaml = (
  text: string,
  { file = 'scenario' }: ReadOptions,
): { readonly value: unknown; readonly locate: Locate } => {
  const lines = new LineCounter()
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'error',
    stringKeys: true,
  })
  const toSource = (offset: number): Source => {
    const { line, col } = lines.linePos(offset)
    return { file, line: Math.max(1, line), column: Math.max(1, col) }
  }
  const broken = [...document.errors, ...document.warnings]
  if (broken.length > 0) {
    const placeOf = (offset: number): string => {
      const { line, column } = toSource(offset)
      return `${line}:${column}`
    }
    const advise = createAdvice(document, { text, isJson: file.endsWith('.json'), placeOf })
    throwFindings(toSyntaxFindings(broken, advise, toSource), file)
  }
  if (document.contents === null || (isScalar(document.contents) && document.contents.value === null))
    throwFindings(
      [finding('empty-file', 'the file is empty: write `cuecard: 1` and `cues:`', { file, line: 1, column: 1 })],
      file,
    )
  return { value: valueOf(document, file, toSource), locate: locateIn(document, toSource) }
}

const valueOf = (document: Document, file: string, toSource: (offset: number) => Source): unknown => {
  try {
    return document.toJS({ maxAliasCount: mostAliases })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    if (reason.startsWith('Excessive alias count'))
      return throwFindings(
        [finding('bad-alias', 'aliases repeat too much: write out what they stand for', { file, line: 1, column: 1 })],
        file,
      )
    const lost = findLostAliases(document)
    const message = `aliases cannot be followed (${reason}): write an anchor (&name) before its alias (*name)`
    return throwFindings(
      lost.length === 0
        ? [finding('bad-alias', message, { file, line: 1, column: 1 })]
        : lost.map(({ name, hint, offset }) =>
            finding('bad-alias', `no anchor stands in front of the alias *${name}: ${hint}`, toSource(offset)),
          ),
      file,
    )
  }
}

/** Aliases in front of which their anchor does not stand, and what to write for each. */
const findLostAliases = (
  document: Document,
): readonly { readonly name: string; readonly hint: string; readonly offset: number }[] => {
  const anchors = new Set<string>()
  const lost: { readonly name: string; readonly hint: string; readonly offset: number }[] = []
  visit(document, {
    Node: (_key, node) => {
      if (!isAlias(node)) {
        if (node.anchor !== undefined) anchors.add(node.anchor)
        return undefined
      }
      const { source: name } = node
      if (anchors.has(name)) return undefined
      const [nearest] = similarTo(name, [...anchors], 1)
      const hint = nearest === undefined ? `write &${name} in front of what it stands for` : `did you mean *${nearest}?`
      lost.push({ name, hint, offset: offsetOf(node) ?? 0 })
      return lost.length < mostSyntaxFindings ? undefined : visit.BREAK
    },
  })
  return lost
}

const codes: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'duplicate-key',
  MULTIPLE_DOCS: 'several-documents',
  RESOURCE_EXHAUSTION: 'too-deep',
}

const toSyntaxFindings = (
  errors: readonly YAMLError[],
  advise: Advise,
  toSource: (offset: number) => Source,
): readonly Finding[] => {
  // One slip may be told many times over: once for each bracket that was open, say.
  const tooDeep = errors.find((error) => error.code === 'RESOURCE_EXHAUSTION')
  const quote = errors.find(isUnclosedQuote)?.pos[0] ?? Infinity
  const trusted = errors.filter((error) => error.pos[0] < quote || isUnclosedQuote(error))
  const told = new Set<string>()
  return (tooDeep === undefined ? trusted.slice(0, mostSyntaxErrors) : [tooDeep])
    .map((error) => finding(codes[error.code] ?? 'yaml-syntax', advise(error), toSource(error.pos[0])))
    .filter(({ message, source }) => {
      const key = `${source?.line ?? 0} ${message}`
      return !told.has(key) && told.add(key)
    })
    .slice(0, mostSyntaxFindings)
}

const finding = (code: string, message: string, source: Source): Finding => ({
  severity: 'error',
  code,
  message,
  source,
})

/** Follows a path through the document as far as it goes, to a key or a value. */
const locateIn =
  (document: Document, toSource: (offset: number) => Source): Locate =>
  (path, isKey) => {
    let node: unknown = document.contents
    let place = offsetOf(node) ?? 0
    for (const [depth, part] of path.entries()) {
      if (isAlias(node)) node = node.resolve(document)
      const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && String(key.value) === part) : undefined
      const next: unknown = isSeq(node) && typeof part === 'number' ? node.items[part] : pair?.value
      const wantsKey = pair !== undefined && ((isKey && depth === path.length - 1) || isNothing(next))
      place = (wantsKey ? offsetOf(pair.key) : offsetOf(next)) ?? place
      node = next
    }
    return toSource(place)
  }

/** A key without a value has its place behind the key; the key itself is the better place. */
const isNothing = (node: unknown): boolean =>
  node === null || node === undefined || (isScalar(node) && node.value === null)

const offsetOf = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined)

const isNode = (node: unknown): node is Node => isScalar(node) || isMap(node) || isSeq(node) || isAlias(node)
