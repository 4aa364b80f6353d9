import type { ApiError } from '../core/api-error.ts'
import type { ErrorDetails } from '../core/dialect.ts'
import { goDuration } from '../core/duration.ts'

/*
 * The three kinds of 429 that are about speed (wire-format 2.4, 12). Limit, window, text and headers all follow from when the client
 * may come again, so that they never contradict each other.
 */

const minute = 60_000
const day = 86_400_000

const limitsPage = 'Visit https://platform.openai.com/account/rate-limits to learn more.'

/** A limit that is used up and frees one request after `retryAfter` milliseconds. */
interface Spent {
  readonly limit: number
  readonly window: number
  readonly retryAfter: number
}

/**
 * Too many requests. `retry_after` (milliseconds, default 1000) decides everything: up to a minute it is a limit per minute, longer ones
 * are per day. `limit` overrides the limit that follows from it.
 */
export const rateLimited = (details: ErrorDetails): ApiError => {
  const spent = spentOf(details)
  const unit = spent.window === day ? 'requests per day (RPD)' : 'requests per min (RPM)'
  return {
    status: 429,
    message: reached(details, unit, `Limit ${spent.limit}, Used ${spent.limit}, Requested 1`, spent.retryAfter),
    type: 'requests',
    param: null,
    code: 'rate_limit_exceeded',
    headers: {
      ...retryHeaders(spent.retryAfter),
      'x-ratelimit-limit-requests': String(spent.limit),
      'x-ratelimit-remaining-requests': '0',
      // All of it is used, so all of the window has to pass until it is full again.
      'x-ratelimit-reset-requests': goDuration(spent.window),
    },
  }
}

/** Too many tokens in a minute. `limit` and `requested` may be given; what is used follows from `retry_after`. */
export const rateLimitedTokens = (details: ErrorDetails): ApiError => {
  const retryAfter = Math.min(retryAfterOf(details), minute)
  const limit = countOf(details['limit'], 200_000)
  const requested = Math.min(countOf(details['requested'], 1_000), limit)
  // After this wait exactly enough has flowed back: used + requested - limit = limit × wait ÷ minute.
  const used = Math.min(limit, Math.max(0, Math.ceil((limit * retryAfter) / minute) + limit - requested))
  return {
    status: 429,
    message: reached(
      details,
      'tokens per min (TPM)',
      `Limit ${limit}, Used ${used}, Requested ${requested}`,
      retryAfter,
    ),
    type: 'tokens',
    param: null,
    code: 'rate_limit_exceeded',
    headers: {
      ...retryHeaders(retryAfter),
      'x-ratelimit-limit-tokens': String(limit),
      'x-ratelimit-remaining-tokens': String(limit - used),
      'x-ratelimit-reset-tokens': goDuration(Math.floor((used * minute) / limit)),
    },
  }
}

/** One request that needs more tokens than a minute gives; waiting does not help. */
export const requestTooLarge = (details: ErrorDetails): ApiError => {
  const limit = countOf(details['limit'], 30_000)
  const requested = Math.max(countOf(details['requested'], 129_625), limit + 1)
  return {
    status: 429,
    message:
      `Request too large for ${details.model} in organization ${details.organization} on tokens per min (TPM): ` +
      `Limit ${limit}, Requested ${requested}. The input or output tokens must be reduced in order to run successfully. ${limitsPage}`,
    type: 'tokens',
    param: null,
    code: 'rate_limit_exceeded',
    headers: { 'x-ratelimit-limit-tokens': String(limit), 'x-should-retry': 'false' },
  }
}

const spentOf = (details: ErrorDetails): Spent => {
  const retryAfter = retryAfterOf(details)
  const window = retryAfter <= minute ? minute : day
  const limit = countOf(details['limit'], Math.max(1, Math.floor(window / retryAfter)))
  return { limit, window, retryAfter }
}

const reached = ({ model, organization }: ErrorDetails, unit: string, counts: string, retryAfter: number): string =>
  `Rate limit reached for ${model} in organization ${organization} on ${unit}: ${counts}. ` +
  `Please try again in ${goDuration(retryAfter)}. ${limitsPage}`

const retryHeaders = (retryAfter: number): Readonly<Record<string, string>> => ({
  'retry-after': String(Math.ceil(retryAfter / 1_000)),
  'retry-after-ms': String(retryAfter),
})

/** Whole milliseconds, at least one: nobody is told to come back in no time. */
const retryAfterOf = (details: ErrorDetails): number => countOf(details['retry_after'], 1_000)

const countOf = (given: string | number | undefined, fallback: number): number => {
  const count = Math.ceil(Number(given ?? fallback))
  return Number.isFinite(count) && count >= 1 ? count : fallback
}
