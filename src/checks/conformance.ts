import type { Strictness } from '../core/contract.ts'
import { isJsonObject, type Json, type JsonObject } from '../core/json.ts'
import type { CaseRequest, RefusedCase } from './conformance-list.ts'

/** A request as it goes out: everything that is sent, nothing more. */
export interface OutgoingRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array<ArrayBuffer>
}

export interface Answer {
  readonly status: number
  /** Empty where nobody needs it. */
  readonly text: string
}

/** Sends a request and waits for the answer; follows no redirect. Rejects when there is none. */
export type Send = (request: OutgoingRequest, signal: AbortSignal) => Promise<Answer>

export interface ConformanceOptions {
  readonly send: Send
  /** What the paths of the cases are put behind: `http://127.0.0.1:4010/v1`. */
  readonly baseUrl: string
  /** Sent with every request whose defect is not the key. */
  readonly key: string
  /** Sent with every request whose defect is not a header. */
  readonly headers?: Readonly<Record<string, string>>
  /** Requests under way at a time. Default: 4. */
  readonly concurrency?: number
  /** For each answer. Default: 10 seconds. */
  readonly milliseconds?: number
  /** Called when a case is done. */
  readonly onResult?: (result: CaseResult, done: number) => void
}

/** How a server dealt with one case. */
export interface CaseResult {
  readonly name: string
  readonly dialect: string
  readonly breaks: string
  /** Refused with the status that the case says. */
  readonly refused: boolean
  /** Refused with the status and every word of the error. */
  readonly exact: boolean
  /** Answered with 200 once its defect is mended. */
  readonly accepted: boolean
  /** What is wrong, in words; empty when nothing is. */
  readonly failures: readonly string[]
}

/** Cases of one dialect at one level. */
export const casesOf = (
  cases: readonly RefusedCase[],
  dialect: string,
  strictness: Strictness,
  only: RegExp = /(?:)/,
): readonly RefusedCase[] =>
  cases.filter(
    (one) =>
      one.dialect === dialect && one.strictness.includes(strictness) && (only.test(one.name) || only.test(one.breaks)),
  )

/** Sends every case, broken and mended, and says how the server dealt with it; results are in the order of the cases. */
export const conform = async (
  cases: readonly RefusedCase[],
  options: ConformanceOptions,
): Promise<readonly CaseResult[]> => {
  const results: CaseResult[] = []
  let next = 0
  let done = 0
  const work = async (): Promise<void> => {
    for (let index = next++; index < cases.length; index = next++) {
      const one = cases[index]
      if (one === undefined) return
      const result = await conformOne(one, options)
      results[index] = result
      options.onResult?.(result, ++done)
    }
  }
  await Promise.all(Array.from({ length: options.concurrency ?? 4 }, work))
  return results
}

const conformOne = async (one: RefusedCase, options: ConformanceOptions): Promise<CaseResult> => {
  const refused = await ask(one.refused, options)
  const mended = await ask(one.mended, options)
  const { name, dialect, breaks, status } = one
  const differences =
    'failure' in refused ? [refused.failure] : [...differencesOf(refused, one, pathOf(one.refused, options))]
  const isRefused = 'status' in refused && refused.status === status
  const isAccepted = 'status' in mended && mended.status === 200
  const complaint = 'failure' in mended ? mended.failure : expected(200, mended)
  return {
    name,
    dialect,
    breaks,
    refused: isRefused,
    exact: isRefused && differences.length === 0,
    accepted: isAccepted,
    failures: [...differences, ...(isAccepted ? [] : [`mended: ${complaint}`])],
  }
}

type Asked = Answer | { readonly failure: string }

const ask = async (request: CaseRequest, options: ConformanceOptions): Promise<Asked> => {
  const { send, milliseconds = 10_000 } = options
  const signal = AbortSignal.timeout(milliseconds)
  try {
    return await Promise.race([send(toOutgoing(request, options), signal), aborted(signal)])
  } catch (error) {
    if (signal.aborted) return { failure: `no answer within ${milliseconds} ms` }
    return { failure: `no answer: ${error instanceof Error ? error.message : String(error)}` }
  }
}

/** A sender need not mind the signal. */
const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))

const encoder = new TextEncoder()

const toOutgoing = (
  { method, path, headers, body, pad }: CaseRequest,
  { baseUrl, key, headers: usual = {} }: ConformanceOptions,
): OutgoingRequest => {
  const all = {
    authorization: `Bearer ${key}`,
    'content-type': 'application/json',
    accept: 'application/json',
    ...usual,
    ...headers,
  }
  return {
    method,
    url: `${baseUrl}${path}`,
    headers: Object.fromEntries(Object.entries(all).filter((header): header is [string, string] => header[1] !== null)),
    body: encoder.encode(body.padEnd(pad)),
  }
}

const pathOf = ({ path }: CaseRequest, { baseUrl }: ConformanceOptions): string => new URL(`${baseUrl}${path}`).pathname

/** What an answer says otherwise than the case. */
function* differencesOf(answer: Answer, one: RefusedCase, path: string): Iterable<string> {
  if (answer.status !== one.status) {
    yield expected(one.status, answer)
    return
  }
  const error = errorOf(answer.text)
  for (const [member, value] of Object.entries(one.error)) {
    const wanted = typeof value === 'string' ? value.replaceAll('{path}', path) : (value ?? null)
    const got = error?.[member]
    if (!covers(got, wanted)) yield `${member}: expected ${JSON.stringify(wanted)}, got ${JSON.stringify(got)}`
  }
}

/** Whether a value is the expected one; objects may have more members than expected, `{ $contains }` is some of the words. */
export const covers = (value: Json | undefined, expected: Json): boolean => {
  if (Array.isArray(expected))
    return (
      Array.isArray(value) &&
      value.length === expected.length &&
      expected.every((item: Json, index) => covers(value[index], item))
    )
  if (!isJsonObject(expected)) return value === expected
  if (typeof expected['$contains'] === 'string')
    return typeof value === 'string' && value.includes(expected['$contains'])
  return isJsonObject(value) && Object.entries(expected).every(([member, item]) => covers(value[member], item ?? null))
}

/** The part of an error's body that says what is wrong, in any of the envelopes. */
const errorOf = (text: string): JsonObject | undefined => {
  try {
    const body: unknown = JSON.parse(text)
    const error = isJsonObject(body) ? (body['error'] ?? body['responseStatus']) : undefined
    return isJsonObject(error) ? error : undefined
  } catch {
    // No JSON: it says nothing that could be compared.
    return undefined
  }
}

const expected = (wanted: number, { status, text }: Answer): string => {
  const message = errorOf(text)?.['message']
  return `expected status ${wanted}, got ${status}${typeof message === 'string' ? ` (${message.slice(0, 300)})` : ''}`
}

/** A `Send` over a function like `fetch`. */
export const sendOver =
  (fetch: (url: string, init: RequestInit) => Promise<Response>): Send =>
  async ({ url, method, headers, body }, signal) => {
    const response = await fetch(url, { method, headers, body, signal, redirect: 'manual' })
    if (response.ok) {
      await response.body?.cancel()
      return { status: response.status, text: '' }
    }
    return { status: response.status, text: await response.text() }
  }
