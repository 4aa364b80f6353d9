import type { TextAsk } from '../../core/maker.ts'
import { createMemo } from '../../core/memo.ts'
import type { Random } from '../../core/random.ts'
import { createRandom, hashOf } from '../../core/random.ts'
import { byVerbosity, lengthAsked, most, type TextLength } from './text-length.ts'
import { tokensIn, toTemplate, toTopic, type Template, type Topic } from './text-template.ts'
import { excerptOf, isWord, itemsOf, lower, topicsOf } from './text-topics.ts'
import { commonWords, greetingWords, thanksWords } from './text-words.data.ts'
import * as data from './text.data.ts'

const openings = data.openings.map(toTemplate)
const middles = data.middles.map(toTemplate)
const closings = data.closings.map(toTemplate)
const toTemplates = (parts: readonly (readonly string[])[]) => parts.map((part) => part.map(toTemplate))
const briefs = toTemplates(data.briefs)
const greetings = toTemplates(data.greetings)
const thanks = toTemplates(data.thanks)
const invitations = toTemplates(data.invitations)
const companions = data.companions.map(toTopic)
const fallbackTopics = data.fallbackTopics.map(toTopic)

/** A text of this many tokens is the longest that is made up. */
const mostTokens = 2_000_000

/** A short assistant answer in plain sentences that takes up the user's words; a bare greeting gets one back. */
export const makeText = ({ user, seed, tokens, verbosity, suits }: TextAsk): string => {
  const { topics, small, length } = reading(user)
  const speech: Speech = { random: createRandom(hashOf(seed, 'text', user)), topics, suits }
  if (tokens !== undefined) return longText(speech, Math.min(tokens, mostTokens))
  if (small !== undefined) return said(small, speech)
  const wanted = byVerbosity(length, verbosity)
  return topics.length === 0 && wanted === undefined ? said(invitations, speech) : shortText(speech, wanted)
}

/** What there is to know of a user's text. */
interface Reading {
  readonly topics: readonly Topic[]
  /** The answer to a bare greeting, or to thanks. */
  readonly small: readonly (readonly Template[])[] | undefined
  readonly length: TextLength | undefined
}

const readings = createMemo<Reading>(512 * 1024)

/** Choices of one answer, and answers to one text, read it once. */
const reading = (user: string): Reading => {
  const excerpt = excerptOf(user)
  const known = readings.get(excerpt)
  if (known !== undefined) return known
  const items = itemsOf(excerpt)
  const words = items.filter(isWord)
  const greeted = greetingWords.has(lower(words[0]))
  const topics = topicsOf(greeted ? items.slice(items.findIndex(isWord) + 1) : items)
  const read = { topics: topics.map(toTopic), small: smallTalk(words, greeted), length: lengthAsked(excerpt) }
  readings.set(excerpt, read, excerpt.length * 4 + 1_000)
  return read
}

const smallTalk = (words: readonly string[], greeted: boolean): Reading['small'] => {
  if (words.length > 6) return undefined
  if (greeted && words.every((word) => greetingWords.has(lower(word)) || commonWords.has(lower(word)))) return greetings
  return thanksWords.has(lower(words[0])) ? thanks : undefined
}

interface Speech {
  readonly random: Random
  /** What the user's text is about. */
  readonly topics: readonly Topic[]
  readonly suits: TextAsk['suits']
}

/** One sentence of each part. */
const said = (parts: readonly (readonly Template[])[], speech: Speech): string => {
  const turn = speech.random.below(Math.max(speech.topics.length, 1))
  return parts
    .map((part) => sentenceOf(part, speech.random.below(part.length), speech, turn).text)
    .filter((sentence) => sentence !== '')
    .join(' ')
}

/** What one more sentence may take, so that a text stays within the usual. */
const room = most - 10

const shortText = (speech: Speech, length: TextLength | undefined): string => {
  if (length?.isBrief === true) return said(briefs, speech)
  const { random, topics } = speech
  // The opening speaks of the user's own words, if there are any.
  const turn = random.below(Math.max(topics.length, 1))
  const first = random.below(middles.length)
  const wanted = length?.tokens ?? 20 + random.below(25)
  const last = random.below(3) > 0 ? random.below(closings.length) : undefined

  let { text, tokens, most: atMost } = sentenceOf(openings, random.below(openings.length), speech, turn)
  const fits = (sentence: Sentence): boolean => {
    if (atMost + sentence.most > room) return false
    text += ` ${sentence.text}`
    tokens += sentence.tokens
    atMost += sentence.most
    return true
  }
  // A step that shares no factor with the number of sentences visits each of them once.
  for (let count = 0; count < middles.length && (count === 0 || tokens < wanted - 8); count++)
    if (!fits(sentenceOf(middles, first + count * 7, speech, turn + count))) break
  if (last !== undefined) fits(sentenceOf(closings, last, speech, turn))
  return text
}

/** Sentences in paragraphs until about `tokens` tokens are reached; the last sentence is shortened to fit. */
const longText = (speech: Speech, tokens: number): string => {
  const { random, topics } = speech
  const parts: string[] = []
  const start = random.below(Math.max(topics.length, 1))
  let left = tokens
  for (let count = 0; left > 0; count++) {
    const from = count === 0 ? openings : middles
    const sentence = sentenceOf(from, random.below(from.length), speech, start + count)
    if (count > 0) parts.push(count % 5 === 0 ? '\n\n' : ' ')
    parts.push(sentence.tokens <= left ? sentence.text : shortened(sentence.text, left))
    left -= sentence.tokens
  }
  return parts.join('')
}

const shortened = (sentence: string, tokens: number): string => {
  const words = sentence.slice(0, -1).split(' ')
  while (words.length > 1 && tokensIn(`${words.join(' ')}.`) > tokens) words.pop()
  return `${words.join(' ')}.`
}

/** The sentence at that place of a list, or the next one that suits. */
const sentenceOf = (list: readonly Template[], place: number, speech: Speech, turn: number): Sentence => {
  const first = filled(list[place % list.length], speech, turn)
  if (speech.suits === undefined) return first
  for (let offset = 0; offset < list.length; offset++) {
    const sentence = filled(list[(place + offset) % list.length], speech, turn)
    if (speech.suits(sentence.text)) return sentence
  }
  return first
}

interface Sentence {
  readonly text: string
  /** About, and at most. */
  readonly tokens: number
  readonly most: number
}

const silence: Sentence = { text: '', tokens: 0, most: 0 }

const filled = (template: Template | undefined, { topics }: Speech, turn: number): Sentence => {
  if (template === undefined) return silence
  let { text, tokens, tokens: atMost } = template.start
  for (const { slot, text: after, tokens: more } of template.rest) {
    const topic = topicAt(topics, turn + slot)
    text += topic.text + after
    tokens += topic.tokens + more
    atMost += topic.most + more
  }
  return { text, tokens, most: atMost }
}

/** A single topic keeps company with general ones, which never open a text. */
const topicAt = (topics: readonly Topic[], turn: number): Topic => {
  if (topics.length === 0) return fallbackTopics[turn % fallbackTopics.length] ?? silence
  if (topics.length > 1) return topics[turn % topics.length] ?? silence
  return (turn % 2 === 0 ? topics[0] : companions[((turn - 1) / 2) % companions.length]) ?? silence
}
