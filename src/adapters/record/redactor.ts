import { redacted, type Secret } from './secrets.ts'

/** Takes out of texts what must not be written. What has nothing of the kind in it is given back as it is. */
export interface Redactor {
  /** Must not be written either, from now on. */
  learn(secrets: readonly Secret[]): void
  text(text: string): string
  /** Keys, cookies and accounts only, whatever else was asked for: for texts that are no prose. */
  secrets(text: string): string
  /** A text that came in pieces: what is found across them is taken out of each, and the stand-in put where it began. */
  pieces(texts: readonly string[]): readonly string[]
}

interface Span {
  readonly start: number
  readonly end: number
  readonly standIn: string
}

interface Rule {
  readonly regex: RegExp
  /** `$<kept>` in front stays. */
  readonly standIn: string
}

/** Keys and accounts as they look wherever they come from. */
const known: readonly Rule[] = [
  { regex: /\b(?:sk|pk|rk|sess|ek|gsk|xai|r8|hf)[-_][\w-]{16,}/g, standIn: redacted },
  { regex: /\bsk-[\w-]*[*•]{3,}[\w-]*/g, standIn: redacted },
  { regex: /\bAIza[\w-]{30,}/g, standIn: redacted },
  { regex: /\beyJ[\w-]{10,}\.[\w-]{10,}(?:\.[\w-]*)?/g, standIn: redacted },
  { regex: /(?<=\bBearer )[\w.~+/=-]{8,}/gi, standIn: redacted },
  {
    regex: /(?<=[?&](?:api[-_]?key|key|token|access_token|sig|signature|secret|password)=)[^&\s"'<>\\]+/gi,
    standIn: redacted,
  },
  { regex: /(?<=\bhttps?:\/\/)[^/\s:@"]{1,200}:[^/\s@"]{1,200}(?=@)/g, standIn: redacted },
  { regex: /\borg-[A-Za-z0-9]{16,}\b/g, standIn: 'org-cuecard' },
  { regex: /\bproj_[A-Za-z0-9]{16,}\b/g, standIn: 'proj_CuecardCuecardCuecard123' },
]

/** Of the secrets of a long session so many are remembered. */
const mostSecrets = 1_000

/** A redactor that also takes out what the patterns find; they must be global. */
export const createRedactor = (patterns: readonly RegExp[]): Redactor => {
  const learnt = new Map<string, { readonly secret: Secret; readonly rule: Rule }>()
  const asked = patterns.map((regex): Rule => ({ regex, standIn: redacted }))

  const spansOf = (text: string, more: readonly Rule[]): readonly Span[] => {
    const found: Span[] = []
    for (const { secret, rule } of learnt.values()) if (text.includes(secret.text)) found.push(...matches(text, rule))
    for (const rule of [...known, ...more]) found.push(...matches(text, rule))
    if (text.includes('**')) found.push(...maskedIn(text, [...learnt.keys()]))
    return found.length < 2 ? found : merged(found)
  }
  const replaced = (text: string, more: readonly Rule[]): string => withSpans(text, spansOf(text, more))
  return {
    learn: (secrets) => {
      for (const secret of secrets) {
        learnt.delete(secret.text)
        learnt.set(secret.text, { secret, rule: ruleOf(secret) })
        const [oldest] = learnt.keys()
        if (learnt.size > mostSecrets && oldest !== undefined) learnt.delete(oldest)
      }
    },
    text: (text) => replaced(text, asked),
    secrets: (text) => replaced(text, []),
    pieces: (texts) => {
      const spans = spansOf(texts.join(''), asked)
      return spans.length === 0 ? texts : withoutSpans(texts, spans)
    },
  }
}

/** A short one may be part of a longer word that tells nothing. */
const ruleOf = ({ text, standIn }: Secret): Rule => {
  const source = text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)
  return { regex: new RegExp(text.length < 12 ? `(?<![\\w-])${source}(?![\\w-])` : source, 'g'), standIn }
}

const matches = (text: string, { regex, standIn }: Rule): readonly Span[] =>
  [...text.matchAll(regex)]
    .filter(([found]) => found !== '' && found !== standIn)
    .map(({ 0: found, index }) => ({ start: index, end: index + found.length, standIn }))

/** A key with its middle starred out: what is left of it is the key's beginning and end. */
const maskedIn = (text: string, keys: readonly string[]): readonly Span[] =>
  [...text.matchAll(/(?<![\w*-])([\w-]{0,80})\*{2,}([\w-]{0,80})/g)]
    .filter(([, head = '', tail = '']) =>
      keys.some((key) => head + tail !== '' && key.startsWith(head) && key.endsWith(tail)),
    )
    .map(({ 0: found, index }) => ({ start: index, end: index + found.length, standIn: redacted }))

/** In order, and what overlaps as one. */
const merged = (spans: readonly Span[]): readonly Span[] => {
  const result: Span[] = []
  for (const span of spans.toSorted((one, other) => one.start - other.start || other.end - one.end)) {
    const last = result.at(-1)
    if (last === undefined || span.start >= last.end) result.push(span)
    else if (span.end > last.end) result[result.length - 1] = { ...last, end: span.end }
  }
  return result
}

const withSpans = (text: string, spans: readonly Span[]): string => {
  if (spans.length === 0) return text
  let result = ''
  let from = 0
  for (const { start, end, standIn } of spans) {
    result += text.slice(from, start) + standIn
    from = end
  }
  return result + text.slice(from)
}

const withoutSpans = (texts: readonly string[], spans: readonly Span[]): readonly string[] => {
  let from = 0
  let next = 0
  return texts.map((text) => {
    const until = from + text.length
    let result = ''
    let at = from
    for (let index = next; index < spans.length; index++) {
      const span = spans[index]
      if (span === undefined || span.start >= until) break
      result += text.slice(at - from, Math.max(at, span.start) - from)
      if (span.start >= from) result += span.standIn
      at = Math.max(at, Math.min(span.end, until))
      if (span.end <= until) next = index + 1
    }
    result += text.slice(at - from)
    from = until
    return result
  })
}
