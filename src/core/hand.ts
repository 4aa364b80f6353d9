/** Holds a stream back and lets its events go when a test says so (pace `manual`). */
export interface StreamHand {
  /** Sends the next content events; the role is sent before the first. Resolves when they are on their way, or nobody wants them. */
  next(count?: number): Promise<void>
  /** Sends all that is left, at once. */
  finish(): Promise<void>
  /** Breaks the connection behind what was sent, as a reset does. */
  fail(): Promise<void>
}

/** The other end of a hand: what the door does with what it says. */
export interface HeldStream {
  readonly hand: StreamHand
  /** How many content events may have gone by now. */
  readonly allowed: number
  readonly failed: boolean
  /** Resolves when the hand says something more than so many events, or `wake` is called. */
  more(sent: number): Promise<void>
  /** Tells those who wait that so many content events have gone. */
  tell(sent: number): void
  /** The client is gone: whoever waits goes on. */
  wake(): void
  /** The stream is over, whatever is asked of it. */
  end(): void
}

/** A stream in the hand of a test. */
export const holdStream = (): HeldStream => {
  let allowed = 0
  let sent = 0
  let failed = false
  let ended = false
  let rouse: (() => void) | undefined
  const waiting = new Set<{ readonly until: number; readonly resolve: () => void }>()

  const settle = (): void => {
    for (const wait of waiting)
      if (ended || sent >= wait.until) {
        waiting.delete(wait)
        wait.resolve()
      }
  }
  const ask = (until: number): Promise<void> => {
    rouse?.()
    return new Promise((resolve) => {
      waiting.add({ until, resolve })
      settle()
    })
  }
  return {
    hand: {
      next: (count = 1) => ask((allowed += count)),
      finish: () => ask((allowed = Infinity)),
      fail: () => {
        failed = true
        return ask(Infinity)
      },
    },
    get allowed() {
      return allowed
    },
    get failed() {
      return failed
    },
    more: (count) =>
      failed || allowed > count
        ? Promise.resolve()
        : new Promise((resolve) => {
            rouse = resolve
          }),
    tell: (count) => {
      sent = count
      settle()
    },
    wake: () => rouse?.(),
    end: () => {
      ended = true
      settle()
    },
  }
}
