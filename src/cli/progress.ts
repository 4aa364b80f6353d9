/** Counts on a terminal, in one line that is gone in the end. Elsewhere, and in CI, nothing is shown. */
export interface Progress {
  advance(note?: string): void
  end(): void
}

export const createProgress = (total: number): Progress => {
  const { stderr, env } = process
  const isShown = stderr.isTTY && (env['CI'] ?? '') === ''
  // Some terminals do not know their width.
  const width = (stderr.columns > 0 ? stderr.columns : 80) - 1
  let done = 0
  return {
    advance: (note = '') => {
      done++
      if (isShown) stderr.write(`\r\u001B[K${`${done} of ${total} ${note}`.slice(0, width)}`)
    },
    end: () => {
      if (isShown) stderr.write('\r\u001B[K')
    },
  }
}
