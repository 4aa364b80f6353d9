import type { TextAsk } from '../core/maker.ts'
import type { Random } from '../core/random.ts'
import { createRandom, hashOf } from '../core/random.ts'
import { closings, commonWords, fallbackTopics, greetings, greetingWords, middles, openings } from './text.data.ts'

/** Only so much of the user's text is looked at: its beginning and, where most questions stand, its end. */
const readAtStart = 600
const readAtEnd = 1400

/** A text of this many tokens is the longest that is made up. */
const mostTokens = 1_000_000

/** A short assistant answer in plain sentences that takes up the user's words; a bare greeting gets one back. */
export const makeText = (ask: TextAsk): string => {
  const random = createRandom(hashOf(ask.seed, 'text', ask.user))
  const words = wordsOf(ask.user)
  if (ask.tokens !== undefined) return longText(topicsOf(words), Math.min(ask.tokens, mostTokens), random)
  const greeted = words.length > 0 && greetingWords.has(lower(words[0]))
  if (
    greeted &&
    words.length <= 6 &&
    words.every((word) => greetingWords.has(lower(word)) || commonWords.has(lower(word)))
  )
    return random.pick(greetings)
  return shortText(topicsOf(greeted ? words.slice(1) : words), random)
}

interface Topics {
  readonly topics: readonly string[]
  /** How many of them, from the first, are the user's own words. */
  readonly own: number
}

const shortText = ({ topics, own }: Topics, random: Random): string => {
  // The opening speaks of the user's own words, if there are any.
  const turn = random.below(own || topics.length)
  const first = random.below(middles.length)
  const sentences = [fill(random.pick(openings), topics, turn)]
  // Sentences half the list apart never repeat.
  for (let count = random.below(2); count >= 0; count--)
    sentences.push(fill(middles[(first + count * (middles.length / 2)) % middles.length], topics, turn + count))
  if (random.below(3) > 0) sentences.push(fill(random.pick(closings), topics, turn))
  return sentences.join(' ')
}

/** Sentences in paragraphs until about `tokens` tokens are reached; the last sentence is shortened to fit. */
const longText = ({ topics }: Topics, tokens: number, random: Random): string => {
  const parts: string[] = []
  const start = random.below(topics.length)
  let left = tokens
  for (let count = 0; left > 0; count++) {
    const from = count === 0 ? openings : middles
    const sentence = fill(random.pick(from), topics, start + count)
    const cost = tokensIn(sentence)
    if (count > 0) parts.push(count % 5 === 0 ? '\n\n' : ' ')
    parts.push(cost <= left ? sentence : shortened(sentence, left))
    left -= cost
  }
  return parts.join('')
}

const shortened = (sentence: string, tokens: number): string => {
  const words = sentence.slice(0, -1).split(' ')
  while (words.length > 1 && tokensIn(`${words.join(' ')}.`) > tokens) words.pop()
  return `${words.join(' ')}.`
}

const fill = (template: string | undefined, topics: readonly string[], turn: number): string =>
  (template ?? '').replaceAll(/\{[ab]\}/g, (slot) => topics[(turn + (slot === '{a}' ? 0 : 1)) % topics.length] ?? '')

/** About as many tokens as a tokenizer would count: a token for most words and marks, more for long or foreign words. */
const tokensIn = (sentence: string): number => {
  let tokens = 0
  for (const word of sentence.match(/[\p{L}\p{M}\p{N}'’-]+|[^\s]/gu) ?? [])
    tokens += /^[\x20-\x7e]+$/.test(word) ? Math.ceil(word.length / 12) : Math.ceil(word.length / 2)
  return tokens
}

/** Words as a reader would see them: no addresses, no markup, no code. */
const wordsOf = (user: string): readonly string[] => {
  const text =
    user.length <= readAtStart + readAtEnd ? user : `${user.slice(0, readAtStart)}\n${user.slice(-readAtEnd)}`
  const plain = text.replaceAll(/\b\w{1,12}:\/\/\S{0,500}|<[^<>]{0,200}>|\S{41,}/g, ' ')
  return plain.match(/\p{L}[\p{L}\p{M}\p{N}]*(?:['’-][\p{L}\p{M}\p{N}]+)*/gu) ?? []
}

/** Up to eight things the text is about: its rarer words, neighbours of them together. */
const topicsOf = (words: readonly string[]): Topics => {
  const topics = new Map<string, string>()
  let run: string[] = []
  const close = (): void => {
    if (run.length > 0 && topics.size < 8) topics.set(lower(run.join(' ')), run.join(' '))
    run = []
  }
  for (const word of words) {
    if (commonWords.has(lower(word)) || (word.length < 3 && word < '\u0250')) close()
    else if (run.push(shortWord(word)) === 3) close()
  }
  close()
  const own = [...topics.values()]
  return { topics: own.length > 1 ? own : [...own, ...fallbackTopics], own: own.length }
}

/** Long words (texts without spaces are one) are cut between characters. */
const shortWord = (word: string): string =>
  word.length <= 24 ? word : Array.from(word.slice(0, 25)).slice(0, 12).join('')

const lower = (word: string | undefined): string => (word ?? '').toLowerCase()
