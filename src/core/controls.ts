import { parseDuration } from './duration.ts'
import type { Json, JsonObject } from './json.ts'
import type { Strictness } from './contract.ts'
import type { Step, StreamManner } from './scenario.ts'

/** What a client that cannot reach the code asks of cuecard by request headers. */
export interface Controls {
  /** `x-cuecard-scope`, else what follows `sk-test-` in the key, else `default`. */
  readonly scope: string
  /** `x-cuecard-error: rate_limited; retry_after=20ms`: this error, whatever the cues say. */
  readonly error?: Step
  /** `x-cuecard-pace: natural` or `time_to_first_token=300ms; inter_token_latency=40ms`. */
  readonly pace?: StreamManner
  /** `x-cuecard-strictness: literal`. */
  readonly strictness?: Strictness
  /** What is wrong with a header that cannot be obeyed, and what to write instead. */
  readonly problem?: { readonly header: string; readonly message: string }
}

type Headers = Readonly<Record<string, string | undefined>>

const testKey = 'sk-test-'

/** The key a request carries: a bearer token, or the password of HTTP Basic; `undefined` when it carries none. */
export const keyOf = (headers: Headers): string | undefined => {
  const given = headers['authorization']
  if (given === undefined) return undefined
  if (/^bearer( |$)/i.test(given)) return given.slice(7).trim()
  if (!/^basic /i.test(given)) return undefined
  return passwordOf(given.slice(6).trim())
}

const passwordOf = (credentials: string): string | undefined => {
  try {
    const text = atob(credentials)
    return text.slice(text.indexOf(':') + 1)
  } catch {
    // Not base64: the request carries no key.
    return undefined
  }
}

/** Reads the `x-cuecard-*` headers. Who writes one by hand wants to know when it says nothing. */
export const readControls = (headers: Headers, key: string | undefined): Controls => {
  const scope = headers['x-cuecard-scope'] ?? scopeOfKey(key)
  const error = headers['x-cuecard-error']
  const pace = headers['x-cuecard-pace']
  const strictness = headers['x-cuecard-strictness']
  if (error === undefined && pace === undefined && strictness === undefined) return { scope }
  const problem = problemIn(error, pace, strictness)
  return {
    scope,
    ...(error !== undefined && { error: toErrorStep(error) }),
    ...(pace !== undefined && { pace: toPace(pace) }),
    ...(isStrictness(strictness) && { strictness }),
    ...(problem !== undefined && { problem }),
  }
}

const isStrictness = (text: string | undefined): text is Strictness => text === 'literal' || text === 'practical'

const problemIn = (
  error: string | undefined,
  pace: string | undefined,
  strictness: string | undefined,
): Controls['problem'] => {
  const complaint = (header: string, given: string, wanted: string): Controls['problem'] => ({
    header,
    message: `The request header ${header} is '${given}': write ${wanted}.`,
  })
  if (strictness !== undefined && !isStrictness(strictness))
    return complaint('x-cuecard-strictness', strictness, 'practical or literal')
  if (pace !== undefined && pace !== 'instant' && pace !== 'natural' && !pace.split(';').every(isPaceTime))
    return complaint('x-cuecard-pace', pace, 'instant, natural or times such as inter_token_latency=40ms; jitter=10ms')
  const retryAfter = error === undefined ? undefined : toErrorStep(error).beside?.['retry_after']
  if (error !== undefined && typeof retryAfter === 'string')
    return complaint('x-cuecard-error', error, 'a duration with its unit, such as retry_after=20ms')
  return undefined
}

const isPaceTime = (part: string): boolean => {
  const [name = '', time = ''] = part.split('=').map((side) => side.trim())
  return part.trim() === '' || (paceTimes.has(name) && parseDuration(time) !== undefined)
}

const scopeOfKey = (key: string | undefined): string => {
  const name = key?.startsWith(testKey) === true ? key.slice(testKey.length) : ''
  if (name === '') return 'default'
  try {
    return name.includes('%') ? decodeURIComponent(name) : name
  } catch {
    // Written by hand: the sign stands for itself.
    return name
  }
}

/** The key that leads calls into a scope. What a header cannot carry as it is stands in it as in a URL. */
export const keyOfScope = (name: string): string =>
  testKey +
  name.replaceAll(/^ +| +$|[^ -~]|%/gu, (found) =>
    /[\uD800-\uDFFF]/u.test(found) ? encodeURIComponent('\uFFFD') : encodeURIComponent(found),
  )

const toErrorStep = (text: string): Step => {
  const [name = '', ...settings] = text.split(';').map((part) => part.trim())
  return { name: 'error', value: name, beside: settingsOf(settings) }
}

const toPace = (text: string): StreamManner => {
  if (text === 'instant' || text === 'natural') return { pace: text }
  const times = Object.entries(settingsOf(text.split(';')))
  return Object.fromEntries(times.filter(([name, value]) => paceTimes.has(name) && typeof value === 'number'))
}

const paceTimes: ReadonlySet<string> = new Set(['time_to_first_token', 'inter_token_latency', 'jitter'])

/** `retry_after=20ms; param=model` as an object: durations become milliseconds. */
const settingsOf = (parts: readonly string[]): JsonObject => {
  const settings: Record<string, Json> = {}
  for (const part of parts) {
    const at = part.indexOf('=')
    if (at < 1) continue
    const value = part.slice(at + 1).trim()
    settings[part.slice(0, at).trim()] = parseDuration(value) ?? value
  }
  return settings
}
