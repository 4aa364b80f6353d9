import { setTimeout } from 'node:timers/promises'

/** For so many milliseconds a second signal is taken for the first one, come by way of npm. */
export const echoOfSignal = 250

/** Resolves at the first SIGINT or SIGTERM; the next one ends the process at once. */
export const interruption = (): Promise<void> =>
  new Promise((resolve) => {
    let endsAtOnce = false
    const stop = (): void => {
      if (endsAtOnce) process.exit(130)
      resolve()
      void setTimeout(echoOfSignal, undefined, { ref: false }).then(() => (endsAtOnce = true))
    }
    process.on('SIGINT', stop)
    process.on('SIGTERM', stop)
  })
