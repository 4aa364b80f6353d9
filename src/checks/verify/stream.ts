import { rules } from '../../contracts/rules/list.ts'
import type { ContractSet } from '../../core/contract.ts'
import { isJsonObject, type JsonObject } from '../../core/json.ts'
import type { Difference } from '../difference.ts'
import { checkGrammar } from '../stream-grammar.ts'
import { streamTermsOf } from '../stream-terms.ts'
import { differencesOf, errorIn, excused, noJson, parsed } from './bodies.ts'
import { completionDifferences, type AskedFor } from './completion.ts'
import { joinEvents } from './join.ts'
import { readEvents } from './sse.ts'

/** Of more events that are none the first ones say enough. */
const mostBad = 3

/** Where a stream is not framed, spelt, ordered or meant as it has to be. Of one that broke off only what came is held to anything. */
export const streamDifferences = (
  text: string | undefined,
  isComplete: boolean,
  set: ContractSet,
  asked: AskedFor | undefined,
): readonly Difference[] => {
  if (text === undefined) return [noJson(text)]
  const { data, differences: framing } = readEvents(text, isComplete)
  const done = data.indexOf('[DONE]')
  const events: JsonObject[] = []
  const found: Difference[] = [...framing]
  const bad: Difference[] = []
  for (const [index, item] of (done < 0 ? data : data.slice(0, done)).entries()) {
    const value = parsed(item)?.value
    const error = errorIn(value)
    const event = index + 1
    if (error !== undefined)
      bad.push({ code: 'stream-error', event, path: ['error'], expected: 'no error in a stream', got: error })
    else if (isJsonObject(value)) events.push(value)
    else bad.push({ code: 'stream-json', event, expected: 'data that is a JSON object', got: item.slice(0, 200) })
  }
  found.push(...bad.slice(0, mostBad))
  const isBroken = bad.length > 0 || framing.some(({ severity }) => severity === undefined)
  const isWhole = isComplete && !isBroken
  if (done < 0 && isWhole) found.push({ code: 'stream-done', part: 'stream', expected: '[DONE] in the end' })
  if (done >= 0 && done < data.length - 1)
    found.push({ code: 'stream-done', event: done + 2, expected: 'nothing behind [DONE]', got: data[done + 1] })
  const broken = eventDifferences(events, set)
  const isClear = !isBroken && !broken.some(({ severity, path }) => severity === undefined && path?.[0] === 'choices')
  return [...found, ...broken, ...talkDifferences(events, { isWhole, isClear, set, asked })]
}

/** Each difference once, at the first event that has it. */
const eventDifferences = (events: readonly JsonObject[], set: ContractSet): readonly Difference[] => {
  const first = new Map<string, Difference>()
  for (const [index, event] of events.entries())
    for (const difference of differencesOf(set.chunk(event), event)) {
      const key = `${difference.code} ${difference.path?.join('/') ?? ''}`
      if (!first.has(key)) first.set(key, { ...difference, event: index + 1 })
    }
  return [...first.values()]
}

/** A joined answer has the members that streams have: only what holds between those is of interest, not how one service writes them. */
const isGeneral = new Set(
  rules.filter(({ side, dialects }) => side === 'response' && dialects === undefined).map(({ name }) => name),
)

interface Talk {
  readonly isWhole: boolean
  /** Whether each delta is what it has to be: else what follows from it is not to be told from what is wrong. */
  readonly isClear: boolean
  readonly set: ContractSet
  readonly asked: AskedFor | undefined
}

/** What the events are together. */
const talkDifferences = (
  events: readonly JsonObject[],
  { isWhole, isClear, set, asked }: Talk,
): readonly Difference[] => {
  if (asked === undefined) return []
  const grammar = checkGrammar(events, streamTermsOf(asked.request), isWhole)
  if (!isClear) return grammar.filter(({ code }) => code === 'stream-envelope' || code === 'stream-usage')
  // Of a stream whose events are out of order nobody knows what it was to say.
  if (!isWhole || grammar.some(({ severity }) => severity === undefined)) return grammar
  const completion = joinEvents(events)
  const broken = excused(set.response(completion), completion, asked).filter(({ rule }) => isGeneral.has(rule))
  const joined = [...differencesOf(broken, completion), ...completionDifferences(completion, asked)]
  return [...grammar, ...joined.map((difference) => ({ ...difference, part: 'joined stream' }))]
}
