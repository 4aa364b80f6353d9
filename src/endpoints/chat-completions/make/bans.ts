import { isJsonObject, type JsonObject } from '../../../core/json.ts'
import type { TokenCounter } from '../../../core/tokens.ts'

/** A bias of this keeps a token out; what lies between it and 100 only shifts a model's mind, and has no effect here. */
const ban = -100

/** The tokens that `logit_bias` keeps out of what is said; `undefined`: none. */
export const bannedTokens = ({ logit_bias }: JsonObject): ReadonlySet<number> | undefined => {
  if (!isJsonObject(logit_bias)) return undefined
  const banned = new Set<number>()
  for (const [id, bias] of Object.entries(logit_bias))
    if (typeof bias === 'number' && bias <= ban) banned.add(Number(id))
  return banned.size === 0 ? undefined : banned
}

/** Whether no token of the text is banned. */
export const isFree = (text: string, banned: ReadonlySet<number>, counter: TokenCounter): boolean =>
  counter.ids(text).every((id) => !banned.has(id))

/** What is said where a mark is banned, before it is left out. */
const otherMarks: ReadonlyMap<string, string> = new Map([
  ['.', '!'],
  ['!', '.'],
  ['?', '.'],
  [',', ';'],
  [':', ','],
  ['\n\n', '\n'],
])

const mostRounds = 20

/** The text without banned tokens: whole words go, so that what is left are words; a banned mark becomes another first. */
export const freed = (text: string, banned: ReadonlySet<number>, counter: TokenCounter): string => {
  let left = text
  // What stands side by side after a round may be a banned token again.
  for (let round = 0; round < mostRounds; round++) {
    const spans = spansOf(left, banned, counter)
    if (spans.length === 0) return left
    left = without(left, spans, round === 0)
  }
  return ''
}

interface Span {
  readonly from: number
  readonly to: number
}

/** Where the banned tokens of a text are; they widen to whole characters. */
const spansOf = (text: string, banned: ReadonlySet<number>, counter: TokenCounter): readonly Span[] => {
  const ids = counter.ids(text)
  if (ids.every((id) => !banned.has(id))) return []
  const spans: Span[] = []
  let at = 0
  let bytes = 0
  let end = 0
  for (const [index, token] of counter.tokens(text).entries()) {
    const from = at
    end += token.bytes.length
    while (bytes < end && at < text.length) {
      const point = text.codePointAt(at) ?? 0
      bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
      at += point < 0x10000 ? 1 : 2
    }
    if (banned.has(ids[index] ?? -1)) spans.push({ from: Math.min(from, at - 1), to: at })
  }
  return spans
}

/** Each word with the white space in front of it, its letters and the marks after them. */
const words = /(\s*)([^\s]*[^\s\p{P}]|)(\p{P}*)/gu

const without = (text: string, spans: readonly Span[], mayReplace: boolean): string => {
  let next = 0
  const left = text.replaceAll(
    words,
    (whole: string, space: string, letters: string, marks: string, offset: number) => {
      while ((spans[next]?.to ?? Infinity) <= offset) next += 1
      const isHit = (from: number, length: number): boolean =>
        spans.slice(next, next + whole.length + 1).some((span) => span.from < from + length && from < span.to)
      const kept = (part: string, from: number): string => {
        if (!isHit(from, part.length)) return part
        return mayReplace ? (otherMarks.get(part) ?? '') : ''
      }
      const lettersAt = offset + space.length
      const ending = kept(marks, lettersAt + letters.length)
      if (letters === '') return kept(space, offset) + ending
      return isHit(lettersAt, letters.length) ? ending : space + letters + ending
    },
  )
  return tidied(left)
}

/** Marks of sentences that lost all their words are gone too, and the text begins like one. */
const tidied = (text: string): string => {
  const bare = text.replaceAll(/([.,:;!?])[.,:;!?]+/g, '$1').replace(/^[\s.,:;!?]+/, '')
  return bare.charAt(0).toUpperCase() + bare.slice(1)
}
