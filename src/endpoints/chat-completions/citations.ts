import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts'
import { createRandom, hashOf } from '../../core/random.ts'
import { wordsOf } from './text.ts'

export interface Cited {
  readonly text: string
  readonly annotations: readonly Citation[]
}

/* oxlint-disable-next-line typescript/consistent-type-definitions -- only types fit `JsonObject`, as which an answer leaves this folder */
type Citation = {
  readonly type: 'url_citation'
  readonly url_citation: {
    readonly end_index: number
    readonly start_index: number
    readonly title: string
    readonly url: string
  }
}

/**
 * A text that names its sources behind its sentences, as search models write them (wire-format 4). What stands between the two indexes,
 * in UTF-16 units and without the last, is the link.
 */
export const cited = (text: string, user: string, options: Json | undefined, seed: number): Cited => {
  const said: JsonObject = isJsonObject(options) ? options : {}
  const ends = sentenceEnds(text, sourcesBySize.get(said['search_context_size']) ?? usualSources)
  const pages = pagesOn(topicOf(user), placeOf(said['user_location']), seed)
  const annotations: Citation[] = []
  let written = ''
  let from = 0
  for (const [index, end] of ends.entries()) {
    const page = pages[index % pages.length]
    if (page === undefined) break
    written += `${text.slice(from, end)} `
    from = end
    const start_index = written.length
    written += `([${page.host}](${page.url}))`
    const { title, url } = page
    annotations.push({ type: 'url_citation', url_citation: { end_index: written.length, start_index, title, url } })
  }
  return { text: written + text.slice(from), annotations }
}

/** How many sources are named, by how much of what is found is read. */
const sourcesBySize: ReadonlyMap<unknown, number> = new Map([
  ['low', 1],
  ['high', 3],
])
const usualSources = 2

/** Where the first sentences end; of a text without any, its end. */
const sentenceEnds = (text: string, most: number): readonly number[] => {
  const ends: number[] = []
  for (const { index } of text.matchAll(/[.!?](?=\s|$)/g)) {
    ends.push(index + 1)
    if (ends.length === most) break
  }
  return ends.length > 0 ? ends : [text.length]
}

const longestWord = 24

/** The two longest words of the user that may name a thing, as they follow each other. */
const topicOf = (user: string): readonly string[] => {
  const words = [...wordsOf(user)].filter((word) => word.length > 2 && !asking.has(word))
  const [first = 'search', second] = words.toSorted((one, other) => other.length - one.length)
  return words.length < 2
    ? [shortened(first)]
    : words.filter((word) => word === first || word === second).map(shortened)
}

// As stems, like the words they are compared with.
const asking: ReadonlySet<string> = new Set(
  'about can could does find for from give have how latest look new news please search show some tell that the there this what when where which who why with would you your'.split(
    ' ',
  ),
)

const shortened = (word: string): string =>
  Array.from(word.slice(0, 2 * longestWord))
    .slice(0, longestWord)
    .join('')

/** The nearest place that the request names. */
const placeOf = (location: Json | undefined): string => {
  const near = isJsonObject(location) ? location['approximate'] : undefined
  const { city, region, country }: JsonObject = isJsonObject(near) ? near : {}
  const place = [city, region, country].find((name) => typeof name === 'string' && name !== '')
  return typeof place === 'string' ? ` near ${place.slice(0, longestWord)}` : ''
}

interface Page {
  readonly host: string
  readonly title: string
  readonly url: string
}

/** Pages of hosts that are reserved for examples: none of them leads to anybody's. */
const pagesOn = (topic: readonly string[], place: string, seed: number): readonly Page[] => {
  const first = createRandom(hashOf(seed, 'sources')).below(kinds.length)
  const name = topic.join(' ')
  const path = topic.map(encodeURIComponent).join('-')
  return hosts.map((host, index) => {
    const kind = kinds[(first + index) % kinds.length] ?? ''
    return {
      host,
      title: `${kind}: ${name}${place}`,
      url: `https://${host}/${kind.toLowerCase()}/${path}?utm_source=openai`,
    }
  })
}

const hosts = ['www.example.com', 'www.example.org', 'www.example.net']
const kinds = ['Guides', 'Reference', 'Reports', 'News', 'Questions']
