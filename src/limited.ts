import type { ApiError } from './core/api-error.ts'
import type { LimitState } from './core/store.ts'
import type { Visit } from './visit.ts'

/** The 429 of a call that the limiter does not allow, undefined when it does. */
export const limited = (visit: Visit, limits: LimitState): ApiError | undefined => {
  const { exceeded } = limits
  if (exceeded === undefined) return undefined
  if (exceeded.kind === 'quota') return visit.error(exceeded.error)
  const { kind, limit, window_ms, used, requested, wait_ms } = exceeded
  if (wait_ms === Infinity) return visit.error('request_too_large', { limit, window_ms, requested })
  return visit.error(kind === 'requests' ? 'rate_limited' : 'rate_limited_tokens', {
    limit,
    window_ms,
    used,
    requested,
    retry_after: wait_ms,
    reset_ms: limits[kind].reset_ms,
  })
}
