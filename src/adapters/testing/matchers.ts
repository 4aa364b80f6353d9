import { askedMatchers } from './asked-matchers.ts'
import type { Sample } from './sample.ts'
import { toldMatchers } from './told-matchers.ts'

export type { Sample } from './sample.ts'

/** Of a violation: what it has to have. */
export interface BreachSample {
  readonly param?: string | null
  readonly code?: string | null
  readonly message?: string
}

/** A scope of another process tells its calls by a promise. */
type Result<R, T> = T extends { readonly calls: Promise<unknown> } ? Promise<void> : R

/** What `expect(cuecard)` can be asked; of a scope, about that scope's calls. */
export interface CuecardMatchers<R = void, T = unknown> {
  /** A call brought such a message: one whose text contains the string or has the pattern, or that has at least these members. */
  toHaveBeenCalledWithMessage(sample: Sample): Result<R, T>
  /** A call had at least these members in its body. */
  toHaveBeenCalledWithRequest(sample: object): Result<R, T>
  /** A call asked this model. */
  toHaveCalledModel(model: string | RegExp): Result<R, T>
  /** A call offered this tool, with at least these members of `{ description, parameters, strict }`. */
  toHaveOfferedTool(name: string, sample?: object): Result<R, T>
  /** A call brought what this tool gave back; an object is looked for in its JSON. */
  toHaveReceivedToolResult(name: string, sample?: Sample): Result<R, T>
  /** So many calls for an answer were made; or those that were made got these statuses. */
  toHaveReceivedCalls(expected: number | readonly number[]): Result<R, T>
  /** The cue of this name has answered, or has answered so many times. */
  toHavePlayed(cue: string, times?: number): Result<R, T>
  /** No call broke a rule; rules that only warn do not count. */
  toSatisfyContract(): Result<R, T>
  /** A call broke this rule, as `violations` name it. What a test says to be broken does not fail it in the end. */
  toHaveBrokenRule(rule: string | RegExp, sample?: BreachSample): Result<R, T>
}

/**
 * Matchers for `expect.extend`, in vitest and in Jest.
 *
 * @example
 * expect.extend(matchers)
 * expect(cuecard).toHaveBeenCalledWithMessage('refund')
 */
export const matchers = { ...askedMatchers, ...toldMatchers }
