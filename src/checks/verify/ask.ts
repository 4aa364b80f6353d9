import type { Difference } from '../difference.ts'
import { toOutgoing } from './outgoing.ts'
import type { VerifyOptions } from './run.ts'
import type { Received, Trial } from './trial.ts'

/** An answer, or why there is none. `unreachable`: there would be none to any other call either. */
export type Asked = Received | { readonly failure: Difference; readonly unreachable: boolean }

/** Asks what a trial asks and reads the answer; never rejects. */
export const ask = async (trial: Trial, options: VerifyOptions, signal: AbortSignal): Promise<Asked> => {
  const { send, milliseconds = 60_000 } = options
  const late = AbortSignal.timeout(milliseconds)
  const either = AbortSignal.any([late, signal])
  try {
    return await Promise.race([send(toOutgoing(trial, options), either), aborted(either)])
  } catch (error) {
    const got = late.aborted ? `nothing within ${milliseconds} ms` : reasonOf(error)
    return { failure: { code: 'no-answer', expected: 'an answer', got }, unreachable: isUnreachable(error) }
  }
}

/** A sender need not mind the signal. */
const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))

/** The error of a failed connection may hide in one that says nothing: several addresses were tried. */
const firstOf = (error: unknown): unknown => (error instanceof AggregateError ? error.errors[0] : error)

const reasonOf = (error: unknown): string => {
  const first = firstOf(error)
  return first instanceof Error ? first.message : String(first)
}

const isUnreachable = (error: unknown): boolean => {
  const first = firstOf(error)
  return (
    first instanceof Error && 'syscall' in first && (first.syscall === 'connect' || first.syscall === 'getaddrinfo')
  )
}

/** What an answer shows to be missing: a model that this key may not use says nothing about the service. */
export const missingBy = (
  { status, bytes }: Received,
  { expect }: Trial,
  have: readonly string[],
): string | undefined => {
  if (status === expect.status || (status !== 403 && status !== 404) || have.includes('model access')) return undefined
  const isMeant = /model_not_found|model_not_available|does not have access to model/.test(
    new TextDecoder().decode(bytes),
  )
  return isMeant ? 'model access' : undefined
}

/** Whether a 429 is about money: waiting does not help. */
export const isQuota = ({ bytes }: Received): boolean => new TextDecoder().decode(bytes).includes('insufficient_quota')

/** The last count of an answer, plain or streamed; undefined when it says none. */
export const tokensOf = ({ bytes }: Received): number | undefined => {
  const [, count] = [...new TextDecoder().decode(bytes).matchAll(/"total_tokens"\s*:\s*(\d{1,12})\b/g)].at(-1) ?? []
  return count === undefined ? undefined : Number(count)
}
