import { commonWords } from './text-words.data.ts'

/** Only so much of the user's text is looked at: its beginning and, where most questions stand, its end. */
const readAtStart = 600
const readAtEnd = 1400
const longestCut = 40

export const excerptOf = (user: string): string => {
  if (user.length <= readAtStart + readAtEnd) return user
  // What is cut off is no word of the user's.
  const start = user.slice(0, readAtStart)
  const border = Math.max(start.lastIndexOf(' '), start.lastIndexOf('\n'), readAtStart - longestCut)
  return `${start.slice(0, border)}\n${user.slice(-readAtEnd).replace(/^\S{0,40}/, '')}`
}

/** Words as a reader would see them, without addresses and markup, and the marks that part them. */
export const itemsOf = (excerpt: string): readonly string[] => {
  const plain = excerpt.replaceAll(/\b\w{1,12}:\/\/\S{0,500}|<[^<>]{0,200}>|\S{41,}/g, ' ')
  return plain.match(/\p{L}[\p{L}\p{M}\p{N}]*(?:['’-][\p{L}\p{M}\p{N}]+)*|[^\s\p{L}]/gu) ?? []
}

/** What may stand in front of a topic, as the one who answers says it. */
const articles: ReadonlyMap<string, string> = new Map([
  ['the', 'the '],
  ['a', 'a '],
  ['an', 'an '],
  ['my', 'your '],
  ['our', 'your '],
])

const mostTopics = 8
const mostWords = 3
/** A topic is never more tokens than this, whatever its script and encoding. */
const mostCost = 24

export const isWord = (item: string): boolean => /^\p{L}/u.test(item)

/** Up to eight things that a text is about: its rarer words, neighbours of them together. */
export const topicsOf = (items: readonly string[]): readonly string[] => {
  const topics = new Map<string, string>()
  let run: string[] = []
  let cost = 0
  let article = ''
  const close = (): void => {
    const topic = run.join(' ')
    if (run.length > 0 && topics.size < mostTopics) topics.set(lower(topic), article + topic)
    run = []
    cost = 0
    article = ''
  }
  for (const word of items) {
    if (!isWord(word) || commonWords.has(lower(word)) || (word.length < 3 && word < '\u0250' && word === lower(word))) {
      close()
      article = articles.get(lower(word)) ?? ''
      continue
    }
    const short = shortWord(word)
    if (cost + mostTokensIn(short) > mostCost) close()
    run.push(short)
    cost += mostTokensIn(short)
    if (run.length === mostWords) close()
  }
  close()
  return [...topics.values()]
}

/** Long words (texts without spaces are one) are cut between characters. */
const shortWord = (word: string): string => {
  if (mostTokensIn(word) <= mostCost) return word
  let short = ''
  for (const character of word.slice(0, 2 * mostCost)) {
    if (mostTokensIn(short + character) > mostCost) break
    short += character
  }
  return short
}

/** Tokens that a text has at most: three letters of the Latin alphabet are hardly ever more than two, a byte of others never more than one. */
export const mostTokensIn = (text: string): number => {
  let thirds = 0
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    thirds += unit < 0x80 ? 2 : unit < 0x800 ? 6 : 9
  }
  return Math.ceil(thirds / 3)
}

export const lower = (word: string | undefined): string => (word ?? '').toLowerCase()
