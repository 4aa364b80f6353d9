import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type Node,
  type YAMLError,
} from 'yaml'
import type { Finding, Source } from '../core/errors.ts'
import type { Cue, Scenario } from '../core/scenario.ts'
import { readJsonText } from './json-text.ts'
import { readScenario, throwFindings, type Locate, type ReadOptions } from './scenario.ts'

/** A JSON text longer than this is read without places, which takes a hundredth of the time. */
const longJson = 64 * 1024
const mostAliases = 100
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
  if (broken.length > 0) throwFindings(toSyntaxFindings(broken, toSource), file)
  if (document.contents === null || (isScalar(document.contents) && document.contents.value === null))
    throwFindings(
      [finding('empty-file', 'the file is empty: write `cuecard: 1` and `cues:`', { file, line: 1, column: 1 })],
      file,
    )
  return { value: valueOf(document, file), locate: locateIn(document, toSource) }
}

const valueOf = (document: Document, file: string): unknown => {
  try {
    return document.toJS({ maxAliasCount: mostAliases })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const message = reason.startsWith('Excessive alias count')
      ? 'aliases repeat too much: write out what they stand for'
      : `aliases cannot be followed (${reason}): write an anchor (&name) before its alias (*name)`
    return throwFindings([finding('bad-alias', message, { file, line: 1, column: 1 })], file)
  }
}

/** What to write instead, for the slips that authors make. */
const remedies: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'this key stands here twice: keep one',
  MULTIPLE_DOCS: 'a second document starts here: write one file for each',
  TAB_AS_INDENT: 'YAML is not indented by tabs: write spaces',
  TAG_RESOLVE_FAILED: 'this tag means nothing here: leave it out',
  RESOURCE_EXHAUSTION: 'this is nested too deeply: write fewer levels',
  NON_STRING_KEY: 'this key is not text: write it in quotes',
}

const codes: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'duplicate-key',
  MULTIPLE_DOCS: 'several-documents',
  RESOURCE_EXHAUSTION: 'too-deep',
}

const toSyntaxFindings = (errors: readonly YAMLError[], toSource: (offset: number) => Source): readonly Finding[] => {
  // One slip may be told many times over: once for each bracket that was open, say.
  const tooDeep = errors.find((error) => error.code === 'RESOURCE_EXHAUSTION')
  const told = new Set<string>()
  return (tooDeep === undefined ? errors : [tooDeep])
    .map(({ code, message, pos }) =>
      finding(codes[code] ?? 'yaml-syntax', remedies[code] ?? `${message}: see to the YAML here`, toSource(pos[0])),
    )
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
