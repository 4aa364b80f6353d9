import { isJsonObject, type Json } from '../../core/json.ts'

/** The text of a message's `content`: a string, or the text parts of a list, one a line. */
export const textOf = (content: Json | undefined): string => {
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return ''
  let text: string | undefined
  for (const part of content) {
    const piece =
      typeof part === 'string'
        ? part
        : isJsonObject(part) && typeof part['text'] === 'string'
          ? part['text']
          : undefined
    if (piece !== undefined) text = text === undefined ? piece : `${text}\n${piece}`
  }
  return text ?? ''
}

/** The only words of a text that matter for choosing; longer texts say what they want at the beginning or at the end. */
const examined = 4_000

/** Names and descriptions of tools come again with every call. */
const memo = new Map<string, ReadonlySet<string>>()
const memoEntries = 1_000
const memoLength = 500

/** The distinct words of a text in lower case, names in their parts (`getWeather`, `get_weather`), plurals as singulars. */
export const wordsOf = (text: string): ReadonlySet<string> => {
  if (text.length > memoLength) return split(text)
  let words = memo.get(text)
  if (words !== undefined) return words
  words = split(text)
  if (memo.size >= memoEntries) memo.clear()
  memo.set(text, words)
  return words
}

const split = (text: string): ReadonlySet<string> => {
  const short = text.length <= 2 * examined ? text : `${text.slice(0, examined)} ${text.slice(-examined)}`
  const words = new Set<string>()
  for (const [word] of short.replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2').matchAll(/[\p{L}\p{M}\p{N}]+/gu))
    words.add(stemOf(word.toLowerCase()))
  return words
}

const stemOf = (word: string): string =>
  word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word
