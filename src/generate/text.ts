import type { TextAsk } from '../core/maker.ts'
import type { Random } from '../core/random.ts'
import { createRandom, hashOf } from '../core/random.ts'
import { lengthOf, most, type TextLength } from './text-length.ts'
import { excerptOf, lower, isWord, itemsOf, mostTokensIn, topicsOf } from './text-topics.ts'
import {
  briefs,
  closings,
  commonWords,
  companions,
  fallbackTopics,
  greetings,
  greetingWords,
  invitations,
  middles,
  openings,
  thanks,
  thanksWords,
} from './text.data.ts'

/** A text of this many tokens is the longest that is made up. */
const mostTokens = 2_000_000

/** A short assistant answer in plain sentences that takes up the user's words; a bare greeting gets one back. */
export const makeText = (ask: TextAsk): string => {
  const random = createRandom(hashOf(ask.seed, 'text', ask.user))
  const excerpt = excerptOf(ask.user)
  const items = itemsOf(excerpt)
  const words = items.filter(isWord)
  const greeted = greetingWords.has(lower(words[0]))
  const topics = topicsOf(greeted ? items.slice(items.findIndex(isWord) + 1) : items)
  const speech: Speech = { random, topics, turn: 0, suits: ask.suits }
  if (ask.tokens !== undefined) return longText(speech, Math.min(ask.tokens, mostTokens))
  if (words.length <= 6) {
    if (greeted && words.every((word) => greetingWords.has(lower(word)) || commonWords.has(lower(word))))
      return said(greetings, speech)
    if (thanksWords.has(lower(words[0]))) return said(thanks, speech)
  }
  const length = lengthOf(excerpt, ask.verbosity)
  return topics.length === 0 && length === undefined ? said(invitations, speech) : shortText(speech, length)
}

interface Speech {
  readonly random: Random
  /** What the user's text is about. */
  readonly topics: readonly string[]
  /** Which of them the text begins with. */
  readonly turn: number
  readonly suits: TextAsk['suits']
}

/** One sentence of each part. */
const said = (parts: readonly (readonly string[])[], speech: Speech): string =>
  parts
    .map((part) => sentenceOf(part, speech.random.below(part.length), speech))
    .filter((sentence) => sentence !== '')
    .join(' ')

/** What one more sentence may take, so that a text stays within the usual. */
const room = most - 10

const shortText = (given: Speech, length: TextLength | undefined): string => {
  const { random } = given
  // The opening speaks of the user's own words, if there are any.
  const speech = { ...given, turn: random.below(Math.max(given.topics.length, 1)) }
  if (length?.isBrief === true) return said(briefs, speech)
  const first = random.below(middles.length)
  const wanted = length?.tokens ?? 20 + random.below(25)
  const closing = random.below(3) > 0 ? random.below(closings.length) : undefined

  const sentences = [sentenceOf(openings, random.below(openings.length), speech)]
  let tokens = tokensIn(sentences[0] ?? '')
  let atMost = mostTokensOf(sentences[0] ?? '', speech)
  // A step that shares no factor with the number of sentences visits each of them once.
  for (let count = 0; count < middles.length && (count === 0 || tokens < wanted - 8); count++) {
    const sentence = sentenceOf(middles, first + count * 7, { ...speech, turn: speech.turn + count })
    if (atMost + mostTokensOf(sentence, speech) > room) break
    sentences.push(sentence)
    tokens += tokensIn(sentence)
    atMost += mostTokensOf(sentence, speech)
  }
  if (closing !== undefined) {
    const sentence = sentenceOf(closings, closing, speech)
    if (atMost + mostTokensOf(sentence, speech) <= room) sentences.push(sentence)
  }
  return sentences.join(' ')
}

/** Sentences in paragraphs until about `tokens` tokens are reached; the last sentence is shortened to fit. */
const longText = (speech: Speech, tokens: number): string => {
  const { random } = speech
  const parts: string[] = []
  const start = random.below(Math.max(speech.topics.length, 1))
  let left = tokens
  for (let count = 0; left > 0; count++) {
    const from = count === 0 ? openings : middles
    const sentence = sentenceOf(from, random.below(from.length), { ...speech, turn: start + count })
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

/** The sentence at that place of a list, or the next one that suits. */
const sentenceOf = (list: readonly string[], place: number, speech: Speech): string => {
  const first = filled(list[place % list.length], speech)
  if (speech.suits === undefined) return first
  for (let offset = 0; offset < list.length; offset++) {
    const sentence = filled(list[(place + offset) % list.length], speech)
    if (speech.suits(sentence)) return sentence
  }
  return first
}

const filled = (template: string | undefined, { topics, turn }: Speech): string =>
  (template ?? '').replaceAll(/\{[ab]\}/g, (slot) => topicAt(topics, slot === '{a}' ? turn : turn + 1))

/** A single topic keeps company with general ones, which never open a text. */
const topicAt = (topics: readonly string[], turn: number): string => {
  if (topics.length === 0) return fallbackTopics[turn % fallbackTopics.length] ?? ''
  if (topics.length > 1) return topics[turn % topics.length] ?? ''
  return turn % 2 === 0 ? (topics[0] ?? '') : (companions[((turn - 1) / 2) % companions.length] ?? '')
}

/** About as many tokens as a tokenizer would count: a token for most words and marks, more for long or foreign words. */
const tokensIn = (sentence: string): number => {
  let tokens = 0
  for (const word of sentence.match(/[\p{L}\p{M}\p{N}'’-]+|[^\s]/gu) ?? [])
    tokens += /^[\x20-\x7e]+$/.test(word) ? Math.ceil(word.length / 12) : Math.ceil(word.length / 2)
  return tokens
}

/** Words of ours are a token each; those of the user may be any number. */
const mostTokensOf = (sentence: string, { topics }: Speech): number => {
  let tokens = tokensIn(sentence)
  for (const topic of topics) if (sentence.includes(topic)) tokens += mostTokensIn(topic)
  return tokens
}
