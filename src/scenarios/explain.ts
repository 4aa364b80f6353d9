import type { Call } from '../core/call.ts'
import type { Json } from '../core/json.ts'
import type { Cue } from '../core/scenario.ts'
import { createView, readFact, type Condition, type Test, type View } from './condition.ts'
import { fold } from './fold.ts'

/** A cue that did not answer, and why. */
interface Miss {
  readonly cue: Cue
  /** The first fact that differed; absent when the cue is spent, or the body does not fit its schema. */
  readonly fact?: string
  readonly reason: string
}

interface Tried {
  readonly cue: Cue
  readonly condition: Condition
}

/** Why none of these cues answered, in a sentence for each of the nearest ones. */
export const explainMiss = (call: Call, tried: readonly Tried[], limit = 3): string => {
  if (tried.length === 0) return 'There are no cues.'
  const misses = findMisses(call, tried, limit).map(({ cue, reason }) => `"${cue.name}": ${reason}`)
  const more = tried.length > misses.length ? ` (nearest of ${tried.length} cues)` : ''
  return `${misses.join('; ')}${more}.`
}

/** The cues that were nearest to answering: fewest facts differ, and of those that differ most words are there. */
const findMisses = (call: Call, tried: readonly Tried[], limit = 3): readonly Miss[] => {
  const view = createView(clip(call, mostWork / Math.max(1, tried.length)))
  return tried
    .map(({ cue, condition }) => {
      const failed = condition.tests.filter((test) => !test.holds(view))
      return { cue, condition, failed, likeness: failed.reduce((sum, test) => sum + likenessOf(test, view), 0) }
    })
    .toSorted((one, other) => one.failed.length - one.likeness - (other.failed.length - other.likeness))
    .slice(0, limit)
    .map(({ cue, condition, failed: [first] }) =>
      first === undefined
        ? {
            cue,
            reason: condition.body === undefined ? 'it is spent' : 'the body does not fit its schema, or it is spent',
          }
        : { cue, fact: first.fact, reason: reasonOf(first, call) },
    )
}

/** Characters looked at in all, so that a miss among thousands of cues costs little, however long the messages. */
const mostWork = 20_000_000

const clip = (call: Call, longest: number): Call => {
  const { system, user, assistant, tool } = call.facts
  const texts = Object.entries({ system, user, assistant, tool })
  if (texts.every(([, text = '']) => text.length <= longest)) return call
  const clipped = Object.fromEntries(
    texts.flatMap(([name, text]) => (text === undefined ? [] : [[name, text.slice(0, longest)]])),
  )
  return { ...call, facts: { ...call.facts, ...clipped } }
}

/** How much of what is asked is there, below 1: the share of the words. */
const likenessOf = ({ fact, asked }: Test, view: View): number => {
  const value = readFact(fact, view.call)
  if (value === undefined) return 0
  const text = view.fold(typeof value === 'object' ? value.join(' ') : String(value))
  const words = fold(JSON.stringify(asked)).match(/[\p{L}\p{N}_]+/gu) ?? []
  return words.filter((word) => text.includes(word)).length / (words.length + 1)
}

const reasonOf = ({ fact, asked }: Test, call: Call): string => {
  const value = readFact(fact, call)
  if (value === undefined) return `it asks for ${fact} ${askedText(asked)}, and there is no ${fact}`
  return `it asks for ${fact} ${askedText(asked)}, but ${fact} is ${shown(value)}`
}

const askedText = (asked: Json): string =>
  typeof asked === 'object' && asked !== null
    ? Object.entries(asked)
        .map(([name, operand]) => `${name} ${shown(operand)}`)
        .join(' and ')
    : shown(asked)

const shown = (value: unknown): string => {
  const text = JSON.stringify(value)
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}
