/** How long a text is to be: about so many tokens, in one sentence or in several. */
export interface TextLength {
  readonly tokens: number
  readonly isBrief: boolean
}

/** Made-up text has so many tokens unless a cue says otherwise. */
const fewest = 10
export const most = 120

const brief: TextLength = { tokens: fewest, isBrief: true }
const long = 95

/** Asks in the user's words, the first that is found counts. Alternatives are plain words: nothing here can backtrack far. */
const asks: readonly (readonly [RegExp, (found: RegExpExecArray) => TextLength])[] = [
  [/\b(\d{1,7})[ -]words?\b/, ([, count]) => several(Number(count) * 1.3)],
  [/\b(\d{1,4})[ -]sentences?\b/, ([, count]) => several(Number(count) * 14)],
  [/\b(?:one|a|single)[ -]word\b|\byes or no\b|\bone[ -]liner\b/, () => brief],
  [
    /\b(?:one|a|single)(?: short| single| brief)?[ -]sentence\b|\b(?:briefly|concisely|tl;?dr|in short|in brief)\b/,
    () => brief,
  ],
  [
    /\b(?:essay|article|story|speech|report|detailed|in detail|in depth|at length|comprehensive|thorough|paragraphs|step by step|long)\b/,
    () => several(long),
  ],
  [/\b(?:short|brief|concise|quick|kurz|bref|breve)\b/, () => several(25)],
]

/** How long an answer the user asks for; `undefined`: that is left open. */
export const lengthAsked = (excerpt: string): TextLength | undefined => {
  const text = excerpt.toLowerCase()
  for (const [pattern, length] of asks) {
    const found = pattern.exec(text)
    if (found !== null) return length(found)
  }
  return undefined
}

/** Half or twice of that by `verbosity`; `undefined`: as usual. */
export const byVerbosity = (length: TextLength | undefined, verbosity: string | undefined): TextLength | undefined => {
  if (verbosity === 'low') return several((length?.tokens ?? 0) / 2)
  return verbosity === 'high' ? several((length?.tokens ?? long) * 2) : length
}

const several = (tokens: number): TextLength => {
  const within = Math.min(Math.max(Math.round(tokens), fewest), long)
  return { tokens: within, isBrief: within < 2 * fewest }
}
