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

/**
 * Too many requests. `retry_after` (milliseconds, default 1000) decides everything: up to a minute it is a limit per minute, longer ones
 * are per day. `limit` and `window_ms` override what follows from it, `reset_ms` how long it takes until nothing is used.
 */
export const rateLimited = (details: ErrorDetails): ApiError => {
  const wait = waitOf(details)
  const window = windowOf(details, wait)
  const limit = countOf(details['limit'], Math.max(1, Math.floor(window / Math.ceil(wait))))
  return {
    status: 429,
    message: reached(details, unitOf('requests', window), `Limit ${limit}, Used ${limit}, Requested 1`, wait),
    type: 'requests',
    param: null,
    code: 'rate_limit_exceeded',
    headers: {
      ...retryHeaders(wait),
      'x-ratelimit-limit-requests': String(limit),
      'x-ratelimit-remaining-requests': '0',
      // Unless told otherwise all of it is used, so all of the window has to pass until it is full again.
      'x-ratelimit-reset-requests': goDuration(countOf(details['reset_ms'], window)),
    },
  }
}

/** Too many tokens. `limit`, `requested`, `window_ms` and `reset_ms` may be given; what is used follows from `retry_after`, or is given too. */
export const rateLimitedTokens = (details: ErrorDetails): ApiError => {
  const wait = waitOf(details)
  const window = windowOf(details, wait)
  const limit = countOf(details['limit'], 200_000)
  const requested = Math.min(countOf(details['requested'], 1_000), limit)
  // After this wait exactly enough has flowed back: used + requested - limit = limit × wait ÷ window.
  const flowed = Math.min(limit, Math.max(0, Math.ceil((limit * Math.ceil(wait)) / window) + limit - requested))
  const used = countOf(details['used'], flowed)
  return {
    status: 429,
    message: reached(details, unitOf('tokens', window), `Limit ${limit}, Used ${used}, Requested ${requested}`, wait),
    type: 'tokens',
    param: null,
    code: 'rate_limit_exceeded',
    headers: {
      ...retryHeaders(wait),
      'x-ratelimit-limit-tokens': String(limit),
      'x-ratelimit-remaining-tokens': String(limit - used),
      'x-ratelimit-reset-tokens': goDuration(countOf(details['reset_ms'], Math.floor((used * window) / limit))),
    },
  }
}

/** One request that needs more tokens than a whole window gives (`window_ms`, a minute unless given); waiting does not help. */
export const requestTooLarge = (details: ErrorDetails): ApiError => {
  const limit = countOf(details['limit'], 30_000)
  const requested = Math.max(countOf(details['requested'], 129_625), limit + 1)
  const unit = unitOf('tokens', windowOf(details, minute))
  return {
    status: 429,
    message:
      `Request too large for ${details.model} in organization ${details.organization} on ${unit}: ` +
      `Limit ${limit}, Requested ${requested}. The input or output tokens must be reduced in order to run successfully. ${limitsPage}`,
    type: 'tokens',
    param: null,
    code: 'rate_limit_exceeded',
    headers: { 'x-ratelimit-limit-tokens': String(limit), 'x-should-retry': 'false' },
  }
}

/** `requests per min (RPM)`; what is said of tokens per day is inferred from that. */
const unitOf = (kind: 'requests' | 'tokens', window: number): string => {
  const initial = kind === 'requests' ? 'R' : 'T'
  return window > minute ? `${kind} per day (${initial}PD)` : `${kind} per min (${initial}PM)`
}

const windowOf = (details: ErrorDetails, wait: number): number =>
  countOf(details['window_ms'], wait <= minute ? minute : day)

/** The text drops a fraction of a millisecond (wire-format 2.4: 45175.5 ms are `45.175s`). */
const reached = ({ model, organization }: ErrorDetails, unit: string, counts: string, wait: number): string =>
  `Rate limit reached for ${model} in organization ${organization} on ${unit}: ${counts}. ` +
  `Please try again in ${goDuration(wait)}. ${limitsPage}`

/** Rounded up: whoever waits that long is let in. */
const retryHeaders = (wait: number): Readonly<Record<string, string>> => ({
  'retry-after': String(Math.ceil(wait / 1_000)),
  'retry-after-ms': String(Math.ceil(wait)),
})

/** Milliseconds, at least one: nobody is told to come back in no time. */
const waitOf = (details: ErrorDetails): number => {
  const wait = Number(details['retry_after'] ?? 1_000)
  return Number.isFinite(wait) && wait > 0 ? Math.max(1, wait) : 1_000
}

const countOf = (given: string | number | undefined, fallback: number): number => {
  const count = Math.ceil(Number(given ?? fallback))
  return Number.isFinite(count) && count >= 1 ? count : fallback
}
