import type { RateLimitOptions } from '../rate-limit.ts'
import type { Values } from './arguments.ts'

const most = 1_000_000_000_000
const count = { kind: 'integer', value: 'number', minimum: 1, maximum: most } as const

/** Flags for the limits that count. */
export const rateLimitFlags = {
  rpm: { ...count, help: 'requests per minute for each key and model (default: no limit)' },
  tpm: { ...count, help: 'tokens per minute for each key and model (default: no limit)' },
  rpd: { ...count, help: 'requests per day for each key and model (default: no limit)' },
  tpd: { ...count, help: 'tokens per day for each key and model (default: no limit)' },
} as const

/** The option that the flags stand for; undefined without any of them. */
export const rateLimitOf = ({ rpm, tpm, rpd, tpd }: Values<typeof rateLimitFlags>): RateLimitOptions | undefined => {
  const rates = {
    ...(rpm !== undefined && { requests_per_minute: rpm }),
    ...(tpm !== undefined && { tokens_per_minute: tpm }),
    ...(rpd !== undefined && { requests_per_day: rpd }),
    ...(tpd !== undefined && { tokens_per_day: tpd }),
  }
  return Object.keys(rates).length === 0 ? undefined : rates
}
