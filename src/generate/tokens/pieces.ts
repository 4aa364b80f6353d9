/**
 * Texts longer than this are matched window by window: a match of a million characters exhausts the regex engine's stack. So a run
 * without a split point is cut into parts of this length.
 */
const windowSize = 131_072

/** What stands so far behind a match cannot change it: `'ll` behind a word is the longest that is looked at. */
const sight = 8

const isLowSurrogate = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff

/** `end`, or one less where that would part a surrogate pair. The text is well-formed. */
const wholeCharacters = (text: string, end: number): number =>
  end < text.length && isLowSurrogate(text.charCodeAt(end)) ? end - 1 : end

/** Takes the piece `text[from, to)`; false ends the walk. */
export type VisitPiece = (text: string, from: number, to: number) => boolean

/** Cuts well-formed text where the tokenizer's pattern does. The pieces join to the text. */
export const eachPiece = (text: string, pattern: RegExp, visit: VisitPiece): void => {
  for (let start = 0; start < text.length;) {
    const end = wholeCharacters(text, Math.min(start + windowSize, text.length))
    const seen = eachMatch(text, start, end, pattern, visit)
    if (seen === undefined) return
    start = seen
  }
}

/** Visits the matches of one window but the last, whose end may lie behind it; says where that begins. `undefined`: stopped. */
const eachMatch = (
  text: string,
  start: number,
  end: number,
  pattern: RegExp,
  visit: VisitPiece,
): number | undefined => {
  const isLast = end === text.length
  const window = start === 0 && isLast ? text : text.slice(start, end)
  for (let from = 0; from < window.length;) {
    pattern.lastIndex = from
    // The patterns cover every character; where one did not, the rest would be a piece of its own.
    const to = pattern.test(window) ? pattern.lastIndex : window.length
    if (!isLast && to + sight > window.length && from > 0) return start + from
    if (!visit(window, from, to)) return undefined
    from = to
  }
  return end
}
