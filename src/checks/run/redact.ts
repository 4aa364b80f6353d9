import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts'
import { smallestFiles } from './smallest-files.data.ts'

export interface RedactOptions {
  /** What else must not be written; each match becomes `[redacted]`. */
  readonly patterns?: readonly RegExp[]
  /** Whether long texts are cut and files replaced by the smallest of their kind; not where the request was refused for what it holds. */
  readonly shorten: boolean
}

/**
 * A request's body as a team would commit it: texts stay, as they are written for tests, but not what looks like a key, a token, an
 * address of a person or a number of a card; long texts lose their end, pictures, sounds and files become the smallest of their kind.
 * JSON in a text stays JSON, numbers, names and the order of members stay as they are.
 */
export const redactBody = (body: JsonObject, options: RedactOptions): JsonObject => redactObject(body, options, 0)

/** A text without what must not be written. */
export const redactText = (text: string, { patterns = [], shorten }: RedactOptions): string => {
  if (shorten && text.startsWith('data:')) return smallestUrl(text)
  let clean = text
  for (const { pattern, instead } of secrets) clean = clean.replaceAll(pattern, instead)
  for (const pattern of patterns) clean = clean.replaceAll(pattern, '[redacted]')
  return shorten && clean.length > longest ? shortened(clean) : clean
}

/** Longer texts are cut: a few sentences stay whole. */
const longest = 400

/** In tens of characters, so that a text that grows a little from run to run does not change the file. */
const shortened = (text: string): string => `${text.slice(0, longest / 2).trimEnd()} … (shortened)`

/** Each in time that grows with the text alone. */
const secrets: readonly { readonly pattern: RegExp; readonly instead: string }[] = [
  { pattern: /\b(?:sk|pk|rk|xai|gsk)-(?=[\w-]{0,80}\d)[\w-]{10,}/g, instead: 'sk-redacted' },
  {
    pattern: /\b(?:gh[pousr]_|github_pat_|glpat-|xox[abprs]-|AKIA|AIza|hf_|org-|proj_)(?=[\w-]{0,80}\d)[\w-]{8,}/g,
    instead: '[key]',
  },
  { pattern: /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, instead: '[token]' },
  { pattern: /\b(?:Bearer|Basic) +[\w.~+/=-]{8,}/gi, instead: '[authorization]' },
  { pattern: /-----BEGIN [A-Z ]{1,40}-----[\s\S]*?(?:-----END [A-Z ]{1,40}-----|$)/g, instead: '[key]' },
  { pattern: /(?<=\/\/)[^\s/:@]{1,200}:[^\s/@]{1,200}(?=@)/g, instead: 'user:password' },
  { pattern: /(?<![\w.%+-])[\w.%+-]{1,64}@(?:[a-z\d-]{1,63}\.){1,8}[a-z]{2,24}\b/gi, instead: 'someone@example.com' },
  { pattern: /(?<![\d-])(?:\d[ -]?){12,18}\d(?![\d-])/g, instead: '[number]' },
]

/** Members that say who asks. */
const persons: ReadonlySet<string> = new Set(['user', 'safety_identifier', 'prompt_cache_key'])

const deepest = 100

const redactValue = (value: Json, options: RedactOptions, depth: number): Json => {
  if (typeof value === 'string') return redactString(value, options, depth)
  if (depth > deepest) return value
  if (Array.isArray(value)) return value.map((item: Json) => redactValue(item, options, depth + 1))
  return isJsonObject(value) ? redactObject(value, options, depth + 1) : value
}

const redactObject = (object: JsonObject, options: RedactOptions, depth: number): JsonObject => {
  const whole = depth === 0
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => {
      if (whole && persons.has(name) && typeof value === 'string') return [name, 'someone']
      if (whole && name === 'metadata' && isJsonObject(value)) return [name, anonymous(value)]
      if (options.shorten && typeof value === 'string') {
        if (name === 'data' && typeof object['format'] === 'string') return [name, smallestSound(object['format'])]
        if (name === 'file_data' && !value.startsWith('data:')) return [name, smallestFiles['application/pdf']]
      }
      return [name, value === undefined ? value : redactValue(value, options, depth)]
    }),
  )
}

/** Of metadata the names are the app's, the values its users'. */
const anonymous = (metadata: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, typeof value === 'string' ? '…' : value]))

/** Arguments and results of tools are JSON in a text. */
const redactString = (text: string, options: RedactOptions, depth: number): string => {
  if (depth > deepest || !/^\s*[[{]/.test(text)) return redactText(text, options)
  let value: Json
  try {
    // JSON.parse gives JSON.
    value = JSON.parse(text) as Json
  } catch {
    // Looks like JSON, and is a text like any other.
    return redactText(text, options)
  }
  const redacted = redactValue(value, options, depth + 1)
  const clean = JSON.stringify(redacted)
  return clean === JSON.stringify(value) ? text : clean
}

const smallestUrl = (url: string): string => {
  const type = /^data:([\w.+-]+\/[\w.+-]+)/.exec(url)?.[1]?.toLowerCase() ?? 'text/plain'
  const image = type.startsWith('image/') && !Object.hasOwn(smallestFiles, type) ? 'image/png' : type
  const data = Object.hasOwn(smallestFiles, image) ? smallestFiles[image] : undefined
  return data === undefined ? `data:${type};base64,Li4u` : `data:${image};base64,${data}`
}

const smallestSound = (format: string): string => smallestFiles[`audio/${format}`] ?? smallestFiles['audio/wav'] ?? ''
