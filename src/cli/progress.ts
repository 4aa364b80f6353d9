/** Counts on a terminal, in one line that is gone in the end. Elsewhere, and in CI, nothing is shown. */
export interface Progress {
  advance(note?: string): void
  end(): void
}

export const createProgress = (total: number): Progress => {
  const { stderr, env } = process
  const isShown = stderr.isTTY && (env['CI'] ?? '') === ''
  let done = 0
  return {
    advance: (note = '') => {
      done++
      if (isShown) stderr.write(`\r\u001B[K${`${done} of ${total} ${note}`.slice(0, stderr.columns - 1)}`)
    },
    end: () => {
      if (isShown) stderr.write('\r\u001B[K')
    },
  }
}
