import { Document, isMap, isScalar, isSeq, visit, YAMLMap, YAMLSeq, type Node } from 'yaml'
import type { JsonObject } from '../../core/json.ts'

/** A cue as YAML, as an item of a list: what is short in a line, everything else below. */
export const printCue = (cue: JsonObject, indent: number): string => {
  const document = new Document()
  return printItem(nodeOf(document, cue), indent)
}

/** The same with a step added; the comments of the cue stay. What it did so far, and how, becomes the first step of several. */
export const printWithStep = (cue: YAMLMap, step: JsonObject, indent: number): string => {
  stepsOf(cue).items.push(nodeOf(new Document(), step))
  return printItem(cue, indent)
}

const printItem = (node: Node, indent: number): string => {
  const list = new YAMLSeq()
  list.items = [node]
  const document = new Document()
  document.contents = list
  const text = document.toString({ lineWidth: 0, doubleQuotedMinMultiLineLength: Infinity })
  // Line breaks of other kinds are parts of texts.
  const lines = text.split('\n').map((line) => (line === '' ? '' : ' '.repeat(indent) + line))
  return lines.join('\n')
}

const ofCue: ReadonlySet<string> = new Set(['name', 'when', 'example', 'sequence'])

const stepsOf = (cue: YAMLMap): YAMLSeq => {
  const known = cue.get('sequence')
  if (isSeq(known)) return known
  const step = new YAMLMap()
  step.items = cue.items.filter(({ key }) => !ofCue.has(String(key)))
  const steps = new YAMLSeq()
  steps.items = [step]
  const [head, example] = [false, true].map((last) =>
    cue.items.filter(({ key }) => ofCue.has(String(key)) && (String(key) === 'example') === last),
  )
  cue.items = head ?? []
  cue.set('sequence', steps)
  cue.items.push(...(example ?? []))
  return steps
}

/** Lists of which each item is a line, and those that are one. */
const linewise: ReadonlySet<string> = new Set(['events', 'content', 'refusal'])
const inLine: ReadonlySet<string> = new Set(['times', 'envelope'])
const longestLine = 100

const nodeOf = (document: Document, value: JsonObject): Node => {
  const root = document.createNode(value, { aliasDuplicateObjects: false })
  visit(root, {
    Scalar: (_key, node) => {
      if (typeof node.value !== 'string') return
      if (isHidden(node.value)) node.type = 'QUOTE_DOUBLE'
      else if (node.value.includes('\n')) node.type = 'BLOCK_LITERAL'
    },
  })
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
      if (!linewise.has(name) || !isSeq(member) || member.items.length === 0) return undefined
      for (const item of member.items) {
        if (isMap(item)) item.flow = true
        // The framing of an event is all line breaks.
        else if (isScalar(item)) item.type = 'QUOTE_DOUBLE'
      }
      return visit.SKIP
    },
  })
  return root
}

/** Whether there is something in a text that editors do not show, or change. */
const isHidden = (text: string): boolean => /[^\n\P{C}]|[\p{Zl}\p{Zp}]|[ \t]\n|[ \t\n]{2}$/u.test(text)
