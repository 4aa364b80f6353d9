/**
 * Milliseconds as the service prints durations (Go's notation, down to the millisecond): `0s`, `6ms`, `8.64s`, `1m0s`, `23h55m16.126s`.
 * Fractions of a millisecond are dropped; negative and non-finite numbers print as `0s`.
 */
export const goDuration = (milliseconds: number): string => {
  const whole = Number.isFinite(milliseconds) ? Math.max(0, Math.floor(milliseconds)) : 0
  if (whole === 0) return '0s'
  if (whole < 1_000) return `${whole}ms`
  const hours = Math.floor(whole / 3_600_000)
  const minutes = Math.floor((whole % 3_600_000) / 60_000)
  const seconds = (whole % 60_000) / 1_000
  if (hours > 0) return `${hours}h${minutes}m${seconds}s`
  return minutes > 0 ? `${minutes}m${seconds}s` : `${seconds}s`
}

const millisecondsIn: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 }

/**
 * Milliseconds of a duration that carries its units (`300ms`, `2s`, `1.5m`, `1m30s`).
 * Undefined when the text is no duration: without a unit, negative, or too long to count.
 */
export const parseDuration = (text: string): number | undefined => {
  if (text.length > 64 || !/^(?:\d+(?:\.\d+)?(?:ms|s|m|h))+$/.test(text)) return undefined
  let total = 0
  for (const [, count, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)) {
    total += Number(count) * (millisecondsIn[unit ?? ''] ?? 0)
  }
  return Number.isSafeInteger(Math.ceil(total)) ? total : undefined
}
