import { Document, isMap, isNode, isScalar, isSeq, parseDocument, visit, YAMLMap, YAMLSeq, type Node } from 'yaml'
import { CuecardError } from '../../core/errors.ts'
import { isJsonObject, type JsonObject } from '../../core/json.ts'
import { readScenarioFile } from '../../scenario-file.ts'

/** The text of a scenario file, to which cues are added; what stands there stays, comments too. */
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
  if (text !== undefined) {
    const scenario = await readScenarioFile(text, file, true)
    if (scenario.dialect !== undefined && scenario.dialect !== dialect)
      throw new CuecardError(
        'bad_scenario',
        `${file} is for the dialect ${scenario.dialect}: write --dialect ${scenario.dialect}, or record into another file`,
      )
  }
  const document =
    text === undefined
      ? new Document<YAMLMap>({ cuecard: 1, dialect, cues: [] })
      : parseDocument<YAMLMap>(text, { stringKeys: true })
  const list = document.get('cues')
  if (!isSeq(list))
    throw new CuecardError(
      'bad_scenario',
      `${file} says its cues elsewhere: write them under \`cues\`, to record there`,
    )
  list.flow = false
  return {
    get cues() {
      const { cues } = document.toJS() as { readonly cues: readonly JsonObject[] } // as its schema says
      return cues
    },
    insert: (at, cue) => {
      const node = nodeOf(document, cue)
      list.items.splice(at, 0, node)
      const second = list.items[at === 0 ? 1 : at]
      if (isNode(second)) second.spaceBefore = true
    },
    append: (at, step) => {
      const cue = list.items[at]
      if (!isMap(cue)) throw new TypeError(`there is no cue ${at}`)
      stepsOf(cue).items.push(nodeOf(document, step))
    },
    print: () =>
      file.endsWith('.json')
        ? `${JSON.stringify(document.toJS(), undefined, 2)}\n`
        : document.toString({ lineWidth: 0, blockQuote: 'literal' }),
  }
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

const ofCue: ReadonlySet<unknown> = new Set(['name', 'when', 'example', 'sequence'])

/** The sequence of a cue; what it did so far, and how, becomes the first step. */
const stepsOf = (cue: YAMLMap): YAMLSeq => {
  const known = cue.get('sequence')
  if (isSeq(known)) return known
  const step = new YAMLMap()
  step.items = cue.items.filter(({ key }) => !ofCue.has(String(key)))
  const steps = new YAMLSeq()
  steps.items = [step]
  const example = cue.items.filter(({ key }) => String(key) === 'example')
  cue.items = cue.items.filter(({ key }) => ofCue.has(String(key)) && String(key) !== 'example')
  cue.set('sequence', steps)
  cue.items.push(...example)
  return steps
}

/** Lists of which each item is a line, and those that are one. */
const linewise: ReadonlySet<string> = new Set(['events', 'content', 'refusal'])
const inLine: ReadonlySet<string> = new Set(['times', 'envelope'])
const longestLine = 100

/** A value as a person would write it: what is short in a line, everything else below. */
const nodeOf = (document: Document, value: JsonObject): Node => {
  const root = document.createNode(value, { aliasDuplicateObjects: false })
  visit(root, {
    Collection: (_key, node) => {
      if (node === root) return
      const text = JSON.stringify(node.toJS(document))
      node.flow = text.length <= longestLine && !text.includes(String.raw`\n`)
    },
    Pair: (_key, { key, value: member }) => {
      const name = String(key)
      if (inLine.has(name) && (isSeq(member) || isMap(member))) {
        member.flow = true
        return visit.SKIP
      }
      if (!linewise.has(name) || !isSeq(member) || !member.items.some(isMap)) return undefined
      for (const item of member.items) {
        if (isMap(item)) item.flow = true
        // The framing of an event is all line breaks.
        else if (isScalar(item)) item.type = 'QUOTE_DOUBLE'
      }
      return visit.SKIP
    },
    Scalar: (_key, node) => {
      // What editors do not show, or change, is spelled out.
      if (
        typeof node.value === 'string' &&
        /[^\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\uffef]/.test(
          node.value.replaceAll(/[\ud800-\udbff][\udc00-\udfff]/g, ''),
        )
      )
        node.type = 'QUOTE_DOUBLE'
    },
  })
  return root
}
