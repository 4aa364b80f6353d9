import { isAlias, isMap, isSeq, parseDocument, visit, type Document, type YAMLMap, type YAMLSeq } from 'yaml'
import { CuecardError } from '../../core/errors.ts'
import { isJsonObject, type JsonObject } from '../../core/json.ts'
import { readScenarioFile } from '../../scenario-file.ts'
import { printCue, printWithStep } from './cue-text.ts'

/** The text of a scenario file, to which cues are added; what stands there stays as it is, comments and spaces too. */
export interface ScenarioText {
  readonly cues: readonly JsonObject[]
  insert(at: number, cue: JsonObject): void
  /** Adds a step to what a cue does: a cue that does one thing does several, one after the other, from then on. */
  append(at: number, step: JsonObject): void
  print(): string
}

/** Reads a scenario file; `undefined`: there is none yet. Rejects with a `CuecardError` that holds what is wrong with it. */
export const openScenarioText = async (
  text: string | undefined,
  file: string,
  dialect: string,
): Promise<ScenarioText> => {
  if (text === undefined)
    return file.endsWith('.json')
      ? openJson({ cuecard: 1, dialect, cues: [] })
      : openParts({ head: `cuecard: 1\ndialect: ${dialect}\ncues:\n`, items: [], tail: '', indent: 2 })
  const scenario = await readScenarioFile(text, file, true)
  if (scenario.dialect !== undefined && scenario.dialect !== dialect)
    throw new CuecardError(
      'bad_scenario',
      `${file} is for the dialect ${scenario.dialect}: write --dialect ${scenario.dialect}, or record into another file`,
    )
  if (!file.endsWith('.json')) return openParts(partsOf(text, file))
  const value = JSON.parse(text) as JsonObject & { readonly cues: readonly JsonObject[] } // as its schema says
  return openJson(value)
}

/** Whether a step can follow what a cue does. */
export const takesMore = (cue: JsonObject): boolean => {
  const { sequence, times, passthrough, generate } = cue
  if (times !== undefined || passthrough !== undefined || generate !== undefined) return false
  const last: unknown = Array.isArray(sequence) ? sequence.at(-1) : undefined
  return !isJsonObject(last) || last['times'] === undefined
}

/** How often a cue is played before a step that is added is. */
export const playsBefore = ({ sequence }: JsonObject): number => {
  if (!Array.isArray(sequence)) return 1
  return sequence.filter(isJsonObject).reduce((sum, { times }) => sum + (typeof times === 'number' ? times : 1), 0)
}

const withStep = ({ name, when, example, sequence, ...said }: JsonObject, step: JsonObject): JsonObject => ({
  ...(name !== undefined && { name }),
  ...(when !== undefined && { when }),
  sequence: Array.isArray(sequence) ? [...sequence, step] : [said, step],
  ...(example !== undefined && { example }),
})

const openJson = (scenario: JsonObject & { readonly cues: readonly JsonObject[] }): ScenarioText => {
  const cues = [...scenario.cues]
  return {
    cues,
    insert: (at, cue) => void cues.splice(at, 0, cue),
    append: (at, step) => void cues.splice(at, 1, withStep(cues[at] ?? {}, step)),
    print: () => `${JSON.stringify({ ...scenario, cues }, undefined, 2)}\n`,
  }
}

/** A YAML text, cut between its cues. Comments in front of a cue belong to it. */
interface Parts {
  readonly head: string
  readonly items: readonly Item[]
  readonly tail: string
  /** Spaces in front of the dash of a cue. */
  readonly indent: number
}

interface Item {
  readonly text: string
  readonly cue: JsonObject
}

const openParts = ({ head, items: read, tail, indent }: Parts): ScenarioText => {
  const items = [...read]
  return {
    get cues() {
      return items.map(({ cue }) => cue)
    },
    insert: (at, cue) => {
      items.splice(at, 0, { cue, text: `${at === 0 ? '' : '\n'}${printCue(cue, indent)}` })
      const next = items[at + 1]
      if (at === 0 && next !== undefined && !next.text.startsWith('\n')) items[1] = { ...next, text: `\n${next.text}` }
    },
    append: (at, step) => {
      const item = items[at]
      if (item === undefined) throw new RangeError(`there is no cue ${at}`)
      const list = listIn(parseDocument(item.text, { stringKeys: true }))
      const [node] = list.items
      const [, space = ''] = /^(\s*\n)?/.exec(item.text) ?? []
      // Comments in front of the only item of a list are the list's.
      const comment = list.commentBefore
      const text = isMap(node) ? printWithStep(node, step, indent) : item.text
      const remark = typeof comment === 'string' ? `${commented(comment, indent)}\n` : ''
      items[at] = { cue: withStep(item.cue, step), text: `${space}${remark}${text}` }
    },
    print: () => head + items.map(({ text }) => text).join('') + tail,
  }
}

const commented = (comment: string, indent: number): string =>
  comment
    .split('\n')
    .map((line) => `${' '.repeat(indent)}#${line}`)
    .join('\n')

const listIn = ({ contents }: Document): YAMLSeq => {
  if (isSeq(contents)) return contents
  throw new TypeError('a cue is an item of a list')
}

const partsOf = (text: string, file: string): Parts => {
  const document = parseDocument<YAMLMap>(text, { stringKeys: true, keepSourceTokens: true })
  const list = document.get('cues')
  if (!isSeq(list) || holdsAlias(list))
    throw new CuecardError(
      'bad_scenario',
      `${file} has aliases in its cues: write them out, or record into another file`,
    )
  const { cues } = document.toJS() as { readonly cues: readonly JsonObject[] } // as its schema says
  const [start = 0, end = 0] = list.range ?? []
  if (cues.length === 0)
    return { head: `${text.slice(0, start).trimEnd()}\n`, items: [], tail: afterLine(text, end), indent: 2 }
  if (list.flow === true) {
    list.flow = false
    if (isMap(document.contents)) document.contents.flow = false
    return partsOf(document.toString({ lineWidth: 0 }), file)
  }
  const borders = list.items.map((item) => lineEnd(text, isMap(item) ? (item.range?.[1] ?? 0) : 0))
  const dash = firstDash(list) ?? start
  const head = text.lastIndexOf('\n', dash - 1) + 1
  return {
    head: text.slice(0, head),
    items: cues.map((cue, index) => ({ cue, text: ended(text.slice(borders[index - 1] ?? head, borders[index])) })),
    tail: text.slice(borders.at(-1)),
    indent: dash - head,
  }
}

/** Where the line ends in which something does. */
const lineEnd = (text: string, end: number): number => {
  if (text[end - 1] === '\n') return end
  const next = text.indexOf('\n', end)
  return next === -1 ? text.length : next + 1
}

const afterLine = (text: string, end: number): string => text.slice(lineEnd(text, end))

const ended = (text: string): string => (text.endsWith('\n') ? text : `${text}\n`)

const firstDash = ({ srcToken }: YAMLSeq): number | undefined =>
  srcToken?.type === 'block-seq'
    ? srcToken.items[0]?.start.find(({ type }) => type === 'seq-item-ind')?.offset
    : undefined

const holdsAlias = (list: YAMLSeq): boolean => {
  let found = false
  visit(list, {
    Node: (_key, node) => {
      found ||= isAlias(node)
    },
  })
  return found
}
