/**
 * A key as the service echoes it: 12 characters or fewer whole, longer ones with everything but the first 8 and the last 4 starred out
 * (wire-format 2.2). Fit for logs only where a key is much longer than 12.
 */
export const maskKey = (key: string): string =>
  key.length <= 12 ? key : `${key.slice(0, 8)}${'*'.repeat(key.length - 12)}${key.slice(-4)}`
