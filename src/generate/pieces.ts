/** Texts longer than this are matched window by window, so that no match can exhaust the regex engine's stack. */
const windowSize = 65_536

/** A run without a split point is merged in parts of this many characters. */
export const longestRun = 512

const isAsciiAlphanumeric = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57)

/** Whether both encodings split between these two characters whatever stands around them: `word|,`, but not `don|'t`. */
const isBorder = (left: number, right: number): boolean =>
  isAsciiAlphanumeric(left) &&
  ((right < 128 && right !== 39 && !isAsciiAlphanumeric(right)) || (right >= 0x3000 && right <= 0x3003))

const isLowSurrogate = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff

/** `end`, or one less where that would part a surrogate pair. The text is well-formed. */
const wholeCharacters = (text: string, end: number): number =>
  end < text.length && isLowSurrogate(text.charCodeAt(end)) ? end - 1 : end

/** Ends of windows lie on certain split points where there is one in the second half of the window. */
const windowEnd = (text: string, start: number): number => {
  const furthest = start + windowSize
  if (furthest >= text.length) return text.length
  for (let end = furthest; end > start + windowSize / 2; end--)
    if (isBorder(text.charCodeAt(end - 1), text.charCodeAt(end))) return end
  return wholeCharacters(text, furthest)
}

/** Takes the piece `text[from, to)`; false ends the walk. */
export type VisitPiece = (text: string, from: number, to: number) => boolean

/**
 * Cuts well-formed text where the tokenizer's pattern does, and runs longer than `longestRun` characters into such parts.
 * The pieces join to the text.
 */
export const eachPiece = (text: string, pattern: RegExp, visit: VisitPiece): void => {
  for (let start = 0; start < text.length;) {
    const end = windowEnd(text, start)
    if (!eachMatch(start === 0 && end === text.length ? text : text.slice(start, end), pattern, visit)) return
    start = end
  }
}

const eachMatch = (text: string, pattern: RegExp, visit: VisitPiece): boolean => {
  for (let start = 0; start < text.length;) {
    pattern.lastIndex = start
    // The patterns cover every character; where one did not, the rest would be a piece of its own.
    const end = pattern.test(text) ? pattern.lastIndex : text.length
    for (let from = start; from < end;) {
      const to = end - from > longestRun ? wholeCharacters(text, from + longestRun) : end
      if (!visit(text, from, to)) return false
      from = to
    }
    start = end
  }
  return true
}
