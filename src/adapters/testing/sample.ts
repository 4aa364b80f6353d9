import type { Json, JsonObject } from '../../core/json.ts'

/** A part of a text, a pattern that it has, or what an object has at least; `expect.anything()` and the like may stand anywhere. */
export type Sample = string | RegExp | object

/** What `expect.extend` gives a matcher as `this`, in vitest and in Jest. */
export interface MatcherTools {
  readonly isNot?: boolean
  readonly utils: {
    readonly stringify: (value: unknown) => string
    readonly diff?: (expected: unknown, received: unknown) => string | null | undefined
    readonly iterableEquality: unknown
    readonly subsetEquality: unknown
  }
  // Its own kind of tester differs from library to library.
  equals(one: unknown, other: unknown, testers?: never[]): boolean
}

/** Whether a text, and the value that it stands for, are like the sample. */
export const fits = (tools: MatcherTools, sample: Sample, text: string, value: Json | undefined): boolean => {
  if (typeof sample === 'string') return text.includes(sample)
  if (sample instanceof RegExp) return text.search(sample) !== -1
  return hasMembers(tools, value, sample) || ('asymmetricMatch' in sample && tools.equals(text, sample))
}

/** Whether a value has at least the members of the sample, at every depth. */
export const hasMembers = ({ equals, utils }: MatcherTools, value: unknown, sample: object): boolean =>
  equals(value, sample, [utils.iterableEquality, utils.subsetEquality] as never[]) // `equals` of the same library takes them

/** Whether a name is the one wanted, or has the pattern. */
export const isNamed = (name: string, wanted: string | RegExp): boolean =>
  typeof wanted === 'string' ? name === wanted : name.search(wanted) !== -1

/** `contains "refund"`, for messages. */
export const wantedOf = ({ utils }: MatcherTools, sample: Sample): string => {
  if (typeof sample === 'string') return `contains ${JSON.stringify(sample)}`
  return sample instanceof RegExp ? `matches ${String(sample)}` : `has ${inLine(utils.stringify(sample))}`
}

/** `{ "role": "user" }`: the libraries print an object over several lines, and name its class. */
const inLine = (printed: string): string =>
  printed
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\b(?:Object|Array) (?=[{[])/g, '')
    .replaceAll(/, (?=[}\]])/g, ' ')

/** The words of a sample, to look for what comes near. */
export const textOfSample = (sample: Sample): string =>
  typeof sample === 'string' ? sample : sample instanceof RegExp ? sample.source : JSON.stringify(sample)

/** How the nearest there is differs from the sample, in the members that the sample names. */
export const difference = ({ utils }: MatcherTools, sample: object, nearest: JsonObject): string =>
  `\n${utils.diff?.(sample, pick(sample, nearest)) ?? JSON.stringify(nearest)}`

const pick = (sample: object, value: Json | undefined): unknown => {
  if (!isPlain(sample) || !isPlain(value)) return value
  return Object.fromEntries(
    Object.entries(sample).map(([name, wanted]) => {
      const given = (value as JsonObject)[name] // a plain object made of JSON
      return [name, typeof wanted === 'object' && wanted !== null ? pick(wanted as object, given) : given]
    }),
  )
}

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
